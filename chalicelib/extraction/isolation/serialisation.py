"""Readings and errors as plain JSON data, to cross between the child process and its parent."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from chalicelib.extraction import errors
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.memory.layout import from_plain, to_plain
from chalicelib.extraction.result import Box, DocumentType, Extracted, Field, FieldName, Line, Method, TaxRow


def encode(extracted: Extracted) -> dict[str, Any]:
    """A reading as plain data, without the XML, which travels as bytes.

    >>> nothing = Extracted(DocumentType.OTHER, {}, warnings=("not_an_invoice",), embedded_xml=b"<x/>")
    >>> decode(encode(nothing), b"<x/>") == nothing
    True
    """
    plain = asdict(replace(extracted, layout=None))
    del plain["embedded_xml"]
    return {**plain, "layout": to_plain(extracted.layout) if extracted.layout else None}


def decode(plain: Mapping[str, Any], embedded_xml: bytes | None) -> Extracted:
    """The reading that `encode` was given."""
    return Extracted(
        document_type=DocumentType(plain["document_type"]),
        fields={FieldName(name): _field(value) for name, value in plain["fields"].items()},
        lines=tuple(Line(**(line | {"box": _box(line["box"])})) for line in plain["lines"]),
        tax_breakdown=tuple(TaxRow(**row) for row in plain["tax_breakdown"]),
        derived={place: _field(value) for place, value in plain["derived"].items()},
        language=plain["language"],
        pages=plain["pages"],
        warnings=tuple(plain["warnings"]),
        embedded_xml=embedded_xml,
        layout=from_plain(plain["layout"]) if plain["layout"] else None,
    )


def _field(plain: Mapping[str, Any]) -> Field:
    return Field(**{**plain, "method": Method(plain["method"]), "box": _box(plain["box"])})


def _box(plain: Mapping[str, float] | None) -> Box | None:
    return Box(**plain) if plain else None


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
