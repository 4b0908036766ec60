"""What is known of a sending: one mail with some invoices to some people, and how far it has got."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from chalicelib.records.files import FileKind

_ID_LENGTH = 32


class SendingState(StrEnum):
    """How far a sending has got.

    `sending` is written just before Amazon SES is called, so that a worker which dies afterwards leaves a trace;
    `uncertain` is one whose call has an unknown outcome. Neither is ever sent again.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an invoice that goes with the mail: the kept file's name, and what the recipient sees it called.

    The name is that of one making: what is sent is what was there when the sending was asked for, or nothing.
    """

    invoice_id: str
    kind: FileKind
    name: str
    filename: str
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One mail with some invoices to some people.

    `changed_at` is when it came into its state. `link_hash` is that of the secret in the links which stand for
    attachments too large for the mail. `told` are the invoices whose timelines know of the mail, and `heard` the events
    of SES that were taken in, so that neither happens twice. `quote_id` is what it brings where it has no invoices,
    `reminder_level` that of a reminder, `reminder_subject` and `reminder_text` the company's own words for it, with
    their placeholders, as they were when it was asked for.
    `version` grows with every change.
    """

    company_id: str
    sending_id: str
    created_by: str
    created_at: datetime
    changed_at: datetime
    expires_at: datetime
    to: tuple[str, ...]
    invoice_ids: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    message: str
    language: str
    base_url: str
    company_name: str
    reply_name: str
    reply_email: str
    state: SendingState = SendingState.QUEUED
    link_hash: str | None = None
    message_id: str | None = None
    sent_at: datetime | None = None
    failure_code: str | None = None
    told: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    quote_id: str | None = None
    reminder_level: int | None = None
    reminder_subject: str | None = None
    reminder_text: str | None = None
    version: int = 0

    def kinds_of(self, invoice_id: str) -> list[str]:
        """Return the kinds of files that go with the mail of one invoice."""
        return [str(each.kind) for each in self.attachments if each.invoice_id == invoice_id]


class SendingChanges(TypedDict, total=False):
    """What may change of a sending, apart from the mail events recorded with it; all else stays."""

    state: SendingState
    failure_code: str | None


def id_of(email: str) -> str:
    """Return the id of an address in the list; addresses themselves reach no URL.

    >>> id_of("ann@example.com")
    '71d4f55f72fa128dfb468a1a3901507c'
    """
    return hashlib.sha256(email.encode()).hexdigest()[:_ID_LENGTH]


class SuppressionReason(StrEnum):
    """Why an address is not written to."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An address that a company must not write to, since when and why; `detail` is what the mail server said."""

    company_id: str
    email: str
    reason: SuppressionReason
    at: datetime
    detail: str = ""

    @property
    def suppression_id(self) -> str:
        """Its id among the company's."""
        return id_of(self.email)
