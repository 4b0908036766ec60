"""What tells one invoice from others, whatever file it came in: its supplier with its number, or total and date."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.records.invoices import CREDIT_NOTE, CreationMethod, DuplicateReason, Invoice, Status
from chalicelib.records.lifecycle.names import compact
from chalicelib.records.supplier_keys import supplier_keys

_YEAR = 4  # characters of an ISO 8601 date
_NO_INVOICE = "other"
_TOLD = 12  # hexadecimal digits of a claim's hash


@dataclass(frozen=True, slots=True)
class Holder:
    """The invoice that holds a claim, who added it, and what tells it from others that meet the claim.

    Claims from before that was kept have the tax id alone: nothing they lack tells it from others, or makes it sure.
    """

    invoice_id: str
    uploaded_by: str
    tax_id: str
    number: str = ""
    number_is_certain: bool = False
    issue_date: str = ""
    total: str = ""


def holder_of(invoice: Invoice) -> Holder:
    """Return an invoice as the holder of claims."""
    return Holder(
        invoice.invoice_id,
        invoice.uploaded_by,
        compact(invoice.supplier_tax_id),
        compact(invoice.invoice_number),
        invoice.number_is_certain,
        invoice.issue_date.isoformat() if invoice.issue_date else "",
        "" if invoice.total is None else _plain(invoice.total),
    )


def duplicate_keys_of(invoice: Invoice) -> tuple[str, ...]:
    """Return the claims that an invoice should hold, the most telling first.

    Invoices made in the form have their numbers from the company's own counter, and their supplier is the company: two
    of one day and total are two sales. What could not be read, or is no invoice, is like nothing.
    """
    if invoice.status is Status.FAILED or invoice.creation_method is CreationMethod.GUI:
        return ()
    if invoice.document_type == _NO_INVOICE:
        return ()
    return tuple(dict.fromkeys(_claims(invoice)))


def shortened(claim: str) -> str:
    """Return a claim as its holder's record names it: enough of its hash to find it among the holder's again.

    >>> shortened("same_number#c315d5ce0511b78ecca1ce410127d23e9e35d7227d94f9338d78a9b11a41a70e")
    'same_number#c315d5ce0511'
    """
    reason, mark, told = claim.partition("#")
    return f"{reason}{mark}{told[:_TOLD]}"


def reason_of(claim: str) -> DuplicateReason:
    """Return by what the invoices are the same that want a claim."""
    return DuplicateReason(claim.partition("#")[0])


def is_same(invoice: Invoice, holder: Holder, reason: DuplicateReason) -> bool:
    """Tell whether a claim's holder may be this invoice once more: not where something says that it is another.

    That is another tax id; a number of another year; two different numbers that are both certain.
    """
    ours = holder_of(invoice)
    if _differ(ours.tax_id, holder.tax_id):
        return False
    if reason is DuplicateReason.SAME_NUMBER:
        return not _differ(ours.issue_date[:_YEAR], holder.issue_date[:_YEAR])
    return not (ours.number_is_certain and holder.number_is_certain and _differ(ours.number, holder.number))


def is_sure(invoice: Invoice, holder: Holder, reason: DuplicateReason) -> bool:
    """Tell whether a claim's holder is this invoice beyond doubt: a certain number, the same day, no other total."""
    ours = holder_of(invoice)
    if reason is not DuplicateReason.SAME_NUMBER or not (ours.number_is_certain and holder.number_is_certain):
        return False
    same_day = bool(ours.issue_date) and ours.issue_date == holder.issue_date
    return same_day and not _differ(ours.total, holder.total)


def _differ(one: str, other: str) -> bool:
    """Tell whether two values are known, and not the same."""
    return bool(one and other) and one != other


def _claims(invoice: Invoice) -> Iterator[str]:
    """Yield number and year, number alone for what has no date, and total and date; by each name of the supplier."""
    suppliers = supplier_keys(invoice)
    kind = CREDIT_NOTE if invoice.document_type == CREDIT_NOTE else ""
    number = "".join((invoice.invoice_number or "").casefold().split())
    year = (f"{invoice.issue_date.year}",) if invoice.issue_date else ()
    for told in (year, ()) if number else ():
        for supplier in suppliers:
            yield _claim(DuplicateReason.SAME_NUMBER, supplier, kind, number, *told)
    if invoice.total is None or invoice.issue_date is None:
        return
    total, day = _plain(invoice.total), invoice.issue_date.isoformat()
    for supplier in suppliers:
        yield _claim(DuplicateReason.SAME_TOTAL_AND_DATE, supplier, kind, total, invoice.currency or "", day)


def _plain(total: Decimal) -> str:
    return f"{abs(total).normalize():f}"


def _claim(reason: DuplicateReason, *parts: str) -> str:
    return f"{reason}#{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"
