"""Handing a mail to Amazon SES (API version 2), as a MIME message: text with an HTML alternative."""

from email.message import EmailMessage

from chalicelib import metrics
from chalicelib.metrics import Metric
from chalicelib.sending.letters import POLICY
from chalicelib.sending.mails import Mail
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import ses_client


def send_mail(mail: Mail) -> None:
    """Send a mail; an error of SES propagates, and the queue tries again."""
    sender = settings().mail_from
    outcome = Metric.MAILS_FAILED
    try:
        ses_client().send_email(
            FromEmailAddress=sender,
            Destination={"ToAddresses": [mail.to]},
            Content={"Raw": {"Data": to_mime(mail, sender)}},
        )
        outcome = Metric.MAILS_SENT
    finally:
        metrics.count(outcome)


def to_mime(mail: Mail, sender: str) -> bytes:
    """Return the MIME message (RFC 2045, 5322); what people typed is one line in it."""
    message = EmailMessage(policy=POLICY)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message.as_bytes()
