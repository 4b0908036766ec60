"""Which way an invoice's money goes: to a supplier, or to the company. Decided by who the supplier is.

A tax id decides where both have one; else the name does, which must be the company's own, as its profile has it, but
for case, accents, spaces and punctuation. What was issued here is the company's own. Nothing known is a supplier's: an
invoice to be paid must not be overlooked.
"""

from enum import StrEnum

from chalicelib.records.companies import Company
from chalicelib.records.lifecycle.names import compact


class InvoiceDirection(StrEnum):
    """Which way an invoice's money goes: the company pays it, or is paid."""

    PAYABLE = "payable"
    RECEIVABLE = "receivable"


def direction_by_supplier(supplier: str | None, tax_id: str | None, company: Company | None) -> InvoiceDirection:
    """Return the direction of an invoice of this supplier.

    >>> from datetime import datetime
    >>> ours = {"legal_name": "Harbour Books Ltd.", "tax_id": "NZ 123"}
    >>> company = Company(company_id="", name="Harbour Books", created_at=datetime(2026, 1, 1), profile=ours)
    >>> [str(direction_by_supplier(*each, company)) for each in (("Harbour Books LTD", None), ("Other", "nz123"))]
    ['receivable', 'receivable']
    >>> [str(direction_by_supplier(*each, company)) for each in (("Harbour Books Ltd.", "NZ9"), (None, None))]
    ['payable', 'payable']
    """
    if company is None:
        return InvoiceDirection.PAYABLE
    theirs, ours = compact(tax_id), compact(str(company.profile.get("tax_id") or ""))
    if theirs and ours:
        return InvoiceDirection.RECEIVABLE if theirs == ours else InvoiceDirection.PAYABLE
    names = {compact(company.name), compact(str(company.profile.get("legal_name") or ""))} - {""}
    return InvoiceDirection.RECEIVABLE if compact(supplier) in names else InvoiceDirection.PAYABLE
