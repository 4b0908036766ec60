"""Reports for people."""

from typing import Any

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.languages import LANGUAGES
from chalicelib.sending.report_text import write_report
from chalicelib.validation import validate
from chalicelib.validation.report.report import Report, not_run
from tests.unit.documents.invoices import invoice


def text(report: Report, language: str = "en") -> str:
    return write_report(report.to_json(), filename="a.pdf", language=language).decode()


def test_a_real_report_that_passed_is_short() -> None:
    written = text(validate(write_ubl(invoice())))
    assert "Result: passed" in written
    assert "Rules: en16931-ubl" in written


def test_what_is_wrong_is_numbered_with_rule_place_and_advice() -> None:
    xml = write_ubl(invoice()).replace(b"<cbc:ID>", b"<cbc:Nonsense>", 1).replace(b"</cbc:ID>", b"</cbc:Nonsense>", 1)
    report = validate(xml)
    written = text(report)
    assert "Result: failed" in written
    for number, finding in enumerate(report.findings, start=1):
        assert f"{number}. error {finding.rule}" in written
        assert finding.message in written


def test_what_was_not_checked_says_why() -> None:
    written = text(not_run(None, "The rules took too long.", 1.0))
    assert "Result: not checked" in written
    assert "Not checked: The rules took too long." in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_report_stays_small(language: str) -> None:
    finding: dict[str, Any] = {
        "rule": "BR-01", "severity": "warning", "message": "m" * 300, "location": "/x", "term": None, "hint": None
    }  # fmt: skip
    report: Any = {"ruleset": "r", "successful": False, "layers": [], "findings": [finding] * 5_000}
    assert len(write_report(report, filename="a.pdf", language=language)) < 100_000
