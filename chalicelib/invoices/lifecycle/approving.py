"""Approving and rejecting what the company is to pay.

A correction, or reading the file again, takes an approval back: what was approved is what was shown.
"""

from collections.abc import Callable
from dataclasses import replace

from chalicelib.authorization import Caller, Role, check_version, needs
from chalicelib.clock import now
from chalicelib.errors import Conflict, NotApprovable
from chalicelib.invoices.records import fetch_ready
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.approval import Approval, ApprovalPolicy, ApprovalStep, Decision, decide
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import PaymentState
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.invoices import InvoiceChanged

MAX_TRIES = 25  # when others change the invoice at the same moment


@needs(Role.ACCOUNTANT)
def decide_approval(
    caller: Caller, invoice_id: str, step: ApprovalStep, comment: str, expected: int | None = None
) -> Invoice:
    """Approve or reject an invoice that the company is to pay, or open the question again.

    Raises:
        InvoiceNotFound, NotReady: there is no such invoice, or it has not been read.
        NotApprovable: it is the company's own, or payments of it are planned or made.
        WrongStep: it was decided otherwise before.
        SecondPersonNeeded: the company asks for a second person, who is not the first.
        VersionMismatch: it is no longer the version that the caller has seen.
        Conflict: others change it all the time.

    """

    def change(invoice: Invoice) -> Invoice:
        check_version(invoice.version, expected)
        _refuse_unapprovable(invoice, step)
        decision = Decision(step, caller.user_id, now(), comment)
        approval, decisions = decide(invoice.approval, invoice.decisions, decision, policy_of(caller).persons)
        return replace(invoice, approval=approval, decisions=decisions)

    told = Event(_KINDS[step], caller.user_id, {"comment": comment} if comment else {})
    return change_until_done(caller, invoice_id, change, lambda _: told)


_KINDS = {
    ApprovalStep.APPROVE: EventKind.APPROVED,
    ApprovalStep.REJECT: EventKind.REJECTED,
    ApprovalStep.REOPEN: EventKind.REOPENED,
}


def policy_of(caller: Caller) -> ApprovalPolicy:
    """Return what the caller's company asks for."""
    company = find_company(caller.company_id)
    return ApprovalPolicy.of(company.profile if company else {})


def change_until_done(
    caller: Caller, invoice_id: str, change: Callable[[Invoice], Invoice], event_of: Callable[[Invoice], Event]
) -> Invoice:
    """Make a change to the invoice as it is, again where another process was first; no change writes nothing.

    `event_of` returns the event that tells of the changed invoice.

    Raises:
        InvoiceNotFound, NotYours, NotReady: the caller can't change it, or it can't be changed now.
        Conflict: others change it all the time.

    """
    for _ in range(MAX_TRIES):
        invoice = fetch_ready(caller, invoice_id)
        changed = change(invoice)
        if changed == invoice:
            return invoice
        try:
            return store.write(invoice, changed, event_of(changed)) or changed
        except InvoiceChanged:
            continue
    raise Conflict


def _refuse_unapprovable(invoice: Invoice, step: ApprovalStep) -> None:
    if invoice.money_goes is not InvoiceDirection.PAYABLE:
        raise NotApprovable(invoice.invoice_id, "Only invoices that the company pays are approved; this is its own.")
    is_untouched = invoice.payment is PaymentState.UNPAID
    if step is ApprovalStep.REOPEN and invoice.approval is Approval.APPROVED and not is_untouched:
        raise NotApprovable(invoice.invoice_id, "Payments were planned or made on this approval; take them back first.")
    if step is ApprovalStep.REJECT and invoice.approval is Approval.OPEN and not is_untouched:
        raise NotApprovable(invoice.invoice_id, "Payments of it are planned or made; take them back, then reject it.")
