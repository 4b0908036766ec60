import gzip
import json
import os
import signal
from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.validation import Limits, validate
from chalicelib.validation.__main__ import main
from chalicelib.validation.errors import UnknownRuleset
from chalicelib.validation.process import ValidationProcess
from chalicelib.validation.report.report import Layer, LayerName, Outcome, Report, Severity
from tests.unit.documents.invoices import invoice, many_lines
from tests.unit.documents.syntaxes.national_invoices import ALL

UBL, CII = write_ubl(invoice()), write_cii(invoice())


def outcomes(report: Report) -> list[tuple[str, str]]:
    return [(layer.name.value, layer.outcome.value) for layer in report.layers]


def test_a_valid_invoice_passes_all_layers() -> None:
    report = validate(UBL)
    assert report.successful
    assert report.ruleset == "en16931-ubl"
    assert outcomes(report) == [
        ("xml", "passed"),
        ("schema", "passed"),
        ("rules", "passed"),
        ("check_digits", "passed"),
    ]


def test_the_report_names_the_rules_with_version_and_checksum() -> None:
    layer = validate(UBL).layers[-2]
    assert (layer.rules, layer.version) == ("CEN EN 16931 UBL", "1.3.16")
    assert layer.sha256 is not None
    assert len(layer.sha256) == 64


def test_a_report_survives_json() -> None:
    report = validate(write_ubl(invoice(invoice_number=None)))
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


@pytest.mark.parametrize("xml", [b"", b"no xml", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_invoice_fails_in_the_first_layer(xml: bytes) -> None:
    report = validate(xml)
    assert outcomes(report) == [("xml", "failed")]
    assert not report.successful


def test_a_layer_that_did_not_run_is_never_a_success() -> None:
    passed = Layer(LayerName.XML, Outcome.PASSED)
    assert not Report("x", (passed, Layer(LayerName.RULES, Outcome.NOT_RUN)), ()).successful
    assert not Report("x", (), ()).successful


def test_rules_of_the_other_syntax_do_not_run() -> None:
    report = validate(UBL, ruleset="facturx-minimum")
    assert outcomes(report) == [("xml", "passed"), ("rules", "not_run"), ("check_digits", "passed")]
    assert not report.successful


def test_the_family_s_name_means_the_rules_of_the_document_s_syntax() -> None:
    assert [validate(xml, ruleset="en16931").ruleset for xml in (UBL, CII)] == ["en16931-ubl", "en16931-cii"]


def test_the_french_rules_come_on_top_of_the_european_ones() -> None:
    report = validate(UBL, ruleset="fr-ctc")
    assert [layer.rules for layer in report.layers] == [None, "UBL", "CEN EN 16931 UBL", "French CTC", None]
    assert any(finding.rule.startswith("BR-FR-") for finding in report.findings)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["urn:factur-x.eu:1p0", "urn:zugferd.de:2p0"])
@pytest.mark.parametrize(
    ("specification", "ruleset"),
    [
        ("{}:minimum", "facturx-minimum"),
        ("{}:basicwl", "facturx-basicwl"),
        ("urn:cen.eu:en16931:2017#compliant#{}:basic", "facturx-basic"),
        ("urn:cen.eu:en16931:2017#conformant#{}:extended", "facturx-extended"),
    ],
)
def test_a_profile_is_chosen_by_what_the_invoice_says_of_itself(name: str, specification: str, ruleset: str) -> None:
    document = invoice(specification=specification.format(name))
    assert validate(write_cii(document)).ruleset == ruleset


@pytest.mark.parametrize(
    ("specification", "install"),
    [
        ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "xrechnung-cii"),
        ("urn:example:other", None),
        ("urn:ferd:CrossIndustryDocument:invoice:1p0:comfort", None),
    ],
)
def test_a_specification_that_no_rule_set_is_for_is_neither_valid_nor_invalid(
    specification: str, install: str | None
) -> None:
    report = validate(write_cii(invoice(specification=specification)))
    assert (report.ruleset, report.successful, report.applicable, report.install) == (None, False, False, install)
    assert outcomes(report) == [("xml", "passed"), ("rules", "not_run"), ("check_digits", "passed")]
    assert specification in str(report.layers[1].detail)


