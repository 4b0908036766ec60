"""Which field of the form a rule's finding is about: `lines.0.price.net`, `supplier.tax_id`.

A finding names a rule, mostly a business term, and a place in the XML, which is often an element around the one that is
meant. Where a rule is about one field, the first table says it. Else the first term in its words does, with the places
of lines and tax rows taken from the XML; else the element that the finding is at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from chalicelib.documents.model.document import Document, Group
from chalicelib.documents.model.parties import Supplier
from chalicelib.validation.report.report import Finding

WHOLE = "document"
"""The field of a finding that is about no field in particular."""
_EACH = "*"
_SUPPLIERS, _CUSTOMERS = "supplier.tax_id", "customer.tax_id"
_TERM = re.compile(r"\b(?:BT|ibt)-0*(\d+)")
_STEPS: Mapping[str, str] = {
    "AccountingSupplierParty": "supplier",
    "AccountingCustomerParty": "customer",
    "PayeeParty": "payee",
    "TaxRepresentativeParty": "tax_representative",
    "Delivery": "delivery",
    "InvoicePeriod": "period",
    "PaymentMeans": "payment",
    "AllowanceCharge": "allowances",
    "TaxTotal": "tax_breakdown",
    "LegalMonetaryTotal": "totals",
}
"""Elements of UBL and the groups that they are."""
_NUMBERED = re.compile(r"\b(?:Invoice|CreditNote)Line\[(\d+)\]|\bTaxSubtotal\[(\d+)\]")
_FIELDS: Mapping[str, str] = {
    "BR-08": "supplier.address.country",
    "BR-10": "customer.address.country",
    "BR-11": "customer.address.country",
    "BR-CO-25": "due_date",
    "BR-CO-26": "supplier.tax_id",
    "BR-IC-11": "delivery.delivered_on",
    "BR-IC-12": "delivery.address.country",
    "BR-29": "period.end",
    "BR-30": "@.period.end",
    "BR-CL-01": "type_code",
    "BR-CL-03": "currency",
    "BR-CL-04": "currency",
    "BR-CL-05": "tax_currency",
    "BR-CL-06": "tax_point_code",
    "BR-CL-14": "@.address.country",
    "BR-CL-15": "@.item.origin_country",
    "BR-CL-16": "payment.means_code",
    "BR-CL-17": "@.category",
    "BR-CL-18": "@.tax_category",
    "BR-CL-22": "@.exemption_reason_code",
    "BR-CL-23": "@.unit",
    "BR-CL-25": "@.electronic_address",
    "UBL-SR-48": "@.tax_category",
    "ibr-080": "customer.electronic_address",
    "ibr-081": "supplier.electronic_address",
}
"""Rules that are about one field; `@` is the group that the finding is in."""
_REASON = re.compile(r"BR-(?:E|AE|IC|G|O|S|Z)-10")
_NEEDS_SUPPLIERS_TAX_ID = re.compile(r"BR-(?:S|Z|E|G)-0[234]")
_NEEDS_BOTH_TAX_IDS = re.compile(r"BR-(AE|IC)-0[234]")
_FORBIDS_TAX_IDS = re.compile(r"BR-O-0[234]")


def field_of(finding: Finding, document: Document) -> str:
    """Return the field that a finding is about; `document` where no field can be named."""
    if _REASON.fullmatch(finding.rule):
        return f"{_group_at(finding)}.exemption_reason"
    if field := _tax_id(finding.rule, document):
        return field
    if finding.rule in _FIELDS:
        return _FIELDS[finding.rule].replace("@", _group_at(finding))
    return _by_term(finding) or _group_at(finding)


def _tax_id(rule: str, document: Document) -> str | None:
    """Return the tax id that a rule asks for or forbids; None for other rules."""
    if _NEEDS_SUPPLIERS_TAX_ID.fullmatch(rule):
        return _SUPPLIERS
    supplier = document.supplier or Supplier()
    if both := _NEEDS_BOTH_TAX_IDS.fullmatch(rule):
        is_registered = supplier.tax_id or (both[1] == "AE" and supplier.tax_registration)
        return _CUSTOMERS if is_registered else _SUPPLIERS
    if _FORBIDS_TAX_IDS.fullmatch(rule):
        return _SUPPLIERS if supplier.tax_id else _CUSTOMERS
    return None


def _by_term(finding: Finding) -> str | None:
    known = (_paths().get(f"BT-{number}") for number in _TERM.findall(finding.message))
    path = next(filter(None, known), None)
    return _placed(path, finding.location or "") if path else None


def _placed(path: str, location: str) -> str:
    """Return a path with the numbers of the location; it ends before the first that the location does not say.

    >>> _placed("lines.*.price.net", "/ubl:Invoice[1]/cac:InvoiceLine[2]")
    'lines.1.price.net'
    >>> _placed("attachments.*.url", "/ubl:Invoice[1]"), _placed("due_date", "")
    ('attachments', 'due_date')
    """
    entry = _entry_at(location)
    if entry and path.startswith(f"{entry.partition('.')[0]}.{_EACH}"):
        path = f"{entry}{path[path.index(_EACH) + 1 :]}"
    return path.partition(f".{_EACH}")[0]


def _entry_at(location: str) -> str | None:
    """Return the line or the tax row that a place in the XML is in.

    >>> _entry_at("/ubl:Invoice[1]/cac:TaxTotal[1]/cac:TaxSubtotal[2]"), _entry_at("/ubl:Invoice[1]")
    ('tax_breakdown.1', None)
    """
    found = _NUMBERED.search(location)
    return f"{'lines' if found[1] else 'tax_breakdown'}.{int(found[1] or found[2]) - 1}" if found else None


def _group_at(finding: Finding) -> str:
    location = finding.location or ""
    named = (group for element, group in _STEPS.items() if f":{element}" in location)
    return _entry_at(location) or next(named, WHOLE)


@cache
def _paths() -> Mapping[str, str]:
    """Return every term's path in the document; `*` is a place in a list."""
    seen: Counter[tuple[str, str]] = Counter()
    paths: dict[str, str] = {}
    for path, terms in _described(Document, ""):
        field = (terms, path.rpartition(".")[2])
        paths.setdefault(terms.split(", ")[min(seen[field], terms.count(","))], path)
        seen[field] += 1
    return paths


def _described(group: type[Group], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the paths of all fields with their terms: "BT-27, BT-44" are those of the first and second such group."""
    for name, field in group.model_fields.items():
        path = f"{prefix}{name}"
        yield path, (field.description or "").partition(":")[0]
        for inner in _groups_of(field.annotation):
            yield from _described(inner, f"{path}.{_EACH}." if Ellipsis in get_args(field.annotation) else f"{path}.")


def _groups_of(annotation: object) -> Iterator[type[Group]]:
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, Group):
            yield each
