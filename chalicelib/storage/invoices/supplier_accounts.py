"""Where a company's suppliers are paid: the bank accounts that it knows of each, so that another one is noticed.

The first invoice of a supplier that names accounts makes them known; so does an admin who accepts them. Nothing else
does: a forged invoice must not become the one that the next forged invoice agrees with.
"""

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.records.invoices import Invoice
from chalicelib.records.supplier_accounts import digest
from chalicelib.records.supplier_keys import supplier_keys
from chalicelib.storage.aws.table import ConditionFailed
from chalicelib.storage.companies.companies import CompanyTableItem, company_key, sort_key

_SUPPLIER = "supplier#"


class _SupplierItem(CompanyTableItem, discriminator="supplier"):
    accounts = UnicodeSetAttribute()
    invoice_id = UnicodeAttribute()


def check_accounts(transaction: TransactWrite, invoice: Invoice) -> None:
    """Add that the accounts are known ones, or the first; the condition fails where some are new.

    They are kept for the supplier's tax id and for its name, so that leaving out the one does not pass by the other.
    The invoice whose accounts were the first stays the one to say so, however often it is read or corrected.
    """
    known: Condition = _SupplierItem.pk.does_not_exist() | (_SupplierItem.invoice_id == invoice.invoice_id)
    listed: Condition = _SupplierItem.accounts.contains(invoice.bank_accounts[0])
    for account in invoice.bank_accounts[1:]:
        listed &= _SupplierItem.accounts.contains(account)
    for item in _items(invoice):
        transaction.update(item, actions=_remember(invoice), condition=known | listed, return_values="ALL_OLD")


def are_known(invoice: Invoice) -> bool:
    """Tell whether all accounts are known ones, by all that the supplier is known by. What was known once stays so."""
    keys = [(item.pk, item.sk) for item in _items(invoice)]
    known = [item.accounts for item in _SupplierItem.batch_get(keys)]
    return len(known) == len(keys) and all(accounts.issuperset(invoice.bank_accounts) for accounts in known)


def accept_accounts(invoice: Invoice) -> None:
    """Make an invoice's accounts known ones of its supplier."""
    for item in _items(invoice):
        item.update(_remember(invoice))


def other_accounts_met(failed: ConditionFailed) -> bool:
    """Tell whether a transaction failed because some of the accounts are new."""
    return any(sort_key(item).startswith(_SUPPLIER) for item in failed.existing_items())


def _remember(invoice: Invoice) -> list[Action]:
    return [
        _SupplierItem.accounts.add(set(invoice.bank_accounts)),
        _SupplierItem.invoice_id.set(_SupplierItem.invoice_id | invoice.invoice_id),  # the first one's, if there is one
        _SupplierItem.kind.set(_SupplierItem),
    ]


def _items(invoice: Invoice) -> list[_SupplierItem]:
    hashes = map(digest, supplier_keys(invoice))
    return [_SupplierItem(company_key(invoice.company_id), f"{_SUPPLIER}{digest}") for digest in hashes]
