"""PDFs that carry files, hung in every way that programs know."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    TextStringObject,
)

WAYS = ("names", "associated", "page", "annotation")


def carrying(
    pdf: bytes, *files: tuple[str, bytes], way: str = "names", relationship: str = "Alternative", typed: bool = True
) -> bytes:
    """The PDF with files in the tree of names, in /AF of the document or of page 1, or in an annotation there.

    A file's stream need not say its type.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    specifications = [_specification(writer, name, content, relationship, typed=typed) for name, content in files]
    hung = ArrayObject(specifications)
    match way:
        case "names":
            pairs = [part for (name, _), each in zip(files, specifications, strict=True) for part in _pair(name, each)]
            tree = DictionaryObject({NameObject("/Names"): ArrayObject(pairs)})
            writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): tree})
        case "associated":
            writer.root_object[NameObject("/AF")] = hung
        case "page":
            writer.pages[0][NameObject("/AF")] = hung
        case _:
            writer.pages[0][NameObject("/Annots")] = ArrayObject([_paper_clip(writer, each) for each in specifications])
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _pair(name: str, specification: IndirectObject) -> Sequence[TextStringObject | IndirectObject]:
    return TextStringObject(name), specification


def _specification(writer: PdfWriter, name: str, content: bytes, relationship: str, *, typed: bool) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    if typed:
        stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
    files = DictionaryObject({NameObject("/F"): writer._add_object(stream)})
    return writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Filespec"),
                NameObject("/F"): TextStringObject(name),
                NameObject("/EF"): files,
                NameObject("/AFRelationship"): NameObject(f"/{relationship}"),
            }
        )
    )


def _paper_clip(writer: PdfWriter, specification: IndirectObject) -> IndirectObject:
    place = ArrayObject([FloatObject(edge) for edge in (20, 20, 40, 40)])
    return writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/FileAttachment"),
                NameObject("/Rect"): place,
                NameObject("/FS"): specification,
            }
        )
    )
