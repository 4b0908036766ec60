"""Where a company's suppliers are paid: the bank accounts that it knows of each, so that another one is noticed.

The first invoice of a supplier that names accounts makes them known; so does an admin who accepts them. Nothing else
does: a forged invoice must not become the one that the next forged invoice agrees with.
"""

import hashlib
import re
from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.storage.companies import CompanyTableItem, company_key, sort_key
from chalicelib.storage.invoice_records import CreationMethod, Invoice, Status
from chalicelib.storage.supplier_keys import supplier_keys
from chalicelib.storage.table import ConditionFailed

_SUPPLIER = "supplier#"
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_NO_PART = re.compile(r"[^A-Z0-9]+")
_MOST, _LONGEST = 20, 100  # a condition of DynamoDB ends at 4 KB, an item at 400


class _SupplierItem(CompanyTableItem, discriminator="supplier"):
    accounts = UnicodeSetAttribute()
    invoice_id = UnicodeAttribute()


def account_key(account: str, provider: str | None) -> str:
    """Return what tells one account from others: an IBAN, or a national number with its branch.

    >>> account_key("de89 3704 0044 0532 0130 00", "COBADEFFXXX"), account_key("1234 5678", "062-000")
    ('DE89370400440532013000', '062000/12345678')
    """
    number = _NO_PART.sub("", account.upper())
    return number if _IBAN.fullmatch(number) else f"{_NO_PART.sub('', (provider or '').upper())}/{number}"


def distinct_accounts(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the accounts of one invoice without repetitions; what is too long is distinguished by its hash.

    >>> distinct_accounts(["DE89370400440532013000", "062000/12345678", "DE89370400440532013000"])
    ('DE89370400440532013000', '062000/12345678')
    >>> len(distinct_accounts(map(str, range(1000)))), len(distinct_accounts(["1" * 1000])[0])
    (21, 64)
    """
    known = tuple(dict.fromkeys(key if len(key) <= _LONGEST else _digest(key) for key in keys))
    return (*known[:_MOST], _digest("\n".join(sorted(known[_MOST:])))) if len(known) > _MOST else known


def has_accounts_to_check(invoice: Invoice) -> bool:
    """Tell whether an invoice asks for money to be sent somewhere on behalf of a known supplier."""
    arrived = invoice.status is Status.READY and invoice.creation_method is CreationMethod.UPLOAD
    return arrived and bool(invoice.bank_accounts) and bool(supplier_keys(invoice))


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
    hashes = map(_digest, supplier_keys(invoice))
    return [_SupplierItem(company_key(invoice.company_id), f"{_SUPPLIER}{digest}") for digest in hashes]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
