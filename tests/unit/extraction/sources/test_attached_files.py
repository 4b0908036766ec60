"""Attachments of a PDF whose tree of names goes round in circles."""

import io

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.sources.attachments import attached_files
from samples import generate
from tests.unit.extraction.carrying import carrying


def test_a_tree_of_names_that_names_itself_ends() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("a.txt", b"one")
    root = writer._root_object["/Names"]["/EmbeddedFiles"]  # type: ignore[index]
    node = writer._add_object(DictionaryObject({NameObject("/Names"): root["/Names"]}))
    loop = DictionaryObject({NameObject("/Limits"): ArrayObject([TextStringObject("a")])})
    reference = writer._add_object(loop)
    loop[NameObject("/Kids")] = ArrayObject([node, *[reference] * 100])
    writer._root_object[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): reference})
    out = io.BytesIO()
    writer.write(out)
    assert [file.content for file in attached_files(out.getvalue())] == [b"one"]


def test_an_empty_file_in_a_pdf_is_no_reason_against_the_pdf() -> None:
    pdf = generate()[0].pdf
    assert read(carrying(pdf, ("note.txt", b""))) == read(pdf)
