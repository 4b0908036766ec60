"""PDFs of a part's pages."""

import re
import time

import pypdfium2
import pytest

from chalicelib.extraction.reading.parting.cutting import Knife, reproducible
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Limits, Part
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from tests.support.papers.one_file import three_invoices

PARTS = [Part(1, 2, "A-100"), Part(3, 3, "A-102")]


def knife(limits: Limits) -> Knife:
    document = open_pdf(three_invoices(), limits)
    return Knife(document, read_pages(document), limits)


def test_two_cuts_are_the_same_bytes_whenever_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    file = three_invoices()
    first = read(file).parts
    pdf = first[0].pdf
    assert pdf == reproducible(re.sub(rb"/ID\[<.{32}><.{32}>\]", b"/ID[<%s><%s>]" % (b"A" * 32, b"B" * 32), pdf))
    assert b"D:19700101000000" in pdf
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert read(file).parts == first


def test_a_part_has_its_pages_and_no_others() -> None:
    pieces = [pypdfium2.PdfDocument(part.pdf) for part in knife(Limits()).cut(PARTS)]
    assert [len(piece) for piece in pieces] == [2, 1]
    assert "A-102" in pieces[1][0].get_textpage().get_text_range()


def test_parts_that_are_too_large_together_are_not_cut() -> None:
    size = max(len(part.pdf) for part in knife(Limits()).cut(PARTS))
    assert len(knife(Limits(file_bytes=size)).cut(PARTS * 2)) == 0 or size * 3 >= 2 * sum(
        len(part.pdf) for part in knife(Limits()).cut(PARTS)
    )
    assert knife(Limits(file_bytes=size - 1)).cut(PARTS) == ()


def test_a_cut_that_does_not_say_what_its_pages_say_is_none() -> None:
    whole = knife(Limits())
    shifted = Knife(whole.document, whole.pages[::-1], whole.limits)
    assert shifted.cut([Part(1, 1, "A-100")]) == ()
