"""`.venv/bin/python -m infra.rulesets`, against a bucket in memory."""

import json
from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.invoices.building.rule_packs import current_packs
from chalicelib.settings import settings
from chalicelib.storage.files.rulesets import PackStore
from chalicelib.validation import validate
from chalicelib.validation.packs.manifest import MANIFEST
from infra.rulesets import __main__ as rulesets
from tests.unit.documents.invoices import invoice
from tests.unit.validation.house import SCHEMATRON, SPECIFICATION, make_pack, zipped

ALTERED = SCHEMATRON.replace("'2024-'", "'2025-'")


@pytest.fixture
def bucket(aws: None) -> str:
    return settings().files_bucket


class Run:
    """The command line, on the bucket."""

    def __init__(self, bucket: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.bucket, self.capsys = bucket, capsys

    def __call__(self, command: str, *arguments: object) -> str:
        """What the command prints."""
        rulesets.main([command, *map(str, arguments), "--bucket", self.bucket])
        return self.capsys.readouterr().out.strip()

    def refused(self, command: str, *arguments: object) -> str:
        """What the command ends with."""
        with pytest.raises(SystemExit) as ended:
            self(command, *arguments)
        return str(ended.value)


@pytest.fixture
def run(bucket: str, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(bucket, capsys)


def test_a_pack_is_added_listed_used_and_removed(run: Run, tmp_path: Path) -> None:
    assert run("list") == "there are no rule packs"
    assert run("add", make_pack(tmp_path)) == "house 1.0 is stored"
    listed = run("list")
    assert listed.split()[:4] == ["house", "1.0", "ubl", f"{SPECIFICATION}*"]
    assert listed.endswith("UTC")
    document = write_ubl(invoice(specification=SPECIFICATION))
    assert validate(document, packs=current_packs()).ruleset == "house"
    assert run("remove", "house") == "house is removed"
    assert run("list") == "there are no rule packs"
    assert run.refused("remove", "house") == "there is no rule pack house"


def test_a_zip_is_added_as_well_and_is_the_same_pack(run: Run, tmp_path: Path) -> None:
    (tmp_path / "some.zip").write_bytes(zipped(tmp_path / "made"))
    assert run("add", tmp_path / "some.zip") == "house 1.0 is stored"
    assert run("add", tmp_path / "made" / "house") == "house 1.0 is there already"


def test_the_same_version_with_other_content_needs_a_word(run: Run, tmp_path: Path) -> None:
    run("add", make_pack(tmp_path / "one"))
    other = make_pack(tmp_path / "two", ALTERED)
    assert "--replace" in run.refused("add", other)
    assert run("add", other, "--replace") == "house 1.0 is stored, in place of 1.0"
    assert run("add", other) == "house 1.0 is there already"


def test_another_version_takes_the_place_of_the_one_before(run: Run, tmp_path: Path) -> None:
    run("add", make_pack(tmp_path / "one"))
    assert run("add", make_pack(tmp_path / "two", version="2.0")) == "house 2.0 is stored, in place of 1.0"
    assert run("list").split()[1] == "2.0"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("starts-with(., $prefix)", "doc('http://example.com/a.xml')", "reads other documents"),
        ("starts-with(., $prefix)", "starts-with(", "does not compile"),
        ("<title>", "<include href='other.sch'/><title>", "not in the pack"),
    ],
)
def test_a_pack_with_something_wrong_in_it_is_not_stored(
    run: Run, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    assert reason in run.refused("add", make_pack(tmp_path, SCHEMATRON.replace(old, new)))
    assert run("list") == "there are no rule packs"


def test_an_altered_file_an_incomplete_folder_and_no_zip_are_not_stored(run: Run, tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "house.sch").write_text(ALTERED)
    assert "checksum" in run.refused("add", pack)
    (pack / "house.sch").unlink()
    assert "house.sch is missing" in run.refused("add", pack)
    (pack / MANIFEST).unlink()
    assert "has no manifest.json" in run.refused("add", pack)
    (tmp_path / "some.zip").write_bytes(b"nonsense")
    assert "not a readable zip" in run.refused("add", tmp_path / "some.zip")
    assert "No such file" in run.refused("add", tmp_path / "none.zip")


def test_a_stored_pack_that_cannot_be_used_is_listed_with_the_reason_and_can_be_replaced(
    run: Run, tmp_path: Path
) -> None:
    PackStore(run.bucket).store("house", b"nonsense", over=None)
    assert "cannot be used" in run("list")
    assert "house 1.0 is stored" in run("add", make_pack(tmp_path))


def test_the_manifest_of_a_folder_of_published_rules_is_written(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_pack(tmp_path, numbers="<numbers/>")
    (folder / MANIFEST).unlink()
    options = ("--id", "flat", "--version", "3", "--syntax", "ubl", "--extends", "en16931-ubl")
    rulesets.main(["manifest", str(folder), *options, "--applies-to", "urn:a*", "--rules", "house.sch"])
    assert "of 2 files" in capsys.readouterr().out
    run("add", folder)
    assert run("list").split()[:4] == ["flat", "3", "ubl", "urn:a*"]


def test_without_a_local_stack_the_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        rulesets.main(["list", "--port", "9"])
    assert "make run" in str(ended.value)


def test_a_manifest_gives_rules_other_weights_by_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_pack(tmp_path)
    options = ("--id", "flat", "--version", "3", "--syntax", "ubl", "--rules", "house.sch")
    weights = ("--warning", "urn:a*=H-02,H-04", "--fatal", "urn:a*=H-03", "--warning", "H-02")
    rulesets.main(["manifest", str(folder), *options[:-2], *weights, *options[-2:]])
    severities = json.loads((folder / MANIFEST).read_text())["severities"]
    assert severities == [
        {"applies_to": "urn:a*", "warning": ["H-02", "H-04"], "fatal": ["H-03"]},
        {"applies_to": "*", "warning": ["H-02"], "fatal": []},
    ]
