"""Quotes: what a company offers, until when, and what becomes of it. docs/sales.md has the table.

What a quote says is final, as of an invoice. That it has expired is not stored but follows from the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from chalicelib.errors import WrongStep
from chalicelib.json_data import JsonObject

MAX_MAILS = 10  # of a quote that are shown, the latest


class QuoteState(StrEnum):
    """Where a quote stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    INVOICED = "invoiced"


class QuoteStep(StrEnum):
    """What is done with it."""

    ACCEPT = "accept"
    DECLINE = "decline"
    REOPEN = "reopen"
    INVOICE = "invoice"


STEPS: Mapping[tuple[QuoteState, QuoteStep], QuoteState] = {
    (QuoteState.OPEN, QuoteStep.ACCEPT): QuoteState.ACCEPTED,
    (QuoteState.OPEN, QuoteStep.DECLINE): QuoteState.DECLINED,
    (QuoteState.OPEN, QuoteStep.INVOICE): QuoteState.INVOICED,
    (QuoteState.ACCEPTED, QuoteStep.DECLINE): QuoteState.DECLINED,
    (QuoteState.ACCEPTED, QuoteStep.REOPEN): QuoteState.OPEN,
    (QuoteState.ACCEPTED, QuoteStep.INVOICE): QuoteState.INVOICED,
    (QuoteState.DECLINED, QuoteStep.REOPEN): QuoteState.OPEN,
    (QuoteState.EXPIRED, QuoteStep.DECLINE): QuoteState.DECLINED,
    (QuoteState.EXPIRED, QuoteStep.REOPEN): QuoteState.OPEN,
}
"""The steps that there are; all others are refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote. Its content is what it says, as JSON: `form`, with all values that it copied, and `document`.

    `pdf` is the name of its page among the quote's files, once it was drawn. `sendings` are the mails with it, the
    latest last. `invoice_id` is what it was turned into. `version` grows with every change.
    """

    company_id: str
    quote_id: str
    number: str
    created_by: str
    created_at: datetime
    updated_at: datetime
    content: JsonObject
    customer: str
    currency: str
    total: Decimal
    issue_date: date
    valid_until: date
    language: str | None = None
    state: QuoteState = QuoteState.OPEN
    comment: str = ""
    decided_at: datetime | None = None
    invoice_id: str | None = None
    pdf: str | None = None
    sendings: tuple[str, ...] = ()
    version: int = 1

    @property
    def document(self) -> JsonObject:
        """What it says, as the customer has it."""
        document: JsonObject = self.content["document"]
        return document

    def state_on(self, today: date) -> QuoteState:
        """Return where it stands on a day: one that is still open when its time is over has expired."""
        is_over = self.state is QuoteState.OPEN and self.valid_until < today
        return QuoteState.EXPIRED if is_over else self.state


def state_after(quote: Quote, step: QuoteStep, today: date) -> QuoteState:
    """Return the state after a step; raise `WrongStep` where there is no such step."""
    state = quote.state_on(today)
    following = STEPS.get((state, step))
    if following is None:
        raise WrongStep(state, step)
    return following
