import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.validation import validate
from chalicelib.validation.report.report import Severity
from tests.unit.documents.invoices import full_invoice, invoice
from tests.unit.validation.broken import REMOVED, REPLACED, replaced, without

FULL = write_ubl(full_invoice())


def rules(xml: bytes) -> set[str]:
    """Ids of the business rules that a document breaks."""
    return {finding.rule for finding in validate(xml).findings if finding.rule != "XSD"}


def test_the_invoice_that_is_going_to_be_broken_is_valid() -> None:
    report = validate(FULL)
    assert report.successful
    assert report.findings == ()


@pytest.mark.parametrize(("places", "expected"), REMOVED.items(), ids=list(REMOVED))
def test_what_is_missing_sets_off_exactly_its_rules(places: str, expected: tuple[str, ...]) -> None:
    assert rules(without(FULL, places)) == set(expected)


@pytest.mark.parametrize(("change", "expected"), REPLACED.items(), ids=["=".join(change) for change in REPLACED])
def test_what_is_wrong_sets_off_exactly_its_rules(change: tuple[str, str], expected: tuple[str, ...]) -> None:
    assert rules(replaced(FULL, *change)) == set(expected)


def test_far_more_than_sixty_different_rules_are_known_to_fire() -> None:
    assert len(set(chain.from_iterable([*REMOVED.values(), *REPLACED.values()]))) >= 100


def test_a_finding_says_what_is_wrong_where_about_which_term_and_what_to_do() -> None:
    (finding,) = [each for each in validate(without(FULL, "cbc:ID")).findings if each.rule == "BR-02"]
    assert finding.severity is Severity.FATAL
    assert finding.message == "An Invoice shall have an Invoice number (BT-1)."
    assert finding.location == "/ubl:Invoice[1]"
    assert finding.term == "BT-1"
    assert finding.hint == "Give the invoice a number."


def test_cii_is_checked_with_the_same_rules() -> None:
    document = invoice(invoice_number=None, supplier={"name": "No address"})
    assert {"BR-02", "BR-08"} <= {finding.rule for finding in validate(write_cii(document)).findings}


def test_a_schema_error_does_not_hide_what_the_rules_say() -> None:
    found = {
        finding.rule for finding in validate(without(FULL, "cbc:ID|cac:LegalMonetaryTotal/cbc:PayableAmount")).findings
    }
    assert {"XSD", "BR-02", "BR-15"} <= found


@pytest.mark.slow
@pytest.mark.parametrize("ruleset", ["en16931-cii", "facturx-extended", "en16931-ubl", "fr-ctc-ubl"])
def test_the_shorter_way_through_a_document_finds_exactly_the_same(ruleset: str) -> None:
    command = [sys.executable, "-m", "tests.unit.validation.shortcut", ruleset, "15"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[4])  # noqa: S603
    documents, different = map(int, shown.stdout.split())
    assert documents > 40
    assert different == 0
