"""Handing a mail to Amazon SES (API version 2), once, and telling apart what may have become of it.

Only three things can be known after a call: SES has it (a message id), SES does not have it (an answer that says so,
or no connection), or it is unknown (the connection broke after the mail was on its way). Trying again is right in the
second case alone.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.settings import settings
from chalicelib.storage.aws.clients import ses_client

_BUSY = {
    "TooManyRequestsException",
    "LimitExceededException",
    "Throttling",
    "ThrottlingException",
    "ExpiredTokenException",
}
_GATEWAYS = {502, 504}  # answers of something in between, that may have passed the mail on
_SERVER_FAULT = 500
_REFUSALS = {
    "MessageRejected": ("message_rejected", "The mail service refused the mail."),
    "BadRequestException": ("message_rejected", "The mail service refused the mail."),
    "MailFromDomainNotVerifiedException": ("sender_not_verified", "The sender's domain is not verified."),
    "SendingPausedException": ("sending_paused", "The mail service has paused all sending for now."),
    "AccountSuspendedException": ("sending_paused", "The mail service has suspended all sending."),
}
_OTHER_REFUSAL = ("mail_refused", "The mail service refused the request.")
_SAYS_WHY = {"MessageRejected", "BadRequestException"}


class SesBusy(Exception):
    """SES has not taken the mail, and may do so later."""


class SesRefused(Exception):
    """SES has not taken the mail, and never will."""

    def __init__(self, code: str, detail: str) -> None:
        """Carry a stable code and a sentence."""
        super().__init__(detail)
        self.code, self.detail = code, detail


class SesUnclear(Exception):
    """SES may have taken the mail, or not."""


def submit(mime: bytes, to: tuple[str, ...], tags: Mapping[str, str] | None = None) -> str:
    """Hand over a MIME message, and return the id that SES gives it.

    The tags come back in every event about it; without tags there are no events.

    Raises:
        SesBusy, SesRefused, SesUnclear: see there.

    """
    named = [{"Name": name, "Value": value} for name, value in (tags or {}).items()]
    return _submit(
        Destination={"ToAddresses": list(to)},
        Content={"Raw": {"Data": mime}},
        **({"EmailTags": named, "ConfigurationSetName": settings().mail_configuration_set} if named else {}),
    )


def _submit(**mail: Any) -> str:
    from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, NoCredentialsError

    try:
        answer = ses_client().send_email(**mail)
    except ClientError as error:
        meta = error.response.get("ResponseMetadata", {})
        said = error.response.get("Error", {})
        status = meta.get("HTTPStatusCode", _SERVER_FAULT)
        raise _meaning(said.get("Code", ""), said.get("Message", ""), status) from error
    except (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError) as error:
        raise SesBusy(str(error)) from error
    except Exception as error:  # a time-out, a torn connection, an answer that can't be read: whatever it is
        raise SesUnclear(str(error)) from error
    return answer["MessageId"]


def _meaning(code: str, message: str, status: int) -> SesBusy | SesRefused | SesUnclear:
    """Return what an error answer of SES says about the mail.

    >>> _meaning("TooManyRequestsException", "Daily message quota exceeded.", 429)
    SesBusy('TooManyRequestsException: Daily message quota exceeded.')
    """
    if status in _GATEWAYS:
        return SesUnclear(f"{code}: {message}")
    if code in _BUSY or status >= _SERVER_FAULT:
        return SesBusy(f"{code}: {message}")
    stable, sentence = _REFUSALS.get(code, _OTHER_REFUSAL)
    return SesRefused(stable, f"{sentence} {message}".strip() if code in _SAYS_WHY else sentence)
