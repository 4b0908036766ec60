import io
import json
import random
import zipfile
from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.validation import check_pack, validate
from chalicelib.validation.errors import PackRefused
from chalicelib.validation.packs.archive import unpack, unpack_or_note, zip_pack
from chalicelib.validation.packs.manifest import MANIFEST
from chalicelib.validation.packs.packs import load_pack, load_packs
from chalicelib.validation.report.report import LayerName, Outcome, Report, Severity
from tests.unit.documents.invoices import invoice
from tests.unit.validation.house import SCHEMATRON, SPECIFICATION, make_pack, zipped

FATAL, WARNING = Severity.FATAL, Severity.WARNING


def check(folder: Path, **changes: object) -> Report:
    document = invoice(**{"specification": SPECIFICATION, **changes})
    return validate(write_ubl(document), packs=folder)


def house_findings(report: Report) -> list[tuple[str, Severity, str]]:
    return [(each.rule, each.severity, each.message) for each in report.findings if each.rule.startswith("H-")]


def reason(report: Report) -> str:
    """Why the rules did not run."""
    (layer,) = [each for each in report.layers if each.outcome is Outcome.NOT_RUN]
    assert layer.name is LayerName.RULES
    assert not report.successful
    return str(layer.detail)


def test_a_pack_applies_to_documents_that_name_its_specification(tmp_path: Path) -> None:
    make_pack(tmp_path)
    report = check(tmp_path)
    assert report.ruleset == "house"
    assert report.successful
    assert [layer.rules for layer in report.layers] == [None, "UBL", "CEN EN 16931 UBL", "House rules", None]


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


def test_the_closest_specification_wins(tmp_path: Path) -> None:
    make_pack(tmp_path)
    make_pack(tmp_path, id="flat", applies_to=(f"{SPECIFICATION}#flats*",))
    assert check(tmp_path, specification=f"{SPECIFICATION}#flats:1").ruleset == "flat"
    assert check(tmp_path, specification=f"{SPECIFICATION}#houses:1").ruleset == "house"


def test_a_pack_can_be_asked_for_by_its_id(tmp_path: Path) -> None:
    make_pack(tmp_path)
    assert validate(write_ubl(invoice()), ruleset="house", packs=tmp_path).ruleset == "house"


def test_a_pack_that_was_replaced_is_read_again(tmp_path: Path) -> None:
    make_pack(tmp_path / "old")
    make_pack(tmp_path / "new", SCHEMATRON.replace("'2024-'", "'2025-'"))
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "house").symlink_to(tmp_path / "old" / "house")
    assert check(tmp_path / "packs").successful
    (tmp_path / "packs" / "house").unlink()
    (tmp_path / "packs" / "house").symlink_to(tmp_path / "new" / "house")
    assert [rule for rule, _, _ in house_findings(check(tmp_path / "packs"))] == ["H-02"]


def test_a_pack_can_come_as_a_zip(tmp_path: Path) -> None:
    unpack(zipped(tmp_path / "made"), tmp_path / "installed" / "house")
    assert check(tmp_path / "installed").ruleset == "house"


def test_the_same_pack_always_makes_the_same_zip(tmp_path: Path) -> None:
    assert zipped(tmp_path / "one") == zipped(tmp_path / "two")