def test_a_document_that_names_no_specification_is_asked_for_one() -> None:
    report = validate(write_ubl(invoice(specification=None)))
    assert (report.ruleset, report.applicable) == ("en16931-ubl", True)
    assert "BR-01" in [finding.rule for finding in report.findings]


def test_plain_cii_is_undecided_where_only_the_narrower_profile_finds_something() -> None:
    """Factur-X's profile wants no `listID` at this place; to EN 16931 it does not matter."""
    beyond = CII.replace(b"<ram:PostcodeCode>", b'<ram:PostcodeCode listID="x">')
    report = validate(beyond)
    assert (report.ruleset, report.applicable, report.install) == ("en16931-cii", False, "cen-cii")
    assert ("rules", "undecided") in outcomes(report)
    assert {finding.severity for finding in report.findings} == {Severity.WARNING}


def test_plain_cii_that_breaks_a_rule_of_the_standard_is_invalid() -> None:
    report = validate(write_cii(invoice(invoice_number=None)))
    assert (report.successful, report.applicable) == (False, True)
    assert ("rules", "failed") in outcomes(report)


def test_zugferd_1_has_no_rules_of_its_own() -> None:
    report = validate(b'<a:CrossIndustryDocument xmlns:a="urn:ferd:CrossIndustryDocument:invoice:1p0"/>')
    assert (report.applicable, report.findings) == (False, ())
    assert "no rules of its own" in str(report.layers[-1].detail)


BARE = UBL.partition(b"?>")[2].strip()
SOAP = b'<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>%s</Body></Envelope>'
BROKEN = BARE.replace(b'xmlns="urn:', b'xmlns="urn: ', 1)


@pytest.mark.parametrize(
    ("xml", "taken_out", "repaired"),
    [
        (SOAP % BARE, True, False),
        (gzip.compress(UBL), True, False),
        (b"\xef\xbb\xbf\xef\xbb\xbf\n" + BARE + b"\x00", False, True),
        (b"2024-05-06 received\n" + BROKEN, False, True),
        (b"2024-05-06 received\n" + SOAP % BARE, True, True),
        (gzip.compress(b"2024-05-06 received\n" + UBL), True, True),
    ],
    ids=["envelope", "gzip", "marks", "log and namespace", "log and envelope", "log in gzip"],
)
def test_what_had_to_be_done_for_an_invoice_is_said_and_a_repair_is_warned_of(
    xml: bytes, taken_out: bool, repaired: bool
) -> None:
    report = validate(xml)
    assert (report.successful, report.ruleset) == (True, "en16931-ubl")
    detail = str(report.layers[0].detail)
    assert ("taken out" in detail, "repaired" in detail) == (taken_out, repaired)
    warned = [finding.severity for finding in report.findings if finding.rule == "XML"]
    assert warned == ([Severity.WARNING] if repaired else [])


def test_a_repaired_file_of_a_format_without_rules_here_is_warned_of_too() -> None:
    report = validate(b"2024-05-06 received\n" + ALL["finvoice"].encode())
    assert [(finding.rule, finding.severity) for finding in report.findings] == [("XML", Severity.WARNING)]
    assert not report.applicable


def test_an_envelope_of_two_invoices_is_not_validated() -> None:
    bare = UBL.partition(b"?>")[2].strip()
    report = validate(b"<a>" + bare + bare + b"</a>")
    assert not report.successful
    assert "2 invoices" in report.findings[0].message


