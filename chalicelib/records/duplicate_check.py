"""What a record says that depends on its company's other invoices: whose duplicate it is, and a new bank account.

Pure: what other invoices hold was met in the transaction that writes the record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chalicelib.errors import DuplicateInvoice
from chalicelib.records.duplicate_keys import Holder, duplicate_keys_of, is_same, is_sure, reason_of, shortened
from chalicelib.records.invoices import Invoice, OnDuplicate, Status
from chalicelib.records.supplier_accounts import has_accounts_to_check
from chalicelib.records.supplier_keys import supplier_keys

BANK_ACCOUNT_CHANGED = "bank_account_changed"


@dataclass(frozen=True, slots=True)
class Met:
    """What is known before a transaction: other invoices' claims, and whether the supplier's accounts are others.

    `accounts_are_known` was looked up; the others were met by earlier tries.
    """

    holders: Mapping[str, Holder] = field(default_factory=dict)
    other_accounts: bool = False
    accounts_are_known: bool = False


def settle(before: Invoice | None, after: Invoice, met: Met) -> Invoice:
    """Return the record as it is to be written, after what was met.

    Raises:
        DuplicateInvoice: it has just been read, and the person who added it wants no duplicates.

    """
    claims = tuple(shortened(claim) for claim in duplicate_keys_of(after) if claim not in met.holders)
    settled = replace(after, claims=claims)
    if after.status is not Status.READY:
        return settled
    return _marked(before, replace(settled, warnings=_warnings(before, after, met)), met)


def without_account_warning(warnings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the other warnings.

    >>> without_account_warning(("totals_disagree", "bank_account_changed"))
    ('totals_disagree',)
    """
    return tuple(warning for warning in warnings if warning != BANK_ACCOUNT_CHANGED)


def _warnings(before: Invoice | None, after: Invoice, met: Met) -> tuple[str, ...]:
    others = without_account_warning(after.warnings)
    if not has_accounts_to_check(after):
        return others
    if not asks_for_accounts(before, after):
        return after.warnings
    return (*others, BANK_ACCOUNT_CHANGED) if met.other_accounts else others


def asks_for_accounts(before: Invoice | None, after: Invoice) -> bool:
    """Tell whether accounts are to be checked: when they were read, and when they or the supplier were corrected."""
    if not has_accounts_to_check(after):
        return False
    if before is None or before.status is not Status.READY:
        return True
    return (supplier_keys(before), before.bank_accounts) != (supplier_keys(after), after.bank_accounts)


def _marked(before: Invoice | None, invoice: Invoice, met: Met) -> Invoice:
    """Return a readable invoice as the duplicate of the one whose claims it met, or of none."""
    same = {claim: met.holders[claim] for claim in duplicate_keys_of(invoice) if _meets(invoice, claim, met)}
    if not same or invoice.on_duplicate is OnDuplicate.ALLOW:
        return replace(invoice, duplicate_of=None, duplicate_reason=None, duplicate_uploaded_by=None)
    sure = [claim for claim, holder in same.items() if is_sure(invoice, holder, reason_of(claim))]
    claim = (*sure, *same)[0]
    holder, reason = same[claim], reason_of(claim)
    is_new = before is not None and before.status is Status.PROCESSING
    if sure and is_new and invoice.on_duplicate is OnDuplicate.REJECT:
        raise DuplicateInvoice(holder.invoice_id, holder.uploaded_by, reason)
    return replace(
        invoice,
        duplicate_of=holder.invoice_id,
        duplicate_reason=reason,
        duplicate_uploaded_by=holder.uploaded_by,
    )


def _meets(invoice: Invoice, claim: str, met: Met) -> bool:
    return claim in met.holders and is_same(invoice, met.holders[claim], reason_of(claim))
