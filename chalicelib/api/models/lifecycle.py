"""The shapes of approvals, payments and actions on many invoices on the wire."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from chalicelib.api.http.problems import status_of
from chalicelib.api.http.schema import ONE_LINE, Input, Output
from chalicelib.api.models.invoices import InvoiceOut, invoice_out
from chalicelib.authorization import Caller
from chalicelib.documents.model.types import Day, Exact
from chalicelib.invoices.lifecycle.bulk import BulkAction, BulkOrder, BulkResult
from chalicelib.invoices.lifecycle.paying import PaymentOrder
from chalicelib.records.lifecycle.approval import ApprovalStep
from chalicelib.records.lifecycle.tags import MAX_TAG_LENGTH, MAX_TAGS

MAX_BULK = 50  # invoices at once: each takes some calls, and a request ends after 29 seconds
SUCCESS = 200

Tag = Annotated[str, Field(max_length=MAX_TAG_LENGTH, pattern=r"^[^\s,][^,\x00-\x1f\x7f]*$")]
Comment = Annotated[str, Field(max_length=1_000)]


def _positive(amount: Decimal) -> Decimal:
    if amount <= 0:
        raise ValueError("must be more than nothing")
    return amount


class ApprovalIn(Input):
    """What is decided, and why."""

    decision: ApprovalStep
    comment: Comment = ""


class PaymentIn(Input):
    """A payment that was made or, with `scheduled`, is planned.

    Without a date it is today's, without an amount it is all that is open.
    """

    date: Day | None = None
    amount: Annotated[Exact, AfterValidator(_positive)] | None = None
    scheduled: bool = False
    reference: Annotated[str, Field(max_length=140, pattern=ONE_LINE)] = ""

    def order(self) -> PaymentOrder:
        """Return the payment in the domain's words."""
        return PaymentOrder(self.date, self.amount, not self.scheduled, self.reference)


class PaymentMadeIn(Input):
    """The day on which a planned payment was made; without one the planned day."""

    date: Day | None = None


class TagsIn(Input):
    """The tags of an invoice, all of them; none has a comma, and two that differ in case alone are one."""

    tags: Annotated[tuple[Tag, ...], Field(max_length=MAX_TAGS)]


class BulkIn(Input):
    """What is done with each of these invoices.

    `comment` goes with a decision, `date` with payments, `tags` with `tag`, which adds them, and `untag`.
    """

    action: BulkAction
    ids: Annotated[tuple[str, ...], Field(min_length=1, max_length=MAX_BULK)]
    comment: Comment = ""
    date: Day | None = None
    tags: Annotated[tuple[Tag, ...], Field(max_length=MAX_TAGS)] = ()

    @model_validator(mode="after")
    def _has_tags(self) -> Self:
        if (self.action in {BulkAction.TAG, BulkAction.UNTAG}) != bool(self.tags):
            raise ValueError("tags go with the actions tag and untag, which need some")
        return self

    def order(self) -> BulkOrder:
        """Return the order in the domain's words."""
        return BulkOrder(self.action, self.ids, self.comment, self.date, self.tags)


class BulkItem(Output):
    """What became of one invoice: `status` and `code` are those that a request for it alone would have had."""

    id: str
    status: int
    code: str | None
    detail: str | None
    invoice: InvoiceOut | None


class BulkOut(Output):
    """What became of each invoice, in the order of the request."""

    items: tuple[BulkItem, ...]


def bulk_out(results: list[BulkResult], caller: Caller) -> BulkOut:
    """Return what became of each invoice."""
    return BulkOut(items=tuple(_item(result, caller) for result in results))


def _item(result: BulkResult, caller: Caller) -> BulkItem:
    error = result.error
    return BulkItem(
        id=result.invoice_id,
        status=status_of(type(error))[0] if error else SUCCESS,
        code=error.code if error else None,
        detail=error.detail if error else None,
        invoice=invoice_out(result.invoice, caller) if result.invoice else None,
    )


class TransfersIn(Input):
    """Approved invoices that are to be paid by credit transfer, and the day; without one today."""

    ids: Annotated[tuple[str, ...], Field(min_length=1, max_length=MAX_BULK)]
    date: Day | None = None


class TransfersOut(Output):
    """A credit transfer file (pain.001.001.09): save `xml` under `filename` and give it to the bank."""

    message_id: str
    filename: str
    transfers: int
    total: Decimal
    xml: str
