"""Which bank accounts an invoice names, and what tells one account from others."""

import hashlib
import re
from collections.abc import Iterable

from chalicelib.records.invoices import CreationMethod, Invoice, Status
from chalicelib.records.supplier_keys import supplier_keys

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


_PUNCTUATION = re.compile(r"[^A-Z0-9]+")


MAX_ACCOUNTS, MAX_KEY = 20, 100  # DynamoDB limits a condition to 4 KB and an item to 400 KB


def account_key(account: str, provider: str | None) -> str:
    """Return what tells one account from others: an IBAN, or a national number with its branch.

    >>> account_key("de89 3704 0044 0532 0130 00", "COBADEFFXXX"), account_key("1234 5678", "062-000")
    ('DE89370400440532013000', '062000/12345678')
    """
    number = _PUNCTUATION.sub("", account.upper())
    return number if _IBAN.fullmatch(number) else f"{_PUNCTUATION.sub('', (provider or '').upper())}/{number}"


def distinct_accounts(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the accounts of one invoice without repetitions; what is too long is distinguished by its hash.

    >>> distinct_accounts(["DE89370400440532013000", "062000/12345678", "DE89370400440532013000"])
    ('DE89370400440532013000', '062000/12345678')
    >>> len(distinct_accounts(map(str, range(1000)))), len(distinct_accounts(["1" * 1000])[0])
    (21, 64)
    """
    known = tuple(dict.fromkeys(key if len(key) <= MAX_KEY else digest(key) for key in keys))
    return (
        (*known[:MAX_ACCOUNTS], digest("\n".join(sorted(known[MAX_ACCOUNTS:])))) if len(known) > MAX_ACCOUNTS else known
    )


def has_accounts_to_check(invoice: Invoice) -> bool:
    """Tell whether an invoice asks for money to be sent somewhere on behalf of a known supplier."""
    arrived = invoice.status is Status.READY and invoice.creation_method is CreationMethod.UPLOAD
    return arrived and bool(invoice.bank_accounts) and bool(supplier_keys(invoice))


def digest(text: str) -> str:
    """Return what stands for a text in a key."""
    return hashlib.sha256(text.encode()).hexdigest()