def test_a_file_that_was_altered_makes_its_pack_unusable_and_no_other(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    make_pack(tmp_path, id="sound", applies_to=("urn:example:sound",))
    (pack / "house.sch").write_text(SCHEMATRON.replace("false()", "true()"))
    with pytest.raises(PackRefused, match="checksum"):
        load_pack(pack)
    assert "checksum" in reason(check(tmp_path))
    assert check(tmp_path, specification="urn:example:sound").ruleset == "sound"
    assert validate(write_ubl(invoice()), packs=tmp_path).successful


def test_who_asks_for_an_unusable_pack_is_not_told_valid(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "house.sch").unlink()
    assert "missing" in reason(validate(write_ubl(invoice()), ruleset="house", packs=tmp_path))


@pytest.mark.parametrize("manifest", [b"", b"[]", b'{"id": "house"}'])
def test_a_pack_that_cannot_say_what_it_is_for_may_be_for_anything_without_rules_of_its_own(
    tmp_path: Path, manifest: bytes
) -> None:
    (make_pack(tmp_path) / MANIFEST).write_bytes(manifest)
    assert MANIFEST in reason(check(tmp_path))
    assert reason(validate(write_cii(invoice(specification="urn:example:other")), packs=tmp_path))
    for written in (write_ubl(invoice()), write_cii(invoice())):
        assert validate(written, packs=tmp_path).successful


def test_a_folder_without_a_manifest_is_an_unusable_pack(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "has no manifest.json" in reason(check(tmp_path))


def test_of_two_packs_with_the_same_id_none_is_used(tmp_path: Path) -> None:
    make_pack(tmp_path)
    make_pack(tmp_path / "elsewhere").rename(tmp_path / "other")
    (tmp_path / "elsewhere").rmdir()
    assert reason(check(tmp_path)) == "another pack has the same id"


def test_a_scenario_of_a_pack_weighs_rules_differently_and_the_closest_one_counts(tmp_path: Path) -> None:
    weigh(make_pack(tmp_path), [
        {"applies_to": f"{SPECIFICATION}*", "warning": ["H-02", "BR-CO-10"]},
        {"applies_to": f"{SPECIFICATION}#strict*", "fatal": ["H-03"]},
    ])  # fmt: skip
    number = {"invoice_number": "1999-0000000017"}
    plain, strict = check(tmp_path, **number), check(tmp_path, specification=f"{SPECIFICATION}#strict", **number)
    assert {finding.rule: finding.severity for finding in plain.findings} == dict.fromkeys(["H-02", "H-03"], WARNING)
    assert {finding.rule: finding.severity for finding in strict.findings} == dict.fromkeys(["H-02", "H-03"], FATAL)
    assert (plain.successful, strict.successful) == (True, False)


def test_a_scenario_of_a_pack_weighs_the_rules_that_it_extends_as_well(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    assert [finding.rule for finding in check(tmp_path, type_code="999").findings] == ["BR-CL-01"]
    assert not check(tmp_path, type_code="999").successful
    weigh(pack, [{"warning": ["BR-CL-01"]}])
    assert check(tmp_path, type_code="999").successful


def weigh(pack: Path, severities: list[dict[str, object]]) -> None:
    """Add scenarios to a pack's manifest."""
    manifest = json.loads((pack / MANIFEST).read_text())
    (pack / MANIFEST).write_text(json.dumps({**manifest, "severities": severities}))


@pytest.mark.parametrize("name", ["en16931-ubl", "en16931", "fr-ctc"])
def test_a_pack_never_takes_the_place_of_built_in_rules(tmp_path: Path, name: str) -> None:
    make_pack(tmp_path, id=name)
    assert "built-in" in reason(check(tmp_path))
    assert validate(write_ubl(invoice()), ruleset=name, packs=tmp_path).successful is (name != "fr-ctc")


def test_a_refused_pack_is_not_outdone_by_one_that_fits_as_well(tmp_path: Path) -> None:
    make_pack(tmp_path, id="twin")
    (make_pack(tmp_path) / "house.sch").unlink()
    assert "missing" in reason(check(tmp_path))


@pytest.mark.parametrize(
    "test",
    [
        "document('http://example.com/a.xml')/a",
        "doc('file:///etc/passwd')",
        "doc($prefix)",
        "fn:doc('a.xml')",
        "parse-xml('&lt;a/&gt;')/a",
        "fn:parse-xml-fragment('a')/a",
        "(parse-xml#1)('a')",
        "unparsed-text('/etc/passwd')",
        "collection('/etc')",
        "document('../secret.xml')",
        "document('manifest.json')",
        "function-lookup(xs:QName('fn:doc'), 1)('/etc/passwd')",
        "doc#1('/etc/passwd')",
        "environment-variable('AWS_SECRET_ACCESS_KEY')",
    ],
)
def test_rules_that_read_anything_else_are_refused(tmp_path: Path, test: str) -> None:
    pack = make_pack(tmp_path, SCHEMATRON.replace('test="false()"', f'test="{test}"'))
    with pytest.raises(PackRefused):
        check_pack(pack)
    assert reason(check(tmp_path))


def test_rules_may_read_files_of_their_own_pack(tmp_path: Path) -> None:
    schematron = SCHEMATRON.replace("starts-with(., $prefix)", "document('numbers.xml')/numbers/number = .")
    make_pack(tmp_path, schematron, numbers="<numbers><number>7</number></numbers>")
    assert house_findings(check(tmp_path, invoice_number="7")) == []
    assert [rule for rule, _, _ in house_findings(check(tmp_path, invoice_number="8"))] == ["H-02"]


def test_rules_with_a_mistake_in_them_have_not_run(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, SCHEMATRON.replace('test="false()"', 'test="((("'))
    assert "could not be run" in reason(check(tmp_path))
    with pytest.raises(PackRefused, match=r"house\.sch does not compile"):
        check_pack(pack)


def test_a_pack_may_bring_its_own_schema(tmp_path: Path) -> None:
    schema = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
        targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><xs:include schemaLocation="{}"/>
        <xs:element name="{}"/></xs:schema>"""
    part = schema.replace('<xs:include schemaLocation="{}"/>', "").format("Other")
    pack = with_schema(
        make_pack(tmp_path, more=schema.format("parts/more.xml", "Invoice"), parts__more=part), "more.xml"
    )
    check_pack(pack)
    assert [layer.rules for layer in check(tmp_path).layers][1] == "House rules"


def test_a_pack_may_build_on_a_syntax_s_schema_alone(tmp_path: Path) -> None:
    make_pack(tmp_path, extends="ubl")
    assert [layer.rules for layer in check(tmp_path).layers] == [None, "UBL", "House rules", None]
    assert check(tmp_path).successful


@pytest.mark.parametrize("extends", ["en16931-cii", "cii", "nothing"])
def test_a_pack_that_builds_on_what_is_not_there_is_unusable(tmp_path: Path, extends: str) -> None:
    make_pack(tmp_path, extends=extends)
    assert f"extends {extends}" in reason(check(tmp_path))


@pytest.mark.parametrize("location", ["/etc/other.xsd", "../../x.xsd", "http://example.com/x.xsd", "parts/none.xml"])
def test_a_schema_that_reads_what_is_not_in_its_pack_is_refused(tmp_path: Path, location: str) -> None:
    schema = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="{location}"/>
        <xs:element name="Invoice"/></xs:schema>"""
    pack = with_schema(make_pack(tmp_path, more=schema), "more.xml")
    with pytest.raises(PackRefused, match="not in the pack"):
        check_pack(pack)
    assert not check(tmp_path).successful


def with_schema(pack: Path, path: str) -> Path:
    manifest = json.loads((pack / MANIFEST).read_text())
    for file in manifest["files"]:
        file["role"] = "schema:Invoice" if file["path"] == path else file["role"]
    (pack / MANIFEST).write_text(json.dumps(manifest))
    return pack


@pytest.mark.parametrize("name", ["../evil.sch", "/etc/evil", "a/../../b", "stray.xml", "house.sch/x", "./house.sch"])
def test_a_zip_that_holds_more_than_it_lists_is_refused(tmp_path: Path, name: str) -> None:
    buffer = io.BytesIO(zipped(tmp_path / "made"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(PackRefused):
        unpack(buffer.getvalue(), tmp_path / "installed" / "house")
    assert not (tmp_path / "installed").exists()


def test_whatever_bytes_come_as_a_pack_there_is_a_pack_or_a_reason(tmp_path: Path) -> None:
    sound, chance = zipped(tmp_path / "made"), random.Random(7)  # noqa: S311 (the same chances every time)
    for number in range(300):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        folder = tmp_path / "installed" / str(number) / "house"
        unpack_or_note(bytes(data[: chance.randint(0, len(data))] if number % 3 == 0 else data), folder, "house")
        (ruleset,) = {each.folder for each in load_packs(folder.parent)}
        assert ruleset == folder


def test_what_is_no_zip_is_an_unusable_pack(tmp_path: Path) -> None:
    unpack_or_note(b"nonsense", tmp_path / "house", "house")
    assert "not a readable zip" in reason(check(tmp_path))


def test_a_pack_under_another_s_name_is_an_unusable_pack_for_what_it_says_it_is_for(tmp_path: Path) -> None:
    unpack_or_note(zipped(tmp_path / "made"), tmp_path / "packs" / "flat", "flat")
    assert "says that it is house" in reason(check(tmp_path / "packs"))
    assert check(tmp_path / "packs", specification="urn:example:other").ruleset is None


def test_a_pack_s_own_zip_holds_what_its_manifest_lists(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "notes.txt").write_text("not part of it")
    unpack(zip_pack(pack), tmp_path / "other")
    assert sorted(file.name for file in (tmp_path / "other").iterdir()) == ["house.sch", MANIFEST]
