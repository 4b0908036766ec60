"""Having approved payables paid: a credit transfer file for the company's bank, and a planned payment of each invoice.

Payments are planned before the file is given, with ids that follow from the request's: so no invoice gets into two
files, and a repeat under the same `Idempotency-Key` gives the same file. Where an invoice is refused none is planned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import DomainError, InvalidInput, NoCompany
from chalicelib.exports.pain import Order, Transfer, total_of, write_order
from chalicelib.ids import Intended, part_id
from chalicelib.invoices.paying import PaymentOrder, add_payment, take_payment_back
from chalicelib.invoices.records import fetch_ready
from chalicelib.records.companies import Company
from chalicelib.records.duplicate_check import BANK_ACCOUNT_CHANGED
from chalicelib.records.invoices import CREDIT_NOTE, Invoice
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import find, open_amount
from chalicelib.storage.companies.companies import find_company

EURO = "EUR"


@dataclass(frozen=True, slots=True)
class TransferFile:
    """A credit transfer file, its name, and what it comes to."""

    message_id: str
    filename: str
    transfers: int
    total: Decimal
    xml: str


@needs(Role.ADMIN)
def make_credit_transfers(
    caller: Caller, invoice_ids: Sequence[str], day: date | None, intended: Intended
) -> TransferFile:
    """Return the file that pays what is open of approved invoices, and plan a payment of each; no day is today.

    Raises:
        InvoiceNotFound, NotReady: there is no such invoice, or it has not been read.
        InvalidInput: the company has no IBAN, or an invoice can't be paid so; each is named with its reason.
        NotPayable, NothingOpen, Conflict: somebody else was faster; none is planned.

    """
    company = find_company(caller.company_id)
    if company is None:
        raise NoCompany
    day = day or datetime.now(UTC).date()
    once = list(dict.fromkeys(invoice_ids))
    payment_ids = {id_: part_id(intended.id, number) for number, id_ in enumerate(once, start=1)}
    _check(company, [fetch_ready(caller, id_) for id_ in once], payment_ids)
    planned = _plan(caller, payment_ids, day, intended)
    transfers = [_transfer(invoice, payment_ids[invoice.invoice_id]) for invoice in planned]
    order = Order(
        intended.id,
        datetime.now(UTC),
        day,
        str(company.profile.get("legal_name") or company.name),
        str(company.profile["iban"]),
        transfers,
    )
    filename = f"credit-transfers-{day.isoformat()}.xml"
    return TransferFile(intended.id, filename, len(transfers), total_of(transfers), write_order(order))


def _check(company: Company, invoices: Sequence[Invoice], payment_ids: dict[str, str]) -> None:
    problems = [] if company.profile.get("iban") else [("iban", "Your company's profile has no IBAN to pay from.")]
    for number, invoice in enumerate(invoices):
        is_planned = any(each.payment_id == payment_ids[invoice.invoice_id] for each in invoice.payments)
        reason = None if is_planned else _refusal(invoice)
        if reason:
            problems.append((f"ids.{number}", reason))
    if problems:
        raise InvalidInput(*problems)


def _refusal(invoice: Invoice) -> str | None:
    """Return why an invoice can't be paid by a credit transfer."""
    due = invoice.amount_due
    reasons = {
        "It is not an invoice that the company pays.": invoice.money_goes is not InvoiceDirection.PAYABLE,
        "It is a credit note.": invoice.document_type == CREDIT_NOTE,
        "It is marked as a duplicate.": invoice.duplicate_of is not None,
        "It is not approved.": invoice.approval is not Approval.APPROVED,
        "Its bank account is not the supplier's known one; accept it first.": BANK_ACCOUNT_CHANGED in invoice.warnings,
        "Its currency is not the euro.": invoice.currency != EURO,
        "It has no supplier's name.": not invoice.supplier,
        "It names no IBAN.": iban_of(invoice) is None,
        "Nothing of it is open.": due is None or open_amount(invoice.payments, due) <= 0,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def iban_of(invoice: Invoice) -> str | None:
    """Return the first IBAN that an invoice asks to pay into."""
    from stdnum import iban

    return next((account for account in invoice.bank_accounts if iban.is_valid(account)), None)


def _plan(caller: Caller, payment_ids: dict[str, str], day: date, intended: Intended) -> list[Invoice]:
    """Plan all payments, or none."""
    planned: list[Invoice] = []
    order = PaymentOrder(day=day, is_made=False, reference=intended.id)
    try:
        for invoice_id, payment_id in payment_ids.items():
            planned.append(add_payment(caller, invoice_id, order, Intended(payment_id, intended.again)))
    except DomainError:
        for invoice in planned:
            take_payment_back(caller, invoice.invoice_id, payment_ids[invoice.invoice_id])
        raise
    return planned


def _transfer(invoice: Invoice, payment_id: str) -> Transfer:
    number = invoice.invoice_number or invoice.invoice_id
    amount = find(invoice.payments, payment_id).amount
    return Transfer(payment_id, invoice.supplier or "", iban_of(invoice) or "", amount, number)