@pytest.mark.parametrize("xml", ALL.values(), ids=ALL)
def test_a_national_format_says_which_rules_there_are_for_it(xml: str) -> None:
    report = validate(xml.encode())
    assert (report.applicable, report.findings) == (False, ())
    assert "has rules of its own, which are not here: " in str(report.layers[-1].detail)


@pytest.mark.parametrize(("xml", "said"), [
    (write_ubl(invoice(specification="TR1.2")), "UBL-TR has rules of its own"),
    (b'<c:Comprobante xmlns:c="http://www.sat.gob.mx/cfd/4"/>', "CFDI, Mexico's e-invoice, which is not read"),
])  # fmt: skip
def test_a_format_without_rules_here_is_named(xml: bytes, said: str) -> None:
    report = validate(xml)
    assert not report.applicable
    assert any(said in str(layer.detail) for layer in report.layers)


def test_an_unknown_rule_set_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UnknownRuleset) as raised:
        validate(UBL, ruleset="nonsense")
    assert "en16931-ubl" in raised.value.known


def test_too_many_bytes_are_not_looked_at() -> None:
    report = validate(UBL, limits=Limits(xml_bytes=10))
    assert outcomes(report) == [("rules", "not_run")]


@pytest.mark.slow
def test_time_runs_out_and_the_next_document_is_validated_all_the_same() -> None:
    process = ValidationProcess()
    late = process.validate(write_ubl(many_lines(2000)), None, None, 0.3)
    assert outcomes(late) == [("rules", "not_run")]
    assert not late.successful
    assert process.validate(UBL, None, None, 30).successful
    process.stop()


@pytest.mark.slow
def test_a_document_that_fills_the_memory_is_reported_and_the_next_one_validated() -> None:
    process = ValidationProcess(memory_bytes=330_000_000)
    head, line, tail = UBL.rpartition(b"<cac:InvoiceLine>")
    report = process.validate(
        head + (line + tail.replace(b"</Invoice>", b"")) * 20_000 + b"</Invoice>", None, None, 120
    )
    assert outcomes(report) == [("rules", "not_run")]
    assert process.validate(UBL, None, None, 30).successful
    process.stop()


@pytest.mark.slow
def test_a_process_that_has_grown_ends_itself_and_is_replaced() -> None:
    process = ValidationProcess(memory_bytes=240_000_000)
    for _ in range(3):
        assert process.validate(UBL, None, None, 30).successful
    process.stop()


@pytest.mark.slow
def test_a_process_that_was_killed_is_replaced() -> None:
    process = ValidationProcess()
    assert process.validate(UBL, None, None, 30).successful
    (child,) = process._children._idle
    os.kill(child._process.pid, signal.SIGKILL)
    child._process.wait(10)
    assert process.validate(UBL, None, None, 30).successful
    assert process.peak_bytes() > 0
    process.stop()
    assert process.peak_bytes() == 0


@pytest.mark.slow
def test_a_process_that_dies_while_it_works_is_reported_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    process = ValidationProcess()
    with monkeypatch.context() as patched:
        patched.setattr(process._children, "_module", "this")
        report = process.validate(UBL, None, None, 30)
    assert outcomes(report) == [("rules", "not_run")]
    assert process.validate(UBL, None, None, 30).successful
    process.stop()


def test_a_document_that_does_not_fit_into_the_pipe_is_validated() -> None:
    assert validate(write_ubl(many_lines(300))).successful


def test_the_command_line_prints_a_line_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_bytes(UBL)
    bad.write_bytes(write_ubl(invoice(invoice_number=None)))
    assert main([str(good), str(bad)]) == 1
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["file"], first["successful"], first["findings"]) == (str(good), True, [])
    assert [finding["rule"] for finding in second["findings"]] == ["XSD", "BR-02"]
    assert set(second) == {"file", "ruleset", "successful", "layers", "findings", "seconds", "applicable", "install"}


def test_the_command_line_says_which_rule_set_does_not_exist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(UBL)
    assert main([str(file), "--ruleset", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err
