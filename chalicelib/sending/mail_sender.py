"""Handing one of the system's own mails to Amazon SES (API version 2)."""

from email.utils import parseaddr

from chalicelib import metrics
from chalicelib.metrics import Metric
from chalicelib.sending.letters import Correspondent, Letter, to_mime
from chalicelib.sending.mails import Mail
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import ses_client
from chalicelib.storage.sendings import ses


def send_mail(mail: Mail) -> None:
    """Send a mail; an error of SES propagates, and the queue tries again."""
    sender = settings().mail_from
    outcome = Metric.MAILS_FAILED
    try:
        ses_client().send_email(
            FromEmailAddress=sender,
            Destination={"ToAddresses": [mail.to]},
            Content={"Raw": {"Data": to_mime(as_letter(mail, sender))}},
        )
        outcome = Metric.MAILS_SENT
    finally:
        metrics.count(outcome)


def send_mail_once(mail: Mail) -> None:
    """Send a mail that must not go out twice.

    Raises:
        SesBusy, SesRefused, SesUnclear: it was not sent, will not be, or that is unknown.

    """
    outcome = Metric.MAILS_FAILED
    try:
        ses.submit(to_mime(as_letter(mail, settings().mail_from)), (mail.to,))
        outcome = Metric.MAILS_SENT
    finally:
        metrics.count(outcome)


def as_letter(mail: Mail, sender: str) -> Letter:
    """Return a mail as the letter that it is, from an address that may have a name."""
    return Letter(
        Correspondent(*parseaddr(sender)), (mail.to,), mail.subject, mail.text, mail.html, answers=mail.answers
    )
