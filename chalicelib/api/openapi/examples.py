"""Examples that look real, and are of nobody: made from a schema, with what fields of a name usually hold.

A schema's own example goes first, then the words below by `Model.field` and by `field`, then what the type allows.
The same names mean the same things all over the API, so that a new model has its examples already.
"""

import inspect
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Resolve = Callable[[str], tuple[str, Json]]

REQUEST_ID = "5f0c6a39-3d0f-4c57-9a53-2f4f1f6f6d3b"
_USER, _COMPANY, _INVOICE = "01JZ8Q4T7N5E6W9RB2C3D4F5G6", "01JZ8Q4T7PX1A2B3C4D5E6F7G8", "01JZ9BX3M2K4N6P8R0S2T4V6W8"
_INSTANT = "2026-03-02T09:14:05.123Z"
_JWT = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl"
_FIELD = {
    "value": "1190.00",
    "confidence": 0.98,
    "method": "label",
    "page": 1,
    "box": {"left": 470.1, "top": 612.4, "right": 523.7, "bottom": 624.0},
}

WORDS: Json = {
    "access": _JWT,
    "account_number": "1234 5678",
    "bsb": "062-000",
    "city": "Wellington",
    "company_id": _COMPANY,
    "company_name": "Harbour Books Ltd",
    "content_type": "application/pdf",
    "country": "NZ",
    "created_at": _INSTANT,
    "currency": "EUR",
    "current_password": "four words make sense",
    "cursor": "MDFKWjlCWDNNMks0TjZQOFIwUzJUNFY2VzgxYTJiM2M0ZA",
    "customer": "Harbour Books Ltd",
    "default_currency": "EUR",
    "document_type": "invoice",
    "duplicate_of": None,
    "due_date": "2026-04-01",
    "email": "ann@example.com",
    "expires_in": 300,
    "failure": None,
    "field": "email",
    "filename": "invoice-2026-0417.pdf",
    "iban": "DE89370400440532013000",
    "id": _INVOICE,
    "invoice_id": _INVOICE,
    "invoice_number": "2026-0417",
    "issue_date": "2026-03-02",
    "joined_at": _INSTANT,
    "language": "en",
    "legal_name": "Harbour Books Limited",
    "limit": 25,
    "member_id": _USER,
    "message": "This is not an e-mail address.",
    "name": "Ann Example",
    "net_total": "1000.00",
    "next_cursor": "MDFKWjlCWDNNMks0TjZQOFIwUzJUNFY2VzgxYTJiM2M0ZA",
    "new_email": "ann.example@example.com",
    "new_password": "other words make more sense",
    "password": "four words make sense",
    "postcode": "6011",
    "refresh": _JWT,
    "request_id": REQUEST_ID,
    "sent_at": None,
    "size": 48213,
    "status": "ready",
    "street": "12 Harbour Street",
    "supplier": "Northwind Stationery GmbH",
    "tax_total": "190.00",
    "title": "Invalid input",
    "token": "3q2-7wMeCkRhbXBsZVRva2VuT2ZBTWFpbGVkTGluaw",
    "total": "1190.00",
    "uid": _USER,
    "updated_at": _INSTANT,
    "uploaded_by": _USER,
    "warnings": [],
    "AnnouncedOut.upload": {
        "url": "https://files.example.com/",
        "fields": {"key": f"incoming/{_COMPANY}/{_INVOICE}/source", "policy": "eyJleHBpcmF0aW9uIjoi"},
        "expires_in": 3600,
    },
    "Announcement.size": 12_482_133,
    "CompanyOut.id": _COMPANY,
    "CompanyOut.name": "Harbour Books Ltd",
    "CompanyChange.name": "Harbour Books Ltd",
    "Health.status": "ok",
    "Done.detail": "It is on its way.",
    "InvoiceDetailOut.fields": {"total": _FIELD},
    "InvoiceDetailOut.lines": [{"description": "Paper, A4", "quantity": "40", "net_amount": "1000.00"}],
    "InvoiceDetailOut.links": {"source": f"/invoices/{_INVOICE}/files/source"},
    "InvoiceDetailOut.tax_breakdown": [{"rate": "19", "taxable_amount": "1000.00", "tax_amount": "190.00"}],
    "MemberOut.id": _USER,
    "UploaderOut.id": _USER,
    "UserOut.id": _USER,
    # what the domain's errors carry
    "accepted": ("application/json",),
    "problems": ("email", "This is not an e-mail address."),
    "retry_after": 42,
    "role": "admin",
}
_BY_FORMAT = {"date": "2026-03-02", "date-time": _INSTANT, "email": "ann@example.com", "uri": "https://example.com/"}
_BY_TYPE = {"string": "text", "integer": 1, "number": 1.5, "boolean": True}


def example_of(schema: Json, name: str, resolve: Resolve, owner: str = "") -> Any:
    """Return an example for a schema: that of the field `name` of the model `owner`, where it is one."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        owner_of, target = resolve(schema["$ref"])
        return example_of(target, name, resolve, owner_of) if "properties" in target else _one(target, name, resolve)
    return _one(schema, name, resolve, owner)


def sample_argument(parameter: inspect.Parameter) -> Any:
    """Return what an error might be made with."""
    return WORDS.get(parameter.name, _BY_TYPE["integer"] if parameter.annotation is int else _BY_TYPE["string"])


def _one(schema: Json, name: str, resolve: Resolve, owner: str = "") -> Any:
    if "properties" in schema:
        return {field: _field(part, field, resolve, owner) for field, part in schema["properties"].items()}
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return WORDS[name] if WORDS.get(name) in schema["enum"] else schema.get("default", schema["enum"][0])
    if options := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return _of_options(options, name, resolve, owner)
    if schema.get("type") == "array":
        return WORDS[name] if isinstance(WORDS.get(name), list) else [example_of(schema["items"], name, resolve)]
    return _simple(schema, name)


def _of_options(options: list[Json], name: str, resolve: Resolve, owner: str) -> Any:
    """Where nothing is said of a field that may be null, it is null."""
    may_be_null = {"type": "null"} in options
    if may_be_null and (WORDS.get(name, ...) is None or (name not in WORDS and "type" in options[0])):
        return None
    return example_of(options[0], name, resolve, owner)


def _field(schema: Json, name: str, resolve: Resolve, owner: str) -> Any:
    qualified = f"{owner}.{name}"
    return WORDS[qualified] if qualified in WORDS else example_of(schema, name, resolve)


def _simple(schema: Json, name: str) -> Any:
    kind = schema.get("type")
    if kind == "object":
        return {}
    if _is(WORDS.get(name), kind):
        return WORDS[name]
    by_format = _BY_FORMAT.get(schema.get("format", ""))
    return schema.get("default", by_format or schema.get("minimum") or _BY_TYPE.get(str(kind)))


def _is(value: Any, kind: Any) -> bool:
    """Tell whether a value is of one of JSON's simple types."""
    types = {"string": str, "integer": int, "number": int | float, "boolean": bool}
    return kind in types and isinstance(value, types[kind]) and (kind == "boolean") == isinstance(value, bool)
