"""Readings and errors as JSON, to cross from the child process to its parent.

JSON and not pickle: the child has read a stranger's file, and what it says is data, not code.
"""

import base64
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chalicelib.extraction import errors
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.result import Box, DocumentType, Extracted, Field, FieldName, Line, Method, TaxRow


def encode(extracted: Extracted) -> dict[str, Any]:
    """A reading as plain JSON data.

    >>> nothing = Extracted(DocumentType.OTHER, {}, warnings=("not_an_invoice",), embedded_xml=b"<x/>")
    >>> decode(encode(nothing)) == nothing
    True
    """
    plain = asdict(extracted)
    plain["embedded_xml"] = encode_bytes(extracted.embedded_xml)
    return plain


def decode(plain: Mapping[str, Any]) -> Extracted:
    """The reading that `encode` was given."""
    return Extracted(
        document_type=DocumentType(plain["document_type"]),
        fields={FieldName(name): _field(value) for name, value in plain["fields"].items()},
        lines=tuple(Line(**(line | {"box": _box(line["box"])})) for line in plain["lines"]),
        tax_breakdown=tuple(TaxRow(**row) for row in plain["tax_breakdown"]),
        language=plain["language"],
        pages=plain["pages"],
        warnings=tuple(plain["warnings"]),
        embedded_xml=decode_bytes(plain["embedded_xml"]),
    )


def _field(plain: Mapping[str, Any]) -> Field:
    return Field(plain["value"], plain["confidence"], Method(plain["method"]), plain["page"], _box(plain["box"]))


def _box(plain: Mapping[str, float] | None) -> Box | None:
    return Box(**plain) if plain else None


def encode_bytes(data: bytes | None) -> str | None:
    """Bytes as text."""
    return None if data is None else base64.b64encode(data).decode("ascii")


def decode_bytes(text: str | None) -> bytes | None:
    """The bytes that `encode_bytes` was given."""
    return None if text is None else base64.b64decode(text)


def encode_error(error: UnreadableFile) -> dict[str, Any]:
    """An error with its data."""
    return {"class": type(error).__name__, "data": vars(error)}


def decode_error(plain: Mapping[str, Any]) -> UnreadableFile:
    """The error that `encode_error` was given.

    >>> error = decode_error(encode_error(errors.TooManyPages(70, 50)))
    >>> type(error).__name__, error.detail
    ('TooManyPages', 'The document has 70 pages; the limit is 50.')
    """
    found = getattr(errors, plain["class"], UnreadableFile)
    data = {name: value for name, value in plain["data"].items() if name != "detail"}
    return found(**data) if data else found(plain["data"].get("detail"))
