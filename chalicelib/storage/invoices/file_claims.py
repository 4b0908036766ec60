"""Which files a company has already: one claim a file's SHA-256, added to the transaction that it belongs to.

A claim is `pending` until the file is known to be stored. A pending claim can be taken over, so that an upload which
broke off never bars the next try; a confirmed one can't.
"""

from typing import Any

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.errors import DuplicateFile
from chalicelib.records.invoices import Invoice
from chalicelib.storage.aws.table import ConditionFailed
from chalicelib.storage.companies.companies import CompanyTableItem, company_key


class FileClaimItem(CompanyTableItem, discriminator="file"):
    """A claim on a file's bytes."""

    invoice_id = UnicodeAttribute()
    uploaded_by = UnicodeAttribute()
    pending = BooleanAttribute()


def claim_file(transaction: TransactWrite, invoice: Invoice, fingerprint: str, *, pending: bool) -> None:
    """Add that these bytes are this invoice's; the condition fails where another's confirmed claim stands.

    The item that stood in the way is asked for: `duplicate_met` reads it.
    """
    whose = {"invoice_id": invoice.invoice_id, "uploaded_by": invoice.uploaded_by}
    claim = _claim(invoice.company_id, fingerprint, **whose, pending=pending)
    free: Condition = FileClaimItem.pk.does_not_exist() | (FileClaimItem.pending == True)  # noqa: E712 - a condition
    ours: Condition = FileClaimItem.invoice_id == invoice.invoice_id
    transaction.save(claim, condition=free | ours, return_values="ALL_OLD")


def release_file(transaction: TransactWrite, company_id: str, fingerprint: str, invoice_id: str) -> None:
    """Add that these bytes may be uploaded again; the condition fails where the claim is another invoice's."""
    ours: Condition = FileClaimItem.pk.does_not_exist() | (FileClaimItem.invoice_id == invoice_id)
    transaction.delete(_claim(company_id, fingerprint), condition=ours)


def duplicate_met(failed: ConditionFailed) -> DuplicateFile | None:
    """Return the error that names the invoice whose claim a transaction met; None where there was none."""
    claim = next((item for item in failed.existing_items() if "pending" in item), None)
    return DuplicateFile(claim["invoice_id"]["S"], claim["uploaded_by"]["S"]) if claim else None


def _claim(company_id: str, fingerprint: str, **attributes: Any) -> FileClaimItem:
    return FileClaimItem(company_key(company_id), f"file#{fingerprint}", **attributes)
