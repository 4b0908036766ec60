"""Handing a mail to Amazon SES (API version 2), as text with an HTML alternative."""

from chalicelib.delivery.mails import Mail
from chalicelib.settings import settings
from chalicelib.storage.clients import ses_client


def send_mail(mail: Mail) -> None:
    """Send a mail; an error of SES propagates, and the queue tries again."""
    ses_client().send_email(
        FromEmailAddress=settings().mail_from,
        Destination={"ToAddresses": [mail.to]},
        Content={
            "Simple": {
                "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": mail.text, "Charset": "UTF-8"},
                    "Html": {"Data": mail.html, "Charset": "UTF-8"},
                },
            }
        },
    )
