"""A batch: files that arrived together, what each became, and how far all of them are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chalicelib.records.invoices import UNFINISHED, OnDuplicate, Status

BY_MAIL = "mail"  # stands for the person where a mail came from somebody who is no member
MAX_ENTRIES = 1_000  # files of a batch, with those in archives and mails within
MAX_READ = 100  # of a batch's files whose invoices are read for its progress; beyond them statuses are counted


class BatchKind(StrEnum):
    """How the files came."""

    FORM = "form"
    FOLDER = "folder"
    ARCHIVE = "archive"
    MAIL = "mail"


class BatchStatus(StrEnum):
    """Where a batch stands: its files are awaited or being taken in, or all that it holds is known."""

    AWAITING_UPLOAD = "awaiting_upload"
    OPENING = "opening"
    TAKEN_IN = "taken_in"
    FAILED = "failed"
    REFUSED = "refused"


class AnswerState(StrEnum):
    """How far the answer to a mail without a usable file is.

    `waiting` for its turn, or for another try; `sending` just now; `sent`; `failed`, refused or given up; `uncertain`
    where it is unknown whether the mail service took it; `sent_before` where the same mail came before.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SENT_BEFORE = "sent_before"


OPEN = (BatchStatus.AWAITING_UPLOAD, BatchStatus.OPENING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch. `entries` is how many files it holds, once that is known.

    `uploaded_by` is a user's id, or `BY_MAIL` where a mail's sender is no member. `mail` is what a mail said of itself,
    `answer` how far the answer to it is, if there is one. What awaits its upload goes by itself at `expires_at`.
    `refused` is how many files became no invoice, by their codes, as far as that is noted; None for batches of before
    that was kept, whose progress is counted from their files. `version` grows with every change.
    """

    company_id: str
    batch_id: str
    kind: BatchKind
    status: BatchStatus
    filename: str
    uploaded_by: str
    created_at: datetime
    updated_at: datetime
    on_duplicate: OnDuplicate = OnDuplicate.FLAG
    entries: int | None = None
    refused: Mapping[str, int] | None = None
    failure_code: str | None = None
    failure_detail: str | None = None
    mail: Mapping[str, str] = field(default_factory=dict)
    answer: AnswerState | None = None
    expires_at: datetime | None = None
    version: int = 0

    @property
    def origin(self) -> dict[str, str]:
        """What an invoice says of the batch that it came with."""
        told = {name: self.mail[name] for name in ("sender", "subject") if self.mail.get(name)}
        return {"id": self.batch_id, "kind": self.kind.value, **told}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEntry:
    """What became of one file of a batch: an invoice, or why none.

    An archive among other files is a batch of its own, `inner_batch`. `duplicate_of` is the invoice that the same bytes
    are already, and `duplicate_uploaded_by` who added that one.
    """

    company_id: str
    batch_id: str
    number: int
    filename: str
    invoice_id: str | None = None
    code: str | None = None
    detail: str | None = None
    duplicate_of: str | None = None
    inner_batch: str | None = None
    duplicate_uploaded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a batch's invoices have each status, and how many of its files became no invoice, by code."""

    statuses: Counter[Status]
    refused: Counter[str]

    @property
    def percent(self) -> int:
        """How many of the invoices are read, or can't be, in percent.

        >>> Progress(Counter({Status.READY: 2, Status.QUEUED: 1}), Counter()).percent
        66
        """
        total = self.statuses.total()
        waiting = sum(self.statuses[status] for status in UNFINISHED)
        return (total - waiting) * 100 // total if total else 100
