"""The published rule packs on the official examples, where both are beside the checkout."""

from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.validation import check_pack, validate
from chalicelib.validation.packs.catalogue import catalogue
from chalicelib.validation.report.report import Outcome, Report, Severity
from tests.support.papers.published import SUITES, Suite, broken_copies, install_packs, needs_packs
from tests.unit.documents.examples import needs_examples
from tests.unit.documents.invoices import invoice

pytestmark = pytest.mark.slow

XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
UNKNOWN_UNIT = [{
    "id": "1", "quantity": "1", "unit": "QQQ", "price": {"net": "80"}, "tax_category": "S", "tax_rate": "19",
    "item": {"name": "Montage"},
}]  # fmt: skip
each_suite = pytest.mark.parametrize("suite", SUITES, ids=[suite.name for suite in SUITES])


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_packs(tmp_path_factory.mktemp("packs"))


def fatal(report: Report) -> frozenset[str]:
    return frozenset(finding.rule for finding in report.findings if finding.severity is Severity.FATAL)


@needs_packs
@needs_examples
@each_suite
def test_official_examples_are_valid_but_for_those_that_break_their_own_rules(suite: Suite, packs: Path) -> None:
    invalid = suite.invalid or {}
    for file in suite.files():
        report = validate(file.read_bytes(), ruleset=suite.ruleset, packs=packs)
        assert fatal(report) == invalid.get(file.name, frozenset()), file.name
        assert report.successful is (file.name not in invalid), file.name


@needs_packs
@needs_examples
@each_suite
def test_broken_copies_set_off_the_rule_that_was_broken(suite: Suite, packs: Path) -> None:
    for file, way, copy in broken_copies(suite):
        report = validate(copy, ruleset=suite.ruleset, packs=packs)
        assert fatal(report) & way.rules, f"{file.name}: {way}"
        assert any(layer.outcome is Outcome.FAILED for layer in report.layers)


@needs_examples
@each_suite
def test_without_the_packs_no_official_example_is_called_invalid(suite: Suite) -> None:
    for file in suite.files():
        report = validate(file.read_bytes())
        assert report.successful or not report.applicable, file.name
        assert not fatal(report), file.name


@needs_packs
@pytest.mark.parametrize("pack", [pack.id for pack in catalogue()])
def test_a_published_pack_compiles(pack: str, packs: Path) -> None:
    check_pack(packs / pack)


@needs_packs
def test_plain_cii_is_judged_by_the_rules_of_cen_once_they_are_installed(packs: Path) -> None:
    document = write_cii(invoice())
    assert validate(document, packs=packs).ruleset == "cen-cii"
    assert validate(document, packs=packs, ruleset="en16931").ruleset == "cen-cii"
    assert validate(write_ubl(invoice()), packs=packs).ruleset == "en16931-ubl"


@needs_packs
@pytest.mark.parametrize(("syntax", "write"), [("ubl", write_ubl), ("cii", write_cii)])
def test_an_xrechnung_weighs_code_lists_as_kosit_does(syntax: str, write: object, packs: Path) -> None:
    assert callable(write)
    plain = validate(write(invoice(lines=UNKNOWN_UNIT)), packs=packs)
    xrechnung = validate(write(invoice(lines=UNKNOWN_UNIT, specification=XRECHNUNG)), packs=packs)
    assert xrechnung.ruleset == f"xrechnung-{syntax}"
    assert "BR-CL-23" in fatal(plain)
    assert [each.severity for each in xrechnung.findings if each.rule == "BR-CL-23"] == [Severity.WARNING]
