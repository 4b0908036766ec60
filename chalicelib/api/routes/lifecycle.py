"""What happens to an invoice after it was issued or read: it is credited or cancelled, approved, paid."""

from chalicelib.api.http.blueprint import Resource, etag
from chalicelib.api.http.responses import Reply
from chalicelib.api.models.credits import CancelIn, CreditIn, CreditOut, credit_out
from chalicelib.api.models.invoices import InvoiceOut, invoice_out
from chalicelib.api.models.lifecycle import ApprovalIn, BulkIn, BulkOut, PaymentIn, PaymentMadeIn, TagsIn, bulk_out
from chalicelib.api.routes.invoices import accepted
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    Conflict,
    InvalidInput,
    InvoiceNotFound,
    NoCompany,
    NotApprovable,
    NotCreditable,
    NothingOpen,
    NotPayable,
    NotReady,
    NotYours,
    OverCredited,
    OverPaid,
    PaymentNotFound,
    RoleNeeded,
    SecondPersonNeeded,
    TooManyTags,
    VersionMismatch,
    WrongStep,
)
from chalicelib.ids import Intended
from chalicelib.invoices.issuing import crediting
from chalicelib.invoices.lifecycle import approving, bulk, paying, tagging

lifecycle = Resource(__name__)


@lifecycle.route(
    "/invoices/{invoice_id}/credit", scope=Scope.READ, raises=(InvoiceNotFound, NoCompany, NotCreditable, NotReady)
)
def get_credit(caller: Caller, invoice_id: str) -> CreditOut:
    """Fetch what was credited of an issued invoice, and what is left of each line."""
    return credit_out(*crediting.fetch_lines_left(caller, invoice_id))


@lifecycle.route(
    "/invoices/{invoice_id}/credit",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    status=202,
    idempotent=True,
    headers=("Location",),
    raises=(Conflict, InvalidInput, InvoiceNotFound, NoCompany, NotCreditable, NotReady, NotYours, OverCredited),
)
def credit_invoice(caller: Caller, invoice_id: str, body: CreditIn, intended: Intended) -> Reply[InvoiceOut]:
    """Issue a credit note of an issued invoice: of chosen lines, or of all that is left."""
    return accepted(crediting.credit_invoice(caller, invoice_id, body.order(), intended), caller)


@lifecycle.route(
    "/invoices/{invoice_id}/cancel",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    status=202,
    idempotent=True,
    headers=("Location",),
    raises=(Conflict, InvoiceNotFound, NoCompany, NotCreditable, NotReady, NotYours),
)
def cancel_invoice(caller: Caller, invoice_id: str, body: CancelIn, intended: Intended) -> Reply[InvoiceOut]:
    """Take an issued invoice back by a credit note of all that is left; the answer is the credit note."""
    return accepted(crediting.cancel_invoice(caller, invoice_id, body.order(), intended), caller)


@lifecycle.route(
    "/invoices/{invoice_id}/approval",
    scope=Scope.DECIDE,
    method="POST",
    headers=("ETag",),
    raises=(
        Conflict,
        InvoiceNotFound,
        NoCompany,
        NotApprovable,
        NotReady,
        RoleNeeded,
        SecondPersonNeeded,
        VersionMismatch,
        WrongStep,
    ),
)
def decide_approval(caller: Caller, invoice_id: str, body: ApprovalIn, if_match: int | None) -> Reply[InvoiceOut]:
    """Approve or reject an invoice that the company is to pay, or open the question again.

    With `If-Match`, only the version that the person has seen: its `ETag` is that of `GET /invoices/{id}`.
    """
    decided = approving.decide_approval(caller, invoice_id, body.decision, body.comment, if_match)
    return Reply(invoice_out(decided, caller), headers=etag(decided.version))


@lifecycle.route(
    "/invoices/{invoice_id}/payments",
    scope=Scope.DECIDE,
    method="POST",
    idempotent=True,
    raises=(Conflict, InvoiceNotFound, NoCompany, NotPayable, NotReady, NothingOpen, OverPaid, RoleNeeded),
)
def add_payment(caller: Caller, invoice_id: str, body: PaymentIn, intended: Intended) -> InvoiceOut:
    """Record a payment that was made, or is planned."""
    return invoice_out(paying.add_payment(caller, invoice_id, body.order(), intended), caller)


@lifecycle.route(
    "/invoices/{invoice_id}/payments/{payment_id}/made",
    scope=Scope.DECIDE,
    method="POST",
    raises=(Conflict, InvoiceNotFound, NoCompany, NotPayable, NotReady, PaymentNotFound, RoleNeeded, WrongStep),
)
def make_payment(caller: Caller, invoice_id: str, payment_id: str, body: PaymentMadeIn) -> InvoiceOut:
    """Record that a planned payment was made."""
    return invoice_out(paying.make_payment(caller, invoice_id, payment_id, body.date), caller)


@lifecycle.route(
    "/invoices/{invoice_id}/payments/{payment_id}",
    scope=Scope.DECIDE,
    method="DELETE",
    raises=(Conflict, InvoiceNotFound, NoCompany, NotReady, PaymentNotFound, RoleNeeded),
)
def take_payment_back(caller: Caller, invoice_id: str, payment_id: str) -> InvoiceOut:
    """Remove a payment that was not made after all."""
    return invoice_out(paying.take_payment_back(caller, invoice_id, payment_id), caller)


@lifecycle.route(
    "/invoices/{invoice_id}/tags",
    scope=Scope.WRITE,
    method="PUT",
    headers=("ETag",),
    raises=(Conflict, InvoiceNotFound, NoCompany, NotReady, NotYours, TooManyTags, VersionMismatch),
)
def replace_tags(caller: Caller, invoice_id: str, body: TagsIn, if_match: int | None) -> Reply[InvoiceOut]:
    """Replace an invoice's tags: the company's own words, which lists are filtered by."""
    tagged = tagging.replace_tags(caller, invoice_id, body.tags, if_match)
    return Reply(invoice_out(tagged, caller), headers=etag(tagged.version))


@lifecycle.route(
    "/invoices/bulk",
    scope=Scope.DECIDE,
    method="POST",
    heavy=True,
    idempotent=True,
    raises=(NoCompany,),
)
def act_on_many(caller: Caller, body: BulkIn, intended: Intended) -> BulkOut:
    """Approve, reject, pay, validate, delete, tag or untag many invoices; each has its own result."""
    return bulk_out(bulk.act_on_many(caller, body.order(), intended), caller)
