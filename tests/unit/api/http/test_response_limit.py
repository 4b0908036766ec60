"""Answers that are too long for Lambda say what they leave out."""

from typing import Any

import pytest

from chalicelib.api.http import response_limit as module
from chalicelib.api.http.response_limit import bounded, size_of
from chalicelib.api.models.reports import MAX_FINDINGS, report_out
from chalicelib.invoices.building.content import Content
from chalicelib.settings import MAX_ANSWER_BYTES

MUCH = "x" * MAX_ANSWER_BYTES


def content(*, attachment: str = "", note: str = "", line: str = "", tax: str = "") -> Any:
    return {
        "fields": {"total": {"value": "1.00"}},
        "lines": [{"description": line}],
        "tax_breakdown": [{"category": tax}],
        "document": {"notes": [note], "attachments": [{"filename": "a.pdf", "content": attachment}]},
    }


def without_attachments(**texts: str) -> Any:
    given = content(**texts)
    del given["document"]["attachments"]
    return given


def test_usual_invoices_are_answered_whole() -> None:
    assert bounded(content(attachment="JVBERi0=")) == (content(attachment="JVBERi0="), ())


@pytest.mark.parametrize(
    ("given", "left_out"),
    [
        (content(attachment=MUCH), ("attachments",)),
        (content(note=MUCH), ("attachments", "document")),
        (content(line=MUCH), ("attachments", "document", "lines")),
        (content(tax=MUCH), ("attachments", "document", "lines", "tax_breakdown")),
        (without_attachments(note=MUCH), ("document",)),
    ],
)
def test_what_is_too_long_is_left_out_and_named(given: Content, left_out: tuple[str, ...]) -> None:
    shown, named = bounded(given)
    assert named == left_out
    assert size_of(shown) <= MAX_ANSWER_BYTES
    assert shown["fields"] == given["fields"]


def test_an_embedded_file_that_is_left_out_is_still_named() -> None:
    shown, _ = bounded(content(attachment=MUCH))
    assert shown["document"]["attachments"] == [{"filename": "a.pdf", "content": None}]


def test_what_escaping_adds_is_counted() -> None:
    assert module.size_of('"' * 1_000) > 3_000


def test_of_very_many_findings_the_first_are_shown_and_the_rest_counted() -> None:
    finding = {
        "rule": "BR-1", "severity": "fatal", "kind": "missing", "message": "m", "location": None, "term": None,
        "hint": None,
    }  # fmt: skip
    verdict = {"ruleset": "x", "successful": False, "applicable": True, "install": None}
    report: Any = {**verdict, "layers": [], "findings": [finding] * 1_234, "seconds": 0.1}
    shown = report_out(report)
    assert (len(shown.findings), shown.findings_left_out) == (MAX_FINDINGS, 234)
