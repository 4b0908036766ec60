"""Which invoices a company has already, whatever file they came in: claims on what tells one invoice from others.

An invoice claims its supplier with its number, and its supplier with its total and date; the supplier is known by tax
id or by name, so there are up to four claims. Each is an item of the company's partition, written in the transaction of
the record that it belongs to: of two invoices that arrive at the same instant, one holds the claim, and the other meets
it. `claims` in the record names those that it holds, so that they are released when it changes or goes.
"""

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.records.duplicate_keys import Holder
from chalicelib.records.invoices import DuplicateReason, Invoice
from chalicelib.records.lifecycle.names import compact
from chalicelib.storage.aws.table import ConditionFailed
from chalicelib.storage.companies.companies import CompanyTableItem, company_key, sort_key


class _ClaimItem(CompanyTableItem, discriminator="likeness"):
    invoice_id = UnicodeAttribute()
    uploaded_by = UnicodeAttribute()
    tax_id = UnicodeAttribute(null=True)


def claim_key(transaction: TransactWrite, invoice: Invoice, claim: str) -> None:
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


def release_key(transaction: TransactWrite, company_id: str, claim: str) -> None:
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
