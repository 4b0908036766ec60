"""Readings and errors as plain JSON data, to cross between the child process and its parent."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from chalicelib.extraction import errors
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.result import Box, DocumentType, Extracted, Field, FieldName, Line, Method, Part, TaxRow


def encode(extracted: Extracted) -> dict[str, Any]:
    """A reading as plain data, without the XML and the parts' PDFs, which travel as bytes.

    >>> nothing = Extracted(DocumentType.OTHER, {}, warnings=("not_an_invoice",), embedded_xml=b"<x/>")
    >>> decode(encode(nothing), b"<x/>") == nothing
    True
    """
    plain = asdict(extracted)
    del plain["embedded_xml"]
    for part in plain["parts"]:
        del part["pdf"]
    return plain


def decode(plain: Mapping[str, Any], embedded_xml: bytes | None, pdfs: Sequence[bytes] = ()) -> Extracted:
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
        parts=tuple(_part(part, pdf) for part, pdf in zip(plain["parts"], pdfs, strict=True)),
    )


def _field(plain: Mapping[str, Any]) -> Field:
    return Field(**{**plain, "method": Method(plain["method"]), "box": _box(plain["box"])})


def _part(plain: Mapping[str, Any], pdf: bytes) -> Part:
    return Part(**{**plain, "signs": tuple(plain["signs"]), "pdf": pdf})


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
