"""Who a supplier is, from one invoice to the next: by tax id, else by name."""

from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.names import compact


def supplier_keys(invoice: Invoice) -> tuple[str, ...]:
    """Return all that an invoice's supplier can be known by, the surest first."""
    tax_id, name = compact(invoice.supplier_tax_id), compact(invoice.supplier)
    return (*((f"tax:{tax_id}",) if tax_id else ()), *((f"name:{name}",) if name else ()))


def supplier_key(invoice: Invoice) -> str | None:
    """Return what tells an invoice's supplier from others; None where nothing is known of it."""
    return next(iter(supplier_keys(invoice)), None)
