"""Which files a company has already: one claim a file's SHA-256, added to the transaction that it belongs to.

A claim is `pending` until the file is known to be stored. A pending claim can be taken over, so that an upload which
broke off never bars the next try; a confirmed one can't.
"""

from typing import Any

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.storage.companies import CompanyTableItem, company_key
from chalicelib.storage.table import ConditionFailed


class FileClaimItem(CompanyTableItem, discriminator="file"):
    """A claim on a file's bytes."""

    invoice_id = UnicodeAttribute()
    pending = BooleanAttribute()


def claim_file(
    transaction: TransactWrite, company_id: str, fingerprint: str, invoice_id: str, *, pending: bool
) -> None:
    """Add that these bytes are this invoice's; the condition fails where another's confirmed claim stands.

    The item that stood in the way is asked for: `claimed_by` reads it.
    """
    claim = _claim(company_id, fingerprint, invoice_id=invoice_id, pending=pending)
    free: Condition = FileClaimItem.pk.does_not_exist() | (FileClaimItem.pending == True)  # noqa: E712 - a condition
    transaction.save(claim, condition=free | (FileClaimItem.invoice_id == invoice_id), return_values="ALL_OLD")


def release_file(transaction: TransactWrite, company_id: str, fingerprint: str, invoice_id: str) -> None:
    """Add that these bytes may be uploaded again; the condition fails where the claim is another invoice's."""
    ours: Condition = FileClaimItem.pk.does_not_exist() | (FileClaimItem.invoice_id == invoice_id)
    transaction.delete(_claim(company_id, fingerprint), condition=ours)


def claimed_by(failed: ConditionFailed) -> str:
    """Return the id of the invoice whose claim a transaction met; empty where it failed for another reason."""
    claims = (item for item in failed.existing_items() if "pending" in item)
    return next((str(claim["invoice_id"]["S"]) for claim in claims), "")


def _claim(company_id: str, fingerprint: str, **attributes: Any) -> FileClaimItem:
    return FileClaimItem(company_key(company_id), f"file#{fingerprint}", **attributes)
