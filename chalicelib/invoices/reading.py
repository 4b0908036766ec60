"""From what was read to what is kept: the record's summary, and the document file that a front end shows.

Nothing is filled in: a field that was not read is null in the summary and absent from the document.
"""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.extraction.result import Extracted, FieldName

_TEXT_FIELDS = {
    "supplier": FieldName.SUPPLIER_NAME,
    "customer": FieldName.CUSTOMER_NAME,
    "invoice_number": FieldName.INVOICE_NUMBER,
    "currency": FieldName.CURRENCY,
}
_DATE_FIELDS = {"issue_date": FieldName.ISSUE_DATE, "due_date": FieldName.DUE_DATE}
_AMOUNT_FIELDS = {
    "net_total": FieldName.NET_TOTAL,
    "tax_total": FieldName.TAX_TOTAL,
    "total": FieldName.TOTAL,
}


def summarise(extracted: Extracted) -> dict[str, Any]:
    """Return the record's attributes that a reading decides; None where nothing was read."""
    values = {name: field.value for name, field in extracted.fields.items()}
    texts = {name: values.get(field) for name, field in _TEXT_FIELDS.items()}
    dates = {name: _parsed(date.fromisoformat, values.get(field)) for name, field in _DATE_FIELDS.items()}
    amounts = {name: _parsed(Decimal, values.get(field)) for name, field in _AMOUNT_FIELDS.items()}
    return {
        **texts,
        **dates,
        **amounts,
        "document_type": extracted.document_type.value,
        "pages": extracted.pages or None,
        "warnings": list(extracted.warnings),
    }


def reading_to_json(extracted: Extracted) -> bytes:
    """Return the document file: everything that was read, with confidence, page and box."""
    document = asdict(extracted)
    del document["embedded_xml"]
    return json.dumps(document, ensure_ascii=False).encode()


def _parsed(parse: Any, value: str | None) -> Any:
    return None if value is None else parse(value)
