"""What tells one invoice from others, whatever file it came in: its supplier with its number, or total and date."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.records.invoices import CreationMethod, DuplicateReason, Invoice, Status
from chalicelib.records.lifecycle.names import compact
from chalicelib.records.supplier_keys import supplier_keys

_NO_INVOICE, _CREDIT_NOTE = "other", "credit_note"


@dataclass(frozen=True, slots=True)
class Holder:
    """The invoice that holds a claim, who brought it in, and its supplier's tax id where it has one."""

    invoice_id: str
    uploaded_by: str
    tax_id: str


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


def is_same(invoice: Invoice, holder: Holder) -> bool:
    """Tell whether a claim's holder is this invoice once more: not so where both have a tax id, and not the same."""
    tax_id = compact(invoice.supplier_tax_id)
    return not (tax_id and holder.tax_id) or tax_id == holder.tax_id


def _claims(invoice: Invoice) -> Iterator[str]:
    suppliers = supplier_keys(invoice)
    kind = _CREDIT_NOTE if invoice.document_type == _CREDIT_NOTE else ""
    number = "".join((invoice.invoice_number or "").casefold().split())
    for supplier in suppliers if number else ():
        yield _claim(DuplicateReason.SAME_NUMBER, supplier, kind, number)
    if invoice.total is None or invoice.issue_date is None:
        return
    total, day = f"{abs(invoice.total).normalize():f}", invoice.issue_date.isoformat()
    for supplier in suppliers:
        yield _claim(DuplicateReason.SAME_TOTAL_AND_DATE, supplier, kind, total, invoice.currency or "", day)


def _claim(reason: DuplicateReason, *parts: str) -> str:
    return f"{reason}#{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"
