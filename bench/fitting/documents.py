"""The documents that weights are fitted on: other people's with the truth beside them, and pages that we draw.

Only the former are measured. A document's family is its layout: documents of one family are left out together.
Pictures are recognised once and remembered on disk.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.fitting.drawn.letters import Letter, letters
from bench.fitting.drawn.papers import papers
from bench.fitting.recognised import Remembering
from bench.reading.corpus import find_corpus
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.reading.scans import is_picture, pages_of_picture, with_scans_recognised
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sniff import Format, sniff
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from chalicelib.extraction.sources.recognised_pages import RecognisedOnce
from samples import generate

LETTERS = 240  # drawn by chance
DRAWN = "drawn"  # what the families of our own pages begin with
LETTER = f"{DRAWN} by chance"
PAPER = f"{DRAWN} by others"


@dataclass(frozen=True)
class Document:
    """Pages, the layout's family, and the truth as the corpus has it."""

    name: str
    family: str
    pages: Sequence[Page]
    truth: Mapping[str, Any]
    data: bytes = b""

    @property
    def is_drawn(self) -> bool:
        """Whether the pages are ours."""
        return self.family.startswith(DRAWN)

    @property
    def is_recognised(self) -> bool:
        """Whether the words were recognised on pictures: a recogniser has doubts."""
        words = (word for page in self.pages for segment in page.segments for word in segment.words)
        return any(word.confidence < 1 for word in words)


@cache
def corpus_documents() -> Sequence[Document]:
    """The corpus's invoices."""
    return tuple(document for document in _corpus() if not _is_other(document))


@cache
def other_documents() -> Sequence[Document]:
    """The corpus's documents that are no invoices: nothing is fitted on them."""
    return tuple(document for document in _corpus() if _is_other(document))


def _is_other(document: Document) -> bool:
    return bool(document.truth["document_type"] == "other")


@cache
def _corpus() -> Sequence[Document]:
    corpus = find_corpus()
    texts = (path.read_text(encoding="utf-8") for path in sorted((corpus / "truth").glob("*.json")))
    return tuple(_document(corpus / "files", json.loads(text)) for text in texts)


def _document(folder: Path, truth: Mapping[str, Any]) -> Document:
    data = (folder / truth["file"]).read_bytes()
    return Document(truth["file"], truth["layout_family"], pages_of(data), truth, data)


@cache
def drawn_documents() -> Sequence[Document]:
    """Our own pages: the samples, those that the tests draw, and those that were drawn without knowing the reader."""
    from tests.unit.extraction.drawn import FOREIGN, LAYOUTS

    samples = [(sample.name, sample.pdf, sample.truth["fields"]) for sample in generate()]
    layouts = [(name, layout.pdf, layout.fields) for name, layout in LAYOUTS.items()]
    foreign = [(name, page.pdf(), page.fields) for name, page in FOREIGN.items()]
    drawn = tuple(
        Document(name, f"{DRAWN}: {name}", _pages(pdf), {"file": name, "fields": fields, "partial": True})
        for name, pdf, fields in (*samples, *layouts, *foreign)
    )
    others = [
        Document(each.name, f"{PAPER}: {each.name}", each.pages, {"file": each.name, "fields": each.fields})
        for each in papers()
    ]
    return (*drawn, *others, *(_letter(number, letter) for number, letter in enumerate(letters(LETTERS))))


def _letter(number: int, letter: Letter) -> Document:
    name = f"letter {number}"
    return Document(name, LETTER, [letter.page], {"file": name, "fields": letter.fields})


def pages_of(data: bytes) -> Sequence[Page]:
    """The pages of a PDF or a picture, recognised where they are pictures."""
    if sniff(data) is Format.PDF:
        return _pages(data)
    return pages_of_picture(data, Limits(), RecognisedOnce(Remembering()))


def _pages(pdf: bytes) -> Sequence[Page]:
    """A PDF's pages; where all of them are pictures, as they are recognised."""
    document = open_pdf(pdf, Limits())
    try:
        pages = read_pages(document)
        if all(is_picture(page) for page in pages):
            return with_scans_recognised(document, pages, Limits(), RecognisedOnce(Remembering()))[0]
        return pages
    finally:
        document.close()
