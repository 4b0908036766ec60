"""Two kinds of findings: what a document lacks, and what contradicts."""

import pytest

from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.validation import validate
from chalicelib.validation.report.kinds import with_kinds
from chalicelib.validation.report.report import Finding, FindingKind, Report, Severity
from tests.unit.documents.invoices import full_invoice

MISSING, WRONG = FindingKind.MISSING, FindingKind.WRONG


def kinds(document: Document) -> dict[str, FindingKind]:
    return {finding.rule: finding.kind for finding in validate(write_ubl(document)).findings}


def test_values_that_are_not_there_are_missing_and_so_is_what_would_be_reckoned_from_them() -> None:
    full = full_invoice()
    assert full.totals is not None
    found = kinds(full.model_copy(update={
        "invoice_number": None,
        "currency": None,
        "totals": full.totals.model_copy(update={"lines_net": None}),
    }))  # fmt: skip
    assert {"BR-02", "BR-05", "BR-12", "BR-CO-13"} <= set(found)
    assert set(found.values()) == {MISSING}


def test_amounts_that_contradict_are_wrong() -> None:
    full = full_invoice()
    assert full.totals is not None
    assert full.totals.total is not None
    found = kinds(full.model_copy(update={"totals": full.totals.model_copy(update={"total": full.totals.total + 1})}))
    assert found["BR-CO-15"] is WRONG


@pytest.mark.parametrize(
    ("rule", "message", "kind"),
    [
        ("XSD", "Element 'cbc:ID': Missing child element(s). Expected is ( cbc:Name ).", MISSING),
        ("XSD", "Element 'cbc:Price': 'abc' is not a valid value of the atomic type 'xs:decimal'.", WRONG),
        ("BR-CL-14", "Country codes MUST be coded using ISO code list 3166-1", WRONG),
        ("BR-S-02", "An Invoice shall contain the Seller VAT Identifier", MISSING),
        ("BR-O-02", "An Invoice shall not contain the Seller VAT identifier", WRONG),
        ("PEPPOL-EN16931-R003", "A buyer reference or purchase order reference MUST be provided.", MISSING),
        ("PEPPOL-EN16931-R120", "Invoice line net amount MUST equal (Invoiced quantity * price)", WRONG),
        ("BR-DE-15", "Das Element \"Buyer reference\" (BT-10) muss übermittelt werden.", MISSING),
    ],
)  # fmt: skip
def test_each_sort_of_rule_has_its_kind(rule: str, message: str, kind: FindingKind) -> None:
    assert with_kinds([Finding(rule, Severity.FATAL, message)])[0].kind is kind


def test_the_report_counts_them_and_keeps_them_on_its_way() -> None:
    findings = with_kinds([Finding("BR-02", Severity.FATAL, ""), Finding("BR-CO-15", Severity.FATAL, ""),
                           Finding("BR-CL-01", Severity.WARNING, "")])  # fmt: skip
    report = Report("en16931-ubl", (), tuple(findings))
    assert (report.count(Severity.FATAL), report.count(Severity.FATAL, MISSING)) == (2, 1)
    assert Report.from_json(report.to_json()) == report
