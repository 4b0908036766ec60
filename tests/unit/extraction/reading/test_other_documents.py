"""Orders, quotes, statements, payslips and the like, in every language: no invoices, whatever amounts they show."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from chalicelib.extraction.lexicon.vocabulary import FOLDER
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, FieldName
from tests.unit.extraction.drawn import draw

TITLES = tomllib.loads((Path(__file__).parent / "other_documents.toml").read_text(encoding="utf-8"))
KINDS = ("order", "quote", "pro forma", "statement", "payslip", "delivery note", "dunning letter")
EACH = [(language, kind, title) for language in TITLES for kind, title in zip(KINDS, TITLES[language], strict=True)]


def labels(language: str) -> Any:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["labels"]


@pytest.mark.parametrize(("language", "kind", "title"), EACH, ids=[f"{lang}-{kind}" for lang, kind, _ in EACH])
def test_what_calls_itself_something_else_is_no_invoice(language: str, kind: str, title: str) -> None:
    words = labels(language)
    number = "invoice_number" if kind == "dunning letter" else "other"  # it names the invoice that it reminds of
    result = read(draw([
        "Kranich 17", "1011 Musterstad", title, f"{words['issue_date'][0]}: 2024-05-06", f"{words[number][0]}: 4711",
        f"{words['net_total'][0]}: 100,00 EUR", f"{words['total'][0]}: 119,00 EUR",
    ], every_letter=True))  # fmt: skip
    assert (result.document_type, result.warnings) == (DocumentType.OTHER, ("not_an_invoice",))
    assert FieldName.TOTAL not in result.fields


def test_every_language_that_is_read_is_among_them() -> None:
    assert set(TITLES) == {path.stem for path in FOLDER.glob("*.toml")}
