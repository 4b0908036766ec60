"""Documents made in the form: what they must have, and what is put in where the form left it out.

Put in is only what follows from the company's profile or by definition, and the answer shows it: the supplier and where
to pay (the company's own), the currency (its default), today as issue date, the due date that an invoice's terms give
("14 days"), type 380, line ids from the order of lines, "one" as unit, category S for a positive tax rate, the rate 0
of categories that have no other, the reason why no tax is charged where a category has only one, and every amount that
follows from others. An amount that was given and contradicts the others is refused with the difference.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from chalicelib.documents.model.document import (
    EN_16931,
    AllowanceCharge,
    CreditTransfer,
    Document,
    DocumentAllowanceCharge,
    Line,
    Payment,
    Supplier,
    TaxSubtotal,
)
from chalicelib.documents.model.exemptions import REASON_CODES, WITHOUT_RATE, ZERO_RATED
from chalicelib.documents.model.parties import Address, Contact
from chalicelib.documents.model.totals import TotalsDisagree, complete
from chalicelib.documents.model.types import Identifier
from chalicelib.errors import InvalidInput
from chalicelib.records.companies import Company, Profile, supplier_name

INVOICE = "380"
ONE = "C62"  # UN/ECE Recommendation 20
CREDIT_TRANSFER, SEPA_CREDIT_TRANSFER = "30", "58"  # UNTDID 4461
ABN_SCHEME = "0151"  # ISO/IEC 6523: Australian Business Number
MAX_NUMBER = 200  # characters; the number is part of a key
NEEDED = ("customer.name", "currency", "lines")
NEEDED_OF_LINE = ("item.name", "quantity", "price.net", "tax_category")
_Taxed = TypeVar("_Taxed", Line, DocumentAllowanceCharge)


def fill_in(document: Document, company: Company | None, today: date) -> Document:
    """Return the document with what follows from the company and from itself, and all amounts.

    Raises:
        InvalidInput: its number is too long, or amounts contradict each other.

    """
    return complete_form(fill_in_form(document, company, today))


def fill_in_form(document: Document, company: Company | None, today: date) -> Document:
    """Return the document with what follows from the company and from itself, its amounts as they were given."""
    from chalicelib.extraction.einvoices.from_document import due_by_terms

    profile = company.profile if company else Profile()
    currency = document.currency or profile.get("default_currency")
    supplier = document.supplier or (supplier_of(company) if company else None)
    filled = document.model_copy(update={
        "specification": document.specification or EN_16931,
        "type_code": document.type_code or INVOICE,
        "issue_date": document.issue_date or today,
        "currency": currency,
        "supplier": supplier,
        "payment": document.payment or _payment(profile, currency),
        "allowances": tuple(map(_with_tax, document.allowances)),
        "charges": tuple(map(_with_tax, document.charges)),
        "lines": tuple(_line(number, line) for number, line in enumerate(document.lines, start=1)),
    })  # fmt: skip
    if not filled.is_credit_note:
        filled = filled.model_copy(update={"due_date": filled.due_date or due_by_terms(filled)})
    return filled


def complete_form(document: Document) -> Document:
    """Return a filled in document with all amounts, and the reasons why no tax is charged where only one is possible.

    Raises:
        InvalidInput: its number is too long, or amounts contradict each other.

    """
    if len(document.invoice_number or "") > MAX_NUMBER:
        raise InvalidInput(("invoice_number", f"has more than {MAX_NUMBER} characters"))
    try:
        completed = complete(document)
    except TotalsDisagree as error:
        raise InvalidInput(*((each.field, f"is {each.given}, but the rest of the document comes to {each.computed}")
                             for each in error.differences)) from error  # fmt: skip
    return completed.model_copy(update={"tax_breakdown": tuple(map(_with_reason, completed.tax_breakdown))})


def missing_fields(document: Document) -> Iterator[str]:
    """Yield the fields that are still needed, by their places.

    >>> list(missing_fields(Document.model_validate({"currency": "EUR", "lines": [{"quantity": "2"}]})))
    ['customer.name', 'lines.0.item.name', 'lines.0.price.net', 'lines.0.tax_category']
    """
    yield from (path for path in NEEDED if not _reach(document, path))
    yield from _without_amount(document, "")
    for index, line in enumerate(document.lines):
        yield from (f"lines.{index}.{path}" for path in NEEDED_OF_LINE if _reach(line, path) is None)
        yield from _without_amount(line, f"lines.{index}.")


def zero_base_quantities(document: Document) -> Iterator[str]:
    """Yield the places where a price is for no units at all (BT-149), so that nothing follows from it."""
    for index, line in enumerate(document.lines):
        if _reach(line, "price.base_quantity") == 0:
            yield f"lines.{index}.price.base_quantity"


def _without_amount(of: Document | Line, place: str) -> Iterator[str]:
    """Yield the places of allowances and charges whose amount is not there and does not follow."""
    groups: tuple[tuple[str, Sequence[AllowanceCharge]], ...] = (("allowances", of.allowances), ("charges", of.charges))
    for name, group in groups:
        yield from (f"{place}{name}.{index}.amount" for index, each in enumerate(group) if each.amount is None)


def supplier_of(company: Company) -> Supplier:
    """Return a company as the supplier on its invoices (BG-4)."""
    profile = company.profile
    tax_id, country = profile.get("tax_id"), profile.get("country")
    is_vat_id = bool(tax_id) and str(tax_id)[:2].isalpha()
    return Supplier(
        name=supplier_name(company),
        tax_id=tax_id if is_vat_id else None,
        tax_registration=None if is_vat_id else tax_id,
        legal_id=Identifier(value=str(tax_id), scheme=ABN_SCHEME) if tax_id and country == "AU" else None,
        address=_address(profile),
        contact=Contact(email=profile["email"]) if profile.get("email") else None,
    )


def _address(profile: Profile) -> Address | None:
    address = Address.model_validate({**(profile.get("address") or {}), "country": profile.get("country")})
    return address if address != Address() else None


def _payment(profile: Profile, currency: str | None) -> Payment | None:
    if iban := profile.get("iban"):
        means = SEPA_CREDIT_TRANSFER if currency == "EUR" else CREDIT_TRANSFER
        return Payment(means_code=means, credit_transfers=(CreditTransfer(account=iban),))
    if account := profile.get("account_number"):
        branch = str(profile.get("bsb", "")).replace("-", "") or None
        transfer = CreditTransfer(account=str(account).replace(" ", ""), provider=branch)
        return Payment(means_code=CREDIT_TRANSFER, credit_transfers=(transfer,))
    return None


def _line(number: int, line: Line) -> Line:
    return _with_tax(line).model_copy(update={"id": line.id or str(number), "unit": line.unit or ONE})


def _with_tax(taxed: _Taxed) -> _Taxed:
    """Return a line, allowance or charge with the category that its rate has, or the rate that its category has."""
    category = taxed.tax_category or ("S" if taxed.tax_rate else None)
    rate = taxed.tax_rate
    if category in ZERO_RATED and rate is None:
        rate = Decimal(0)
    elif category == WITHOUT_RATE and not rate:
        rate = None
    return taxed.model_copy(update={"tax_category": category, "tax_rate": rate})


def _with_reason(row: TaxSubtotal) -> TaxSubtotal:
    if row.exemption_reason or row.exemption_reason_code:
        return row
    return row.model_copy(update={"exemption_reason_code": REASON_CODES.get(row.category or "")})


def _reach(group: object, path: str) -> object:
    for step in path.split("."):
        group = getattr(group, step, None)
    return group
