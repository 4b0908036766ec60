"""What was read from a file, as the document of EN 16931.

Only what the file shows goes in, and what follows from that (`deriving`). A term that neither was read nor follows
stays missing and becomes a finding of validation. By definition: line numbers from the order of lines, a unit's code
from its name, category S from a positive tax rate, "credit transfer" from an account to pay to, and that the file made
of all this follows EN 16931.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from chalicelib.documents.model.document import EN_16931, Document
from chalicelib.documents.model.types import clean_text
from chalicelib.documents.syntaxes.formats import read_date, read_number
from chalicelib.extraction.deriving.draft import sign_of, sign_of_lines
from chalicelib.extraction.deriving.payment import CREDIT_TRANSFER, DIRECT_DEBIT
from chalicelib.extraction.deriving.places.addresses import part_address, post_line, split_address
from chalicelib.extraction.deriving.places.signs import of_tax_id
from chalicelib.extraction.document_paths import ADDRESSES, AMOUNTS, DATES, MAX_UNIT, PATHS, unit_code
from chalicelib.extraction.result import DocumentType, Extracted, FieldName, Line, Reading, TaxRow
from chalicelib.json_data import JsonObject

TYPE_CODES = {DocumentType.INVOICE: "380", DocumentType.CREDIT_NOTE: "381"}
_VAT_PREFIX = re.compile(r"[A-Z]{2}[A-Z0-9]")

_LOCAL_IDS = {
    FieldName.SUPPLIER_TAX_ID: "supplier.tax_registration",
    FieldName.CUSTOMER_TAX_ID: "customer.legal_id.value",
}
"""Where a tax id goes that is no VAT id."""

Values = JsonObject


def to_document(extracted: Extracted) -> Document:
    """Make the document; one that came as data stays as it is."""
    if extracted.structured is not None:
        return extracted.structured.document
    sign = sign_of(extracted)
    values: Values = {"type_code": TYPE_CODES.get(extracted.document_type), "specification": EN_16931}
    languages = (extracted.language,) if extracted.language else ()
    for name, field in extracted.fields.items():
        place(values, name, field.value, sign, languages)
    lines = extracted.lines if extracted.lines_stand else ()
    line_sign = sign_of_lines(extracted)
    values["lines"] = [line_values(number, line, line_sign) for number, line in enumerate(lines, start=1)]
    values["tax_breakdown"] = [tax_row_values(row, sign) for row in extracted.tax_breakdown]
    for path, field in extracted.derived.items():
        _set(values, path, _clean(field.value))
    _drop_transfers_to_nobody(values)
    return Document.model_validate(values)


def with_values(reading: Reading, extracted: Extracted) -> Reading:
    """The reading of the same file with other values, and the document of these."""
    return replace(reading, extracted=extracted, document=to_document(extracted))


def _drop_transfers_to_nobody(values: Values) -> None:
    """BG-17 is an account to pay to: not a bank's code alone, nor the customer's own that is debited."""
    payment = values.get("payment", {})
    if payment.get("means_code") == DIRECT_DEBIT:
        payment.pop("credit_transfers", None)
    transfers = payment.get("credit_transfers", ())
    if transfers and not transfers[0].get("account"):
        del values["payment"]


def place(values: Values, name: FieldName, text: str | None, sign: int, languages: Sequence[str] = ()) -> None:
    """Put a header field's text where the document has it; None removes what is there."""
    before = _country_at(values, PATHS[name]) if name in ADDRESSES else None
    if name in _LOCAL_IDS and text is not None:
        text = _with_country(text)
    is_local = name in _LOCAL_IDS and text is not None and not (_is_vat_id(text) or _has_other_tax(values, name))
    remove(values, PATHS[name])
    if name in _LOCAL_IDS:
        _remove_local_ids(values, name)
    if text is None:
        return
    if name in ADDRESSES:
        _set(values, PATHS[name], _address(text, languages, before))
    elif name in AMOUNTS:
        _set(values, PATHS[name], _number(text, sign))
    elif name in DATES:
        _set(values, PATHS[name], read_date(text))
    else:
        _set(values, _LOCAL_IDS[name] if is_local else PATHS[name], _clean(text))
    if name is FieldName.IBAN:
        _set(values, "payment.means_code", CREDIT_TRANSFER)


