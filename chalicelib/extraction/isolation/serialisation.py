"""Readings and errors as plain JSON data, to cross between the child process and its parent.

The document crosses beside the reading, and is validated by its model on arrival: data, not objects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from chalicelib.documents.model.document import Document
from chalicelib.extraction import errors, facts
from chalicelib.extraction.box import Box
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.layout import from_plain, to_plain
from chalicelib.extraction.result import (
    DocumentType,
    Extracted,
    Field,
    FieldName,
    Line,
    Method,
    Part,
    Reading,
    Structured,
    TaxRow,
)
from chalicelib.extraction.sniff import Format
from chalicelib.json_data import JsonObject


def encode(reading: Reading) -> JsonObject:
    """A reading as plain data, without its XML, its parts' PDFs and pictures, which travel as bytes.

    >>> document = Document(invoice_number="7")
    >>> extracted = Extracted(DocumentType.OTHER, {}, structured=Structured(document, b"<x/>", "ubl"))
    >>> reading = Reading(extracted, document, Format.XML)
    >>> decode(encode(reading), b"<x/>") == reading
    True
    """
    structured, layout, known = reading.extracted.structured, reading.extracted.layout, reading.extracted.facts
    plain = asdict(replace(reading.extracted, structured=None, layout=None, facts=None))
    for part in plain["parts"]:
        del part["pdf"]
    return {
        "extracted": {
            **plain,
            "layout": to_plain(layout) if layout else None,
            "facts": facts.to_plain(known) if known else None,
        },
        "document": reading.document.model_dump(mode="json", exclude_defaults=True),
        "format": reading.format,
        "structured": {"syntax": structured.syntax} if structured else None,
    }


def decode(plain: JsonObject, xml: bytes | None, pdfs: Sequence[bytes] = ()) -> Reading:
    """The reading that `encode` was given."""
    document = Document.model_validate(plain["document"])
    structured = Structured(document, xml, plain["structured"]["syntax"]) if plain["structured"] else None
    return Reading(_extracted(plain["extracted"], structured, pdfs), document, Format(plain["format"]))


def _extracted(plain: JsonObject, structured: Structured | None, pdfs: Sequence[bytes]) -> Extracted:
    return Extracted(
        document_type=DocumentType(plain["document_type"]),
        fields={FieldName(name): _field(value) for name, value in plain["fields"].items()},
        lines=tuple(Line(**(line | {"box": _box(line["box"])})) for line in plain["lines"]),
        tax_breakdown=tuple(TaxRow(**row) for row in plain["tax_breakdown"]),
        derived={place: _field(value) for place, value in plain["derived"].items()},
        language=plain["language"],
        pages=plain["pages"],
        warnings=tuple(plain["warnings"]),
        structured=structured,
        layout=from_plain(plain["layout"]) if plain["layout"] else None,
        facts=facts.from_plain(plain["facts"]) if plain["facts"] else None,
        pictured=tuple(plain["pictured"]),
        parts=tuple(_part(part, pdf) for part, pdf in zip(plain["parts"], pdfs, strict=True)),
        lines_stand=plain["lines_stand"],
    )


def _field(plain: JsonObject) -> Field:
    return Field(**{**plain, "method": Method(plain["method"]), "box": _box(plain["box"])})


def _part(plain: JsonObject, pdf: bytes) -> Part:
    return Part(**{**plain, "signs": tuple(plain["signs"]), "pdf": pdf})


def _box(plain: Mapping[str, float] | None) -> Box | None:
    return Box(**plain) if plain else None


def encode_error(error: UnreadableFile) -> JsonObject:
    """An error with its data."""
    return {"class": type(error).__name__, "data": vars(error)}


def decode_error(plain: JsonObject) -> UnreadableFile:
    """The error that `encode_error` was given.

    >>> error = decode_error(encode_error(errors.TooManyPages(70, 50)))
    >>> type(error).__name__, error.detail
    ('TooManyPages', 'The document has 70 pages; the limit is 50.')
    """
    found = getattr(errors, plain["class"], UnreadableFile)
    data = {name: value for name, value in plain["data"].items() if name != "detail"}
    return found(**data) if data else found(plain["data"].get("detail"))
