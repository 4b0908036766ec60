import pytest

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.validation import validate
from chalicelib.validation.report.report import Finding, LayerName, Outcome, Report, Severity
from tests.unit.documents.invoices import invoice

RIGHT = {
    "0002": "552081317", "0009": "55208131766522", "0088": "4000001123452", "0151": "51824753556",
    "0204": "991-03730-19", "9947": "RO18547290",
}  # fmt: skip
WRONG = {
    "0002": "552081318", "0009": "55208131766523", "0088": "4000001123453", "0151": "51824753557",
    "0204": "991-03730-18", "9947": "RO18547291",
}  # fmt: skip
NAMES = {"0002": "SIREN", "0009": "SIRET", "0088": "GLN", "0151": "ABN", "0204": "LEITWEG-ID", "9947": "CUI"}


def supplier(**changes: object) -> dict[str, object]:
    return {
        "name": "A",
        "address": {"city": "X", "post_code": "1", "country": "DE"},
        "tax_id": "DE123456789",
        **changes,
    }


def numbers(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule.startswith("CHECK-DIGITS-")]


@pytest.mark.parametrize("write", [write_ubl, write_cii])
@pytest.mark.parametrize("scheme", RIGHT)
def test_a_wrong_number_is_a_warning_that_leaves_the_verdict_alone(scheme: str, write: object) -> None:
    assert callable(write)
    right = validate(write(invoice(supplier=supplier(identifiers=[{"value": RIGHT[scheme], "scheme": scheme}]))))
    wrong = validate(write(invoice(supplier=supplier(identifiers=[{"value": WRONG[scheme], "scheme": scheme}]))))
    assert numbers(right) == []
    (finding,) = numbers(wrong)
    assert (finding.rule, finding.severity) == (f"CHECK-DIGITS-{NAMES[scheme]}", Severity.WARNING)
    assert WRONG[scheme] in finding.message
    assert wrong.successful is right.successful
    assert (wrong.layers[-1].name, wrong.layers[-1].outcome) == (LayerName.CHECK_DIGITS, Outcome.PASSED)


def test_a_finding_says_where_the_number_is() -> None:
    report = validate(write_ubl(invoice(supplier=supplier(identifiers=[{"value": WRONG["0088"], "scheme": "0088"}]))))
    assert [finding.location for finding in numbers(report)] == [
        "/ubl:Invoice[1]/cac:AccountingSupplierParty[1]/cac:Party[1]/cac:PartyIdentification[1]/cbc:ID[1]"
    ]


def test_a_number_of_another_form_is_not_taken_for_a_typing_error() -> None:
    report = validate(write_ubl(invoice(supplier=supplier(identifiers=[{"value": "HRB 1", "scheme": "0002"}]))))
    assert numbers(report) == []


def test_new_zealand_s_numbers_go_by_their_own_name() -> None:
    report = validate(write_ubl(invoice(supplier=supplier(identifiers=[{"value": "9429041909870", "scheme": "0088"}]))))
    assert [finding.rule for finding in numbers(report)] == ["CHECK-DIGITS-NZBN"]


@pytest.mark.parametrize(
    ("country", "tax_id", "rules"),
    [
        ("RO", "RO18547290", []),
        ("RO", "RO18547291", ["CHECK-DIGITS-CUI"]),
        ("AU", "51824753556", []),
        ("AU", "51824753557", ["CHECK-DIGITS-ABN"]),
        ("DE", "51824753557", []),
    ],
)
def test_tax_numbers_are_known_by_their_country(country: str, tax_id: str, rules: list[str]) -> None:
    address = {"city": "X", "post_code": "1", "country": country}
    for write in (write_ubl, write_cii):
        report = validate(write(invoice(supplier=supplier(address=address, tax_id=tax_id))))
        assert [finding.rule for finding in numbers(report)] == rules


@pytest.mark.parametrize(
    ("country", "reference", "rules"),
    [
        ("DE", "04011000-12345-34", ["CHECK-DIGITS-LEITWEG-ID"]),
        ("DE", "991-03730-19", []),
        ("DE", "2024-17", []),
        ("ES", "04011000-12345-34", []),
    ],
)
def test_the_buyer_reference_of_a_german_buyer_may_be_a_leitweg_id(
    country: str, reference: str, rules: list[str]
) -> None:
    customer = {"name": "B", "address": {"city": "X", "post_code": "1", "country": country}}
    for write in (write_ubl, write_cii):
        report = validate(write(invoice(customer=customer, buyer_reference=reference)))
        assert [finding.rule for finding in numbers(report)] == rules
