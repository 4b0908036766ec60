"""Having approved payables paid: a credit transfer file for the company's bank, and a planned payment of each invoice.

Payments are planned before the file is given, with ids that follow from the request's: so no invoice gets into two
files, and a repeat under the same `Idempotency-Key` gives the same file. Where an invoice is refused none is planned.
What gets into the file is the very version of an invoice that was checked: it is checked again as its payment is
written, and in a repeat too, since somebody may have corrected it after the first try died.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.documents.model.money import rounded
from chalicelib.errors import DomainError, InvalidInput
from chalicelib.exports.pain import Order, Transfer, total_of, write_order
from chalicelib.ids import Intended, part_id
from chalicelib.invoices.lifecycle.paying import PaymentOrder, add_payment, take_payment_back
from chalicelib.invoices.records import fetch_ready
from chalicelib.records.companies import Company, supplier_name
from chalicelib.records.duplicate_check import BANK_ACCOUNT_CHANGED
from chalicelib.records.invoices import CREDIT_NOTE, Invoice
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import find, get, open_amount
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.storage.audit_trail import add_event
from chalicelib.storage.companies.companies import fetch_company

EURO = "EUR"


@dataclass(frozen=True, slots=True)
class TransferFile:
    """A credit transfer file, its name, and what it comes to."""

    message_id: str
    filename: str
    transfers: int
    total: Decimal
    xml: str


@needs(Role.ACCOUNTANT)
def make_credit_transfers(
    caller: Caller, invoice_ids: Sequence[str], day: date | None, intended: Intended
) -> TransferFile:
    """Return the file that pays what is open of approved invoices, and plan a payment of each; no day is today.

    Raises:
        InvoiceNotFound, NotReady: there is no such invoice, or it has not been read.
        InvalidInput: the company has no IBAN, the day is past, or an invoice can't be paid so; each is named with its
            reason.
        NotPayable, NothingOpen, Conflict: somebody else was faster; none is planned.

    """
    company = fetch_company(caller.company_id)
    today = now().date()
    day = day or today
    once = list(dict.fromkeys(invoice_ids))
    payment_ids = {id_: part_id(intended.id, number) for number, id_ in enumerate(once, start=1)}
    try:
        if day < today:
            raise InvalidInput(("date", "This day is in the past."))
        _check(company, [fetch_ready(caller, id_) for id_ in once], payment_ids)
        planned = _plan(caller, payment_ids, day, intended)
    except DomainError:
        _take_back(caller, payment_ids)
        raise
    transfers = [_transfer(invoice, payment_ids[invoice.invoice_id]) for invoice in planned]
    order = Order(
        intended.id,
        now(),
        day,
        supplier_name(company),
        str(company.profile["iban"]),
        transfers,
    )
    after = {"transfers": len(transfers), "total": str(total_of(transfers)), "iban": company.profile["iban"]}
    add_event(happened(caller, AuditKind.EXPORT_CREDIT_TRANSFERS, subject=intended.id, after=after))
    filename = f"credit-transfers-{day.isoformat()}.xml"
    return TransferFile(intended.id, filename, len(transfers), total_of(transfers), write_order(order))


def _check(company: Company, invoices: Sequence[Invoice], payment_ids: Mapping[str, str]) -> None:
    problems = [] if company.profile.get("iban") else [("iban", "Your company's profile has no IBAN to pay from.")]
    for number, invoice in enumerate(invoices):
        payment_id = payment_ids[invoice.invoice_id]
        reason = _refusal(invoice, payment_id) or _settled(invoice, payment_id)
        if reason:
            problems.append((f"ids.{number}", reason))
    if problems:
        raise InvalidInput(*problems)


def _refusal(invoice: Invoice, payment_id: str) -> str | None:
    """Return why an invoice can't be paid by a credit transfer, be its payment planned already or not."""
    planned, left = get(invoice.payments, payment_id), _left(invoice)
    amount = planned.amount if planned else left
    reasons = {
        "It is not an invoice that the company pays.": invoice.money_goes is not InvoiceDirection.PAYABLE,
        "It is a credit note.": invoice.document_type == CREDIT_NOTE,
        "It is marked as a duplicate.": invoice.duplicate_of is not None,
        "It is not approved.": invoice.approval is not Approval.APPROVED,
        "Its bank account is not the supplier's known one; accept it first.": BANK_ACCOUNT_CHANGED in invoice.warnings,
        "Its currency is not the euro.": invoice.currency != EURO,
        "It has no supplier's name.": not invoice.supplier,
        "It names no IBAN.": iban_of(invoice) is None,
        "What is to be paid of it has fractions of a cent.": amount is not None and amount != rounded(amount),
        "Its payment was made already.": planned is not None and planned.is_made,
        "Its payments come to more than what is due.": planned is not None and (left is None or left < 0),
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def _settled(invoice: Invoice, payment_id: str) -> str | None:
    """Return why there is nothing to plan; what is planned already under this id is no reason."""
    if get(invoice.payments, payment_id):
        return None
    left = _left(invoice)
    return "Nothing of it is open." if left is None or left <= 0 else None


def _left(invoice: Invoice) -> Decimal | None:
    due = invoice.amount_due
    return None if due is None else open_amount(invoice.payments, due)


def iban_of(invoice: Invoice) -> str | None:
    """Return the first IBAN that an invoice asks to pay into."""
    from stdnum import iban

    return next((account for account in invoice.bank_accounts if iban.is_valid(account)), None)


def _plan(caller: Caller, payment_ids: Mapping[str, str], day: date, intended: Intended) -> list[Invoice]:
    """Plan the payments; return each invoice as it was checked and written."""
    order = PaymentOrder(day=day, is_made=False, reference=intended.id)
    return [
        add_payment(caller, id_, order, Intended(payment_id, intended.again), _checking(number, payment_id))
        for number, (id_, payment_id) in enumerate(payment_ids.items())
    ]


def _checking(number: int, payment_id: str) -> Callable[[Invoice], None]:
    """Return the check of a request's invoice, which is to run on the version that is written."""

    def check(invoice: Invoice) -> None:
        reason = _refusal(invoice, payment_id)
        if reason:
            raise InvalidInput((f"ids.{number}", reason))

    return check


def _take_back(caller: Caller, payment_ids: Mapping[str, str]) -> None:
    """Take back what this request or an earlier try of it has planned; what was made since stays."""
    for invoice_id, payment_id in payment_ids.items():
        with suppress(DomainError):  # not planned, or it can't be changed now; the others are taken back all the same
            if not find(fetch_ready(caller, invoice_id).payments, payment_id).is_made:
                take_payment_back(caller, invoice_id, payment_id)


def _transfer(invoice: Invoice, payment_id: str) -> Transfer:
    number = invoice.invoice_number or invoice.invoice_id
    amount = find(invoice.payments, payment_id).amount
    return Transfer(payment_id, invoice.supplier or "", iban_of(invoice) or "", amount, number)
