"""Which invoices a company has already, whatever file they came in: claims on what tells one invoice from others.

An invoice claims its supplier with its number, and its supplier with its total and date; the supplier is known by tax
id or by name, so there are up to four claims. Each is an item of the company's partition, written in the transaction of
the record that it belongs to: of two invoices that arrive at the same instant, one holds the claim, and the other meets
it. `claims` in the record names those that it holds, so that they are released when it changes or goes.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.records.invoices import CreationMethod, DuplicateReason, Invoice, Status
from chalicelib.records.supplier_keys import compact, supplier_keys
from chalicelib.storage.aws.table import ConditionFailed
from chalicelib.storage.companies.companies import CompanyTableItem, company_key, sort_key

_NO_INVOICE, _CREDIT_NOTE = "other", "credit_note"


@dataclass(frozen=True, slots=True)
class Holder:
    """The invoice that holds a claim, who brought it in, and its supplier's tax id where it has one."""

    invoice_id: str
    uploaded_by: str
    tax_id: str


class _ClaimItem(CompanyTableItem, discriminator="likeness"):
    invoice_id = UnicodeAttribute()
    uploaded_by = UnicodeAttribute()
    tax_id = UnicodeAttribute(null=True)


def likenesses_of(invoice: Invoice) -> tuple[str, ...]:
    """Return the claims that an invoice should hold, the most telling first.

    Invoices made in the form have their numbers from the company's own counter, and their supplier is the company: two
    of one day and total are two sales. What could not be read, or is no invoice, is like nothing.
    """
    if invoice.status is Status.FAILED or invoice.creation_method is CreationMethod.GUI:
        return ()
    if invoice.document_type == _NO_INVOICE:
        return ()
    return tuple(dict.fromkeys(_claims(invoice)))


def claim_likeness(transaction: TransactWrite, invoice: Invoice, claim: str) -> None:
    """Add a claim; the condition fails where it is another invoice's. The item that stood in the way is asked for."""
    item = _ClaimItem(
        company_key(invoice.company_id),
        claim,
        invoice_id=invoice.invoice_id,
        uploaded_by=invoice.uploaded_by,
        tax_id=compact(invoice.supplier_tax_id) or None,
    )
    ours: Condition = _ClaimItem.pk.does_not_exist() | (_ClaimItem.invoice_id == invoice.invoice_id)
    transaction.save(item, condition=ours, return_values="ALL_OLD")


def release_likeness(transaction: TransactWrite, company_id: str, claim: str) -> None:
    """Add that a claim is free, by the invoice that holds it as its record of this version says."""
    transaction.delete(_ClaimItem(company_key(company_id), claim))


def holders_met(failed: ConditionFailed) -> dict[str, Holder]:
    """Return the claims that a transaction met, with who holds them."""
    found = {sort_key(item): item for item in failed.existing_items()}
    return {
        claim: Holder(item["invoice_id"]["S"], item["uploaded_by"]["S"], item.get("tax_id", {}).get("S", ""))
        for claim, item in found.items()
        if claim.partition("#")[0] in set(DuplicateReason)
    }


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
