"""The shapes of credit notes and cancellations on the wire."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from chalicelib.api.http.schema import Input, Output
from chalicelib.documents.model.types import Exact
from chalicelib.invoices.issuing.crediting import ChosenLine, CreditOrder, LineLeft
from chalicelib.languages import PageLanguage
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.credits import CreditState

MAX_LINES = 1_000

Reason = Annotated[str, Field(min_length=1, max_length=1_000, description="BT-22: why, printed on the credit note")]


def _not_zero(quantity: Decimal) -> Decimal:
    if not quantity:
        raise ValueError("is nothing; leave it out for all that is left")
    return quantity


class CreditLineIn(Input):
    """A line of the invoice, by its identifier (BT-126), and how much of it; without a quantity all that is left."""

    id: Annotated[str, Field(min_length=1, max_length=200)]
    quantity: Annotated[Exact, AfterValidator(_not_zero)] | None = None


class CancelIn(Input):
    """Why an invoice is taken back, and the language of the credit note's page; else the invoice's own."""

    reason: Reason | None = None
    language: PageLanguage | None = None

    def order(self) -> CreditOrder:
        """Return the order in the domain's words."""
        return CreditOrder(reason=self.reason, language=self.language)


class CreditIn(CancelIn):
    """What is credited: chosen lines; without any, all that is left of the invoice."""

    lines: Annotated[tuple[CreditLineIn, ...], Field(max_length=MAX_LINES)] = ()

    def order(self) -> CreditOrder:
        """Return the order in the domain's words."""
        lines = tuple(ChosenLine(line.id, line.quantity) for line in self.lines)
        return CreditOrder(lines, self.reason, self.language)


class LineLeftOut(Output):
    """A line of the invoice, and how much of it can still be credited."""

    id: str
    name: str
    quantity: Decimal
    left: Decimal


class CreditOut(Output):
    """What was credited of an invoice, by which credit notes, and what is left."""

    invoice_id: str
    credit_state: CreditState | None
    currency: str | None
    total: Decimal | None
    credited_total: Decimal
    credit_notes: tuple[str, ...]
    lines: tuple[LineLeftOut, ...]


def credit_out(invoice: Invoice, lines: list[LineLeft]) -> CreditOut:
    """Return what is left of an invoice."""
    return CreditOut(
        invoice_id=invoice.invoice_id,
        credit_state=invoice.credit_state,
        currency=invoice.currency,
        total=invoice.total,
        credited_total=invoice.credited_total or Decimal(0),
        credit_notes=invoice.credit_notes,
        lines=tuple(
            LineLeftOut(id=line.line_id, name=line.name, quantity=line.quantity, left=line.left) for line in lines
        ),
    )
