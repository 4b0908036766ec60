"""The documents that weights are fitted on: other people's with the truth beside them, and pages that we draw.

Only the former are measured. A document's family is its layout: documents of one family are left out together.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bench.fitting.letters import Letter, letters
from bench.reading.corpus import find_corpus
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.reading.scans import is_picture
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from samples import generate

LETTERS = 240  # drawn by chance
DRAWN = "drawn"  # what the families of our own pages begin with
LETTER = f"{DRAWN} by chance"


@dataclass(frozen=True)
class Document:
    """Pages, the layout's family, and the truth as the corpus has it."""

    name: str
    family: str
    pages: Sequence[Page]
    truth: Mapping[str, Any]

    @property
    def is_drawn(self) -> bool:
        """Whether the pages are ours."""
        return self.family.startswith(DRAWN)


@cache
def corpus_documents() -> Sequence[Document]:
    """The corpus's documents with text, but for those that are no invoices."""
    return tuple(_corpus())


def _corpus() -> Iterator[Document]:
    corpus = find_corpus()
    for path in sorted((corpus / "truth").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        file = corpus / "files" / truth["file"]
        if truth["document_type"] == "other" or file.suffix != ".pdf":
            continue
        pages = _pages(file.read_bytes())
        if not all(is_picture(page) for page in pages):
            yield Document(truth["file"], truth["layout_family"], pages, truth)


@cache
def drawn_documents() -> Sequence[Document]:
    """Our own pages: the samples, and those that the tests draw."""
    from tests.unit.extraction.drawn import FOREIGN, LAYOUTS

    samples = [(sample.name, sample.pdf, sample.truth["fields"]) for sample in generate()]
    layouts = [(name, layout.pdf, layout.fields) for name, layout in LAYOUTS.items()]
    foreign = [(name, page.pdf(), page.fields) for name, page in FOREIGN.items()]
    drawn = tuple(
        Document(name, f"{DRAWN}: {name}", _pages(pdf), {"file": name, "fields": fields, "partial": True})
        for name, pdf, fields in (*samples, *layouts, *foreign)
    )
    return (*drawn, *(_letter(number, letter) for number, letter in enumerate(letters(LETTERS))))


def _letter(number: int, letter: Letter) -> Document:
    name = f"letter {number}"
    return Document(name, LETTER, [letter.page], {"file": name, "fields": letter.fields})


def _pages(pdf: bytes) -> Sequence[Page]:
    document = open_pdf(pdf, Limits())
    try:
        return read_pages(document)
    finally:
        document.close()
