"""Which invoices a list has, and in which order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.records.invoices import CreationMethod, State, Status
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import PaymentState


class Sort(StrEnum):
    """The orders of a list; the ids are the last criterion, and what has no value comes last."""

    NEWEST = "-created_at"
    OLDEST = "created_at"
    ISSUED_LAST = "-issue_date"
    ISSUED_FIRST = "issue_date"
    DUE_LAST = "-due_date"
    DUE_FIRST = "due_date"
    GREATEST = "-total"
    SMALLEST = "total"

    @property
    def attribute(self) -> str:
        """What is sorted by."""
        return self.removeprefix("-")

    @property
    def forward(self) -> bool:
        """Whether the smallest comes first."""
        return not self.startswith("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What invoices must have to be in a list; None asks for nothing. Totals are compared as numbers.

    The API's query has the same names (`SelectionQuery.filters` copies them), but for `text`, which is its `q`.
    """

    state: State | None = None
    status: Status | None = None
    creation_method: CreationMethod | None = None
    supplier: str | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    min_total: Decimal | None = None
    max_total: Decimal | None = None
    currency: str | None = None
    text: str | None = None
    direction: InvoiceDirection | None = None
    approval: Approval | None = None
    payment: PaymentState | None = None
    overdue: bool | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """A list: whose invoices (a company's, or one creator's in it), which of them, in which order."""

    company_id: str
    creator: str | None = None
    filters: Filters = Filters()
    sort: Sort = Sort.NEWEST
