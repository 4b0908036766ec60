import io
import zipfile
from pathlib import Path

import pytest

from chalicelib.documents.codec import write_ubl
from chalicelib.validation import validate
from chalicelib.validation.errors import PackRefused
from chalicelib.validation.packs import dump_manifest, load_packs, make_manifest, unpack
from chalicelib.validation.report import Report, Severity
from tests.unit.documents.invoices import invoice

SPECIFICATION = "urn:example:house-rules:1.0"
SCHEMATRON = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="urn:house" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <title>House rules</title>
  <ns prefix="cbc" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"/>
  <ns prefix="cac" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"/>
  <ns prefix="ubl" uri="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>
  <ns prefix="h" uri="urn:house"/>
  <function xmlns="http://www.w3.org/1999/XSL/Transform" name="h:long" as="xs:boolean">
    <param name="text"/><variable name="most" as="xs:integer">30</variable>
    <value-of select="string-length($text) &gt; $most"/>
  </function>
  <let name="prefix" value="'2024-'"/>
  <pattern id="lines" is-a="named">
    <param name="what" value="cac:InvoiceLine"/><param name="name" value="cac:Item/cbc:Name"/>
  </pattern>
  <pattern abstract="true" id="named">
    <rule context="$what"><assert id="H-01" test="$name">A <name/> needs a name.</assert></rule>
  </pattern>
  <pattern>
    <let name="number" value="ubl:Invoice/cbc:ID"/>
    <rule abstract="true" id="numbered"><assert id="H-02" flag="fatal" test="starts-with(., $prefix)">Not
      <value-of select="."/> but <value-of select="$prefix"/>.</assert></rule>
    <rule context="/ubl:Invoice/cbc:ID"><extends rule="numbered"/>
      <let name="length" value="string-length($number)"/>
      <report id="H-03" role="warning" test="$length &gt; 12">Long.</report></rule>
    <rule context="/ubl:Invoice/*[self::cbc:ID]">
      <assert id="H-99" test="false()">An earlier rule has taken it.</assert></rule>
    <rule context="cbc:Note"><report id="H-04" test="h:long(.)">Too much text.</report></rule>
  </pattern>
</schema>"""


def make_pack(folder: Path, schematron: str = SCHEMATRON, **more: str) -> Path:
    """A pack of house rules, in a folder."""
    pack = folder / "house"
    pack.mkdir(parents=True)
    (pack / "house.sch").write_text(schematron)
    for name, content in more.items():
        (pack / f"{name}.xml").write_text(content)
    roles = {"house.sch": "rules", **{f"{name}.xml": "resource" for name in more}}
    manifest = make_manifest(
        pack, id="house", name="House rules", version="1.0", syntax="ubl", applies_to=(f"{SPECIFICATION}*",),
        extends="en16931-ubl", roles=roles,
    )  # fmt: skip
    (pack / "manifest.json").write_bytes(dump_manifest(manifest))
    return pack


def zipped(pack: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in pack.iterdir():
            archive.write(file, file.name)
    return buffer.getvalue()


def check(folder: Path, **changes: object) -> Report:
    document = invoice(specification=SPECIFICATION, **changes)
    return validate(write_ubl(document), packs=folder)


def house_findings(report: Report) -> list[tuple[str, Severity, str]]:
    return [(each.rule, each.severity, each.message) for each in report.findings if each.rule.startswith("H-")]


def test_a_pack_applies_to_documents_that_name_its_specification(tmp_path: Path) -> None:
    make_pack(tmp_path)
    report = check(tmp_path)
    assert report.ruleset == "house"
    assert report.successful
    assert [layer.rules for layer in report.layers] == [None, "UBL", "CEN EN 16931 UBL", "House rules"]


def test_the_rules_of_a_pack_are_compiled_and_run(tmp_path: Path) -> None:
    make_pack(tmp_path)
    report = check(tmp_path, invoice_number="1999-0000000017", notes=[{"text": "x" * 31}])
    assert house_findings(report) == [
        ("H-02", Severity.FATAL, "Not 1999-0000000017 but 2024-."),
        ("H-03", Severity.WARNING, "Long."),
        ("H-04", Severity.FATAL, "Too much text."),
    ]
    assert [each.location for each in report.findings] == [
        "/ubl:Invoice[1]/cbc:ID[1]", "/ubl:Invoice[1]/cbc:ID[1]", "/ubl:Invoice[1]/cbc:Note[1]",
    ]  # fmt: skip


def test_other_documents_are_left_to_the_rules_they_follow(tmp_path: Path) -> None:
    make_pack(tmp_path)
    assert validate(write_ubl(invoice()), packs=tmp_path).ruleset == "en16931-ubl"


def test_a_pack_can_come_as_a_zip(tmp_path: Path) -> None:
    manifest = unpack(zipped(make_pack(tmp_path / "made")), tmp_path / "installed")
    assert manifest.id == "house"
    assert check(tmp_path / "installed").ruleset == "house"


def test_a_file_that_was_altered_is_refused(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "house.sch").write_text(SCHEMATRON.replace("false()", "true()"))
    with pytest.raises(PackRefused, match="checksum"):
        list(load_packs(tmp_path))
    report = check(tmp_path)
    assert not report.successful
    assert "checksum" in str(report.layers[0].detail)


@pytest.mark.parametrize(
    "test",
    [
        "document('http://example.com/a.xml')/a",
        "doc('file:///etc/passwd')",
        "doc($prefix)",
        "fn:doc('a.xml')",
        "unparsed-text('/etc/passwd')",
        "collection('/etc')",
        "document('../secret.xml')",
        "function-lookup(xs:QName('fn:doc'), 1)('/etc/passwd')",
        "doc#1('/etc/passwd')",
        "environment-variable('AWS_SECRET_ACCESS_KEY')",
    ],
)
def test_rules_that_read_anything_else_are_refused(tmp_path: Path, test: str) -> None:
    pack = make_pack(tmp_path / "made", SCHEMATRON.replace('test="false()"', f'test="{test}"'))
    with pytest.raises(PackRefused):
        unpack(zipped(pack), tmp_path / "installed")
    assert not check(tmp_path / "made").successful


def test_rules_may_read_files_of_their_own_pack(tmp_path: Path) -> None:
    schematron = SCHEMATRON.replace("starts-with(., $prefix)", "document('numbers.xml')/numbers/number = .")
    make_pack(tmp_path, schematron, numbers="<numbers><number>7</number></numbers>")
    assert house_findings(check(tmp_path, invoice_number="7")) == []
    assert [rule for rule, _, _ in house_findings(check(tmp_path, invoice_number="8"))] == ["H-02"]


def test_a_schematron_that_is_not_understood_is_refused_rather_than_run_in_part(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "made", SCHEMATRON.replace("<title>House rules</title>", "<include href='a.sch'/>"))
    with pytest.raises(PackRefused, match="include"):
        unpack(zipped(pack), tmp_path / "installed")


def test_rules_with_a_mistake_in_them_have_not_run(tmp_path: Path) -> None:
    make_pack(tmp_path, SCHEMATRON.replace('test="false()"', 'test="((("'))
    report = check(tmp_path)
    assert not report.successful
    assert "could not be run" in str(report.layers[-1].detail)


@pytest.mark.parametrize("name", ["../evil.sch", "/etc/evil", "a/../../b"])
def test_a_zip_that_would_write_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(PackRefused):
        unpack(buffer.getvalue(), tmp_path)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackRefused):
        unpack(b"nonsense", tmp_path)
