"""Who a supplier is, from one invoice to the next: by tax id, else by name."""

import re
import unicodedata

from chalicelib.records.invoices import Invoice

_NO_PART = re.compile(r"[\W_]+")


def supplier_keys(invoice: Invoice) -> tuple[str, ...]:
    """Return all that an invoice's supplier can be known by, the surest first."""
    tax_id, name = compact(invoice.supplier_tax_id), compact(invoice.supplier)
    return (*((f"tax:{tax_id}",) if tax_id else ()), *((f"name:{name}",) if name else ()))


def supplier_key(invoice: Invoice) -> str | None:
    """Return what tells an invoice's supplier from others; None where nothing is known of it."""
    return next(iter(supplier_keys(invoice)), None)


def compact(text: str | None) -> str:
    """Return a name or number without what its writers disagree about: case, accents, spaces, punctuation.

    >>> compact("Café Nord, S.A. "), compact("cafe nord SA"), compact("DE 123.456-789"), compact(None)
    ('cafenordsa', 'cafenordsa', 'de123456789', '')
    """
    plain = unicodedata.normalize("NFKD", (text or "").casefold())
    return _NO_PART.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))