def _remove_local_ids(values: Values, name: FieldName) -> None:
    """Take away what stands for a VAT id: a registration, or the customer's legal id that no scheme says more of."""
    role = PATHS[name].split(".", maxsplit=1)[0]
    remove(values, f"{role}.tax_registration")
    remove(values, f"{role}.registration_scheme")
    legal_id = _group(_group(values, role), "legal_id")
    if name is FieldName.CUSTOMER_TAX_ID and not legal_id.get("scheme"):
        remove(values, f"{role}.legal_id")


def _group(values: Values, name: str) -> Values:
    """The values of a group; none where it is not there."""
    found: Values = values.get(name) or {}
    return found


def _has_other_tax(values: Values, name: FieldName) -> bool:
    """Whether a party's tax id is for another tax than VAT, and need not look like a VAT id."""
    party = _group(values, PATHS[name].split(".", maxsplit=1)[0])
    return bool(party.get("tax_scheme"))


def _country_at(values: Values, path: str) -> str | None:
    """The country of an address that is there already."""
    address = _group(_group(values, path.split(".", maxsplit=1)[0]), "address")
    country: str | None = address.get("country")
    return country


def _address(text: str, languages: Sequence[str], before: str | None) -> Values:
    """The parts of an address; one that names no country stays in its country, if that writes post codes so."""
    lines = _clean(text) or ""
    parts: Values = dict(part_address(lines, languages))
    fits = any(before in post.countries for line in split_address(lines) if (post := post_line(line)))
    if before and "country" not in parts and fits:
        parts["country"] = before
    return parts


def _with_country(tax_id: str) -> str:
    """A Norwegian number with its country's letters (BR-CO-09): letters behind it, "MVA", say that it is one for VAT.

    >>> _with_country("974 760 673 MVA"), _with_country("NO 974760673 MVA"), _with_country("974760673")
    ('NO974760673MVA', 'NO 974760673 MVA', '974760673')
    """
    compact = "".join(tax_id.split()).upper()
    return f"NO{compact}" if compact[:1].isdigit() and of_tax_id(compact) == "NO" else tax_id


def _is_vat_id(text: str) -> bool:
    """Whether a tax id begins with a country's letters, as BT-31 does."""
    return bool(_VAT_PREFIX.match(text.upper())) and of_tax_id(text) is not None


def _set(values: Values, path: str, value: object) -> None:
    """Put a value at a path; a number in the path is a place in a list, which grows up to it."""
    if value is None:
        return
    steps = path.split(".")
    found: Any = values
    for step, following in pairwise(steps):
        found = _descend(found, step, [] if following.isdigit() else {})
    found[steps[-1]] = value


def _descend(group: Any, step: str, empty: Any) -> Any:
    if not step.isdigit():
        if group.get(step) is None:
            group[step] = empty
        return group[step]
    while len(group) <= int(step):
        group.append({})
    return group[int(step)]


def remove(values: Values, path: str) -> None:
    """Take away what is at a path, if anything is; a number in the path is a list's first."""
    *groups, last = path.split(".")
    found: Any = values
    for step in groups:
        found = found[0] if step == "0" and found else found.get(step) if isinstance(found, dict) else None
        if not found:
            return
    found.pop(last, None)


def _number(text: str | None, sign: int) -> Decimal | None:
    number = read_number(text) if text else None
    return None if number is None else number * sign


def _clean(text: str | None) -> str | None:
    try:
        return clean_text(text) if text else None
    except ValueError:
        return None


def line_values(number: int, line: Line, sign: int) -> Values:
    """Return a read line as the document has it."""
    rate = _number(line.tax_rate, 1)
    return {
        "id": str(number),
        "item": {"name": _clean(line.description)},
        "quantity": _number(line.quantity, sign),
        "unit": _unit(line.unit),
        "price": _price(line),
        "net_amount": _number(line.net_amount, sign),
        "tax_rate": rate,
        "tax_category": _category(rate),
    }


def _price(line: Line) -> Values | None:
    if line.unit_price is None:
        return None
    return {"net": _number(line.unit_price, 1), "base_quantity": _number(line.base_quantity, 1)}


def _unit(printed: str | None) -> str | None:
    if printed is None or len(printed) > MAX_UNIT:
        return None
    return unit_code(printed) or _clean(printed)


def _category(rate: Decimal | None) -> str | None:
    return "S" if rate else None


def tax_row_values(row: TaxRow, sign: int) -> Values:
    """Return a row of the tax breakdown as the document has it."""
    rate = _number(row.rate, 1)
    taxable, tax = _number(row.taxable_amount, sign), _number(row.tax_amount, sign)
    return {"rate": rate, "category": _category(rate), "taxable_amount": taxable, "tax_amount": tax}
