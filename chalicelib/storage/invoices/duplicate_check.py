"""The transaction by which a record is settled among its company's other invoices.

The transaction that writes the record supposes that the invoice is the first of its kind, and that its accounts are
known or the supplier's first; where it meets a claim or other accounts, it is run again with what it has met. Only the
accounts are looked up beforehand: known ones stay known, so the transaction need not ask for them.
"""

from dataclasses import replace

from pynamodb.transactions import TransactWrite

from chalicelib.records.duplicate_check import Met, asks_for_accounts
from chalicelib.records.duplicate_keys import duplicate_keys_of, holder_of, shortened
from chalicelib.records.invoices import Invoice
from chalicelib.storage.aws.table import ConditionFailed
from chalicelib.storage.invoices.duplicate_keys import claim_key, holders_met, release_claim
from chalicelib.storage.invoices.supplier_accounts import are_known, check_accounts, other_accounts_met


def with_more(met: Met, failed: ConditionFailed) -> Met:
    """Return what was met so far with what one more try has met."""
    others = met.other_accounts or other_accounts_met(failed)
    return replace(met, holders={**met.holders, **holders_met(failed)}, other_accounts=others)


def known_before(before: Invoice | None, after: Invoice | None) -> Met:
    """Return what can be known before the first try."""
    if after is None or not asks_for_accounts(before, after):
        return Met()
    return Met(accounts_are_known=are_known(after))


def tells_otherwise(before: Invoice | None, after: Invoice | None) -> bool:
    """Tell whether an invoice that stays is told from others by other values than before."""
    return before is not None and after is not None and holder_of(before) != holder_of(after)


def put_claims(transaction: TransactWrite, before: Invoice | None, after: Invoice | None, met: Met) -> None:
    """Add to a transaction all by which a record is settled."""
    held, wanted = set(before.claims if before else ()), set(after.claims if after else ())
    if before:
        for claim in held - wanted:
            release_claim(transaction, before, claim)
    if after:
        _claim(transaction, after, wanted if tells_otherwise(before, after) else wanted - held, met)
        if not (met.other_accounts or met.accounts_are_known) and asks_for_accounts(before, after):
            check_accounts(transaction, after)


def _claim(transaction: TransactWrite, invoice: Invoice, claims: set[str], met: Met) -> None:
    for key in duplicate_keys_of(invoice) if claims else ():
        if shortened(key) in claims and key not in met.holders:
            claim_key(transaction, invoice, key)
