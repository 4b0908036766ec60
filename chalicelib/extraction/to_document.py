"""What was read from a file, as the document of EN 16931.

Only what the file shows goes in. A term that was not read stays missing and becomes a finding of validation. What is
put in beyond the printed values follows from them by definition: line numbers from the order of lines, the sums BT-106
and BT-115 from their parts, a unit's code from its name, category S from a positive tax rate, "credit transfer" from an
account to pay to, and that the file made of all this follows EN 16931.
"""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from chalicelib.documents import codec
from chalicelib.documents.formats import read_date, read_number
from chalicelib.documents.model import EN_16931, Document
from chalicelib.documents.types import clean_text
from chalicelib.extraction.result import DocumentType, Extracted, FieldName, Line, TaxRow
from chalicelib.extraction.terms import ADDRESSES, AMOUNTS, DATES, PATHS, UNIT_CODES

TYPE_CODES = {DocumentType.INVOICE: "380", DocumentType.CREDIT_NOTE: "381"}
CREDIT_TRANSFER = "30"
_POST_CODE_AND_CITY = re.compile(r"(?:[A-Z]{1,2}-)?(\d{4,5}(?: ?[A-Z]{2}(?= ))?) +(\D.*)")
_VAT_PREFIX = re.compile(r"[A-Z]{2}[A-Z0-9]")
_ADDRESS_LINES = 3

Values = dict[str, Any]


def to_document(extracted: Extracted) -> Document:
    """Make the document; an e-invoice keeps everything that its XML says."""
    if extracted.embedded_xml is not None:
        return codec.parse(extracted.embedded_xml).document
    sign = _sign(extracted)
    values: Values = {"type_code": TYPE_CODES.get(extracted.document_type), "specification": EN_16931}
    for name, field in extracted.fields.items():
        place(values, name, field.value, sign)
    values["lines"] = [line_values(number, line, sign) for number, line in enumerate(extracted.lines, start=1)]
    values["tax_breakdown"] = [tax_row_values(row, sign) for row in extracted.tax_breakdown]
    _add_sums(values)
    return Document.model_validate(values)


def _sign(extracted: Extracted) -> int:
    """Credit notes carry positive amounts in EN 16931; on paper many print them negative."""
    total = extracted.fields.get(FieldName.TOTAL)
    printed = _number(total.value if total else None, 1)
    credit_note = extracted.document_type is DocumentType.CREDIT_NOTE
    return -1 if credit_note and printed is not None and printed < 0 else 1


def place(values: Values, name: FieldName, text: str | None, sign: int) -> None:
    """Put a header field's text where the document has it; None removes what is there."""
    remove(values, PATHS[name])
    if name is FieldName.SUPPLIER_TAX_ID:
        remove(values, "supplier.tax_registration")
    if text is None:
        return
    if name in ADDRESSES:
        _set(values, PATHS[name], _address(text))
    elif name in AMOUNTS:
        _set(values, PATHS[name], _number(text, sign))
    elif name in DATES:
        _set(values, PATHS[name], read_date(text))
    elif name is FieldName.SUPPLIER_TAX_ID and not _VAT_PREFIX.match(text.upper()):
        _set(values, "supplier.tax_registration", _clean(text))
    else:
        _set(values, PATHS[name], _clean(text))
    if name is FieldName.IBAN:
        _set(values, "payment.means_code", CREDIT_TRANSFER)


def _set(values: Values, path: str, value: object) -> None:
    """Put a value at a path; a number in the path makes a list of one."""
    if value is None:
        return
    steps = path.split(".")
    for group, following in pairwise(steps):
        if following == "0":
            values = values.setdefault(group, [{}])[0]
        elif group != "0":
            values = values.setdefault(group, {})
    values[steps[-1]] = value


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


def _address(text: str) -> Values:
    """Lines of an address; post code and city where a line is clearly that.

    >>> _address("Main St 1, 2000 Sydney")
    {'post_code': '2000', 'city': 'Sydney', 'line_1': 'Main St 1'}
    """
    values: Values = {}
    lines: list[str] = []
    for part in filter(None, (part.strip() for part in re.split(r"\n|, ", _clean(text) or ""))):
        match = _POST_CODE_AND_CITY.fullmatch(part) if lines and "city" not in values else None
        if match:
            values["post_code"], values["city"] = match[1], match[2]
        else:
            lines.append(part)
    for number, line in enumerate([*lines[: _ADDRESS_LINES - 1], ", ".join(lines[_ADDRESS_LINES - 1 :])], start=1):
        values[f"line_{number}"] = line
    return {name: value for name, value in values.items() if value}


def line_values(number: int, line: Line, sign: int) -> Values:
    """Return a read line as the document has it."""
    rate = _number(line.tax_rate, 1)
    return {
        "id": str(number),
        "item": {"name": _clean(line.description)},
        "quantity": _number(line.quantity, sign),
        "unit": _unit(line.unit),
        "price": {"net": _number(line.unit_price, 1)} if line.unit_price else None,
        "net_amount": _number(line.net_amount, sign),
        "tax_rate": rate,
        "tax_category": _category(rate),
    }


def _unit(printed: str | None) -> str | None:
    return None if printed is None else UNIT_CODES.get(printed.strip(" .").lower(), _clean(printed))


def _category(rate: Decimal | None) -> str | None:
    return "S" if rate else None


def tax_row_values(row: TaxRow, sign: int) -> Values:
    """Return a row of the tax breakdown as the document has it."""
    rate = _number(row.rate, 1)
    taxable, tax = _number(row.taxable_amount, sign), _number(row.tax_amount, sign)
    return {"rate": rate, "category": _category(rate), "taxable_amount": taxable, "tax_amount": tax}


def _add_sums(values: Values) -> None:
    """BT-106 where the lines come to the printed net total, BT-115 where nothing else is printed as due."""
    totals = values.setdefault("totals", {})
    nets = [line["net_amount"] for line in values["lines"]]
    if nets and None not in nets and sum(nets) == totals.get("net_total"):
        totals["lines_net"] = sum(nets)
    if "amount_due" not in totals and "total" in totals:
        totals["amount_due"] = totals["total"] - totals.get("prepaid", 0)
