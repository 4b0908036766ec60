"""One action on many invoices: each is done or refused by itself, and a repeat does nothing twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from time import monotonic

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import DomainError
from chalicelib.ids import Intended, part_id
from chalicelib.invoices.lifecycle.approving import decide_approval
from chalicelib.invoices.lifecycle.paying import PaymentOrder, add_payment
from chalicelib.invoices.lifecycle.tagging import add_tags, remove_tags
from chalicelib.invoices.records import delete_invoice, fetch_invoice
from chalicelib.invoices.validating import MAX_REQUEST_SECONDS, validate_invoice
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.approval import ApprovalStep


class BulkAction(StrEnum):
    """What can be done with many invoices."""

    APPROVE = "approve"
    REJECT = "reject"
    PAY = "pay"
    VALIDATE = "validate"
    DELETE = "delete"
    TAG = "tag"
    UNTAG = "untag"


@dataclass(frozen=True, slots=True)
class BulkOrder:
    """An action, on which invoices, with what goes with it: a decision's comment, the day of payments, tags."""

    action: BulkAction
    invoice_ids: Sequence[str]
    comment: str = ""
    day: date | None = None
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of one invoice: its record afterwards (None where it was deleted), or why it was refused."""

    invoice_id: str
    invoice: Invoice | None = None
    error: DomainError | None = None


_Act = Callable[[str, Intended], Invoice | None]


@needs(Role.MEMBER)
def act_on_many(caller: Caller, order: BulkOrder, intended: Intended) -> list[BulkResult]:
    """Do one thing with each of some invoices, in their order; named twice is done once."""
    act = _act(caller, order)
    once = dict.fromkeys(order.invoice_ids)
    return [
        _result(act, invoice_id, Intended(part_id(intended.id, number), intended.again))
        for number, invoice_id in enumerate(once, start=1)
    ]


def _result(act: _Act, invoice_id: str, intended: Intended) -> BulkResult:
    try:
        return BulkResult(invoice_id, act(invoice_id, intended))
    except DomainError as error:
        return BulkResult(invoice_id, error=error)


def _act(caller: Caller, order: BulkOrder) -> _Act:
    match order.action:
        case BulkAction.APPROVE | BulkAction.REJECT:
            step = ApprovalStep(order.action.value)
            return lambda invoice_id, _: decide_approval(caller, invoice_id, step, order.comment)
        case BulkAction.PAY:
            return lambda invoice_id, each: add_payment(caller, invoice_id, PaymentOrder(day=order.day), each)
        case BulkAction.VALIDATE:
            until = monotonic() + MAX_REQUEST_SECONDS
            return lambda invoice_id, _: _validate(caller, invoice_id, until)
        case BulkAction.DELETE:
            return lambda invoice_id, _: delete_invoice(caller, invoice_id)
        case BulkAction.TAG:
            return lambda invoice_id, _: add_tags(caller, invoice_id, order.tags)
        case BulkAction.UNTAG:
            return lambda invoice_id, _: remove_tags(caller, invoice_id, order.tags)


def _validate(caller: Caller, invoice_id: str, until: float) -> Invoice:
    validate_invoice(caller, invoice_id, None, until)
    return fetch_invoice(caller, invoice_id)
