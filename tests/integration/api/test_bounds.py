"""What repeats in a request has a maximum, and what a document says is cut before it fills an answer or a mail."""

from typing import Any

import pytest

from chalicelib.api.http.response_limit import size_of
from chalicelib.api.models.reports import report_out
from chalicelib.sending.report_text import MAX_BYTES, write_report
from chalicelib.settings import MAX_ANSWER_BYTES
from tests.support.api import Api
from tests.support.invoices.forms import document, sender

FINDING = {
    "rule": "BR-01",
    "severity": "fatal",
    "kind": "wrong",
    "message": "\u4e2d" * 20_000,
    "location": "/ubl:Invoice[1]",
    "term": None,
    "hint": None,
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lines", [{}] * 1_001),
        ("attachments", [{"reference": "a"}] * 21),
        ("notes", [{"text": "a"}] * 51),
        ("charges", [{"amount": "1"}] * 51),
        ("tax_breakdown", [{"rate": "1"}] * 51),
        ("preceding_invoices", [{"number": "1"}] * 51),
        ("lines", [{"allowances": [{"amount": "1"}] * 51}]),
        ("lines", [{"item": {"attributes": [{"name": "a"}] * 51}}]),
        ("supplier", {"identifiers": [{"value": "1"}] * 51}),
        ("payment", {"credit_transfers": [{"account": "1"}] * 51}),
        ("payment_terms", "x" * 5_001),
        ("lines", [{"note": "x" * 4_900}] * 50),
    ],
)
def test_a_form_that_would_take_the_apis_memory_is_refused(api: Api, field: str, value: Any) -> None:
    person = sender(api)
    body = {**document(), field: value}
    for path in ("/invoices/preview", "/invoices", "/drafts"):
        answer = person.post(path, body, headers={"Accept": "application/pdf, application/json"})
        assert (answer.status, answer.json["code"]) == (422, "invalid_input"), path


def test_a_form_of_a_thousand_lines_is_laid_out(api: Api) -> None:
    person = sender(api)
    body = {**document(), "lines": document()["lines"] * (1_000 // len(document()["lines"]))}
    answer = person.post("/invoices/preview", body, headers={"Accept": "application/pdf"})
    assert (answer.status, answer.body[:5]) == (200, b"%PDF-")


def test_the_findings_of_an_answer_fit_however_long_they_are() -> None:
    report: Any = {
        "ruleset": "x",
        "successful": False,
        "layers": [],
        "findings": [FINDING] * 900,
        "seconds": 1.0,
        "applicable": True,
        "install": None,
    }
    shown = report_out(report)
    assert 0 < len(shown.findings) < 900
    assert len(shown.findings) + shown.findings_left_out == 900
    assert size_of(shown.model_dump(mode="json")) < MAX_ANSWER_BYTES * 1.1


def test_a_report_in_a_mail_is_short_however_long_its_findings_are() -> None:
    report: Any = {"ruleset": "x", "successful": False, "layers": [], "findings": [FINDING] * 900}
    text = write_report(report, filename="a.pdf", language="en")
    assert len(text) < MAX_BYTES + 2_000
    assert b"896" in text
