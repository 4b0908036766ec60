"""Invoices of invented companies, drawn by people who knew neither the reader nor its words: pages and what they say.

They are of some forty countries and as many trades, with text, as scans and as photographs. Kept are the words with
their places, as they were read or recognised, a document a line: the files would take a hundred times the room.

    .venv/bin/python -m bench.fitting.drawn.papers FOLDER...   # add a folder's `files/` and `truth/`
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.extraction.box import Box
from chalicelib.extraction.pages.page import Page, Word, build_page, words_of

FILE = Path(__file__).parent / "papers.jsonl"
DECIMALS = 1  # of a point
TRUTH = {
    "invoice_number": "invoice_number",
    "issue_date": "issue_date",
    "due_date": "due_date",
    "supplier_name": "supplier_name",
    "customer_name": "customer_name",
    "net_total": "net_total",
    "tax_total": "tax_total",
    "gross_total": "total",
}


@dataclass(frozen=True)
class Paper:
    """A drawn document: a name, its pages, and the fields of which the truth is known."""

    name: str
    pages: Sequence[Page]
    fields: Mapping[str, str]


def papers() -> Iterator[Paper]:
    """All that are kept."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        kept = json.loads(line)
        pages: list[Page] = []
        for number, page in enumerate(kept["pages"], 1):
            rows = sum(len(before.rows) for before in pages)
            pages.append(build_page(number, (page["width"], page["height"]), map(_word, page["words"]), rows))
        yield Paper(kept["name"], pages, kept["fields"])


def _word(kept: str) -> Word:
    """A word as it is kept: four edges, the confidence, whether it is bold, and the text."""
    left, top, right, bottom, confidence, bold, text = kept.split(" ", 6)
    return Word(text, Box(float(left), float(top), float(right), float(bottom)), bold == "b", float(confidence))


def as_line(name: str, pages: Iterable[Page], fields: Mapping[str, str]) -> str:
    """A document as a line of the file."""
    kept = [
        {"width": round(page.width, DECIMALS), "height": round(page.height, DECIMALS), "words": list(_kept_words(page))}
        for page in pages
    ]
    return json.dumps({"name": name, "fields": dict(fields), "pages": kept}, ensure_ascii=False, separators=(",", ":"))


def _kept_words(page: Page) -> Iterator[str]:
    for word in words_of([page]):
        edges = " ".join(
            f"{edge:.{DECIMALS}f}" for edge in (word.box.left, word.box.top, word.box.right, word.box.bottom)
        )
        yield f"{edges} {word.confidence:.2g} {'b' if word.bold else '-'} {word.text}"


def fields_of(truth: Mapping[str, Any]) -> Mapping[str, str]:
    """What a truth says of the fields that are fitted and measured; what it leaves out is not judged."""
    return {field: str(truth[name]) for name, field in TRUTH.items() if truth.get(name)}


def main(folders: Sequence[str]) -> None:
    """Add folders of drawn documents to the file."""
    from bench.fitting.documents import pages_of  # it reads this file's papers

    known = {paper.name for paper in papers()} if FILE.exists() else set()
    with FILE.open("a", encoding="utf-8") as file:
        for path in sorted(path for folder in folders for path in (Path(folder) / "truth").glob("*.json")):
            if path.stem not in known:
                (drawn,) = (path.parents[1] / "files").glob(f"{path.stem}.*")
                truth = json.loads(path.read_text(encoding="utf-8"))
                file.write(as_line(path.stem, pages_of(drawn.read_bytes()), fields_of(truth)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
