"""What is deployed is what was looked at: exact files, known licences, and no secrets among the sources."""

import re
import subprocess
from email.message import Message
from pathlib import Path

import pytest

from infra import licences, locks
from infra.layers import LAYERS
from infra.packaging.layer import Layer

ROOT = Path(__file__).resolve().parents[3]
REQUIREMENTS = {
    locks.FUNCTION: ROOT / "requirements.txt",
    **{layer.lock: layer.requirements for layer in LAYERS},
}

# What keys look like: of AWS, GitHub, GitLab, Slack, Stripe, Google, npm, PyPI; private keys; signed tokens.
SECRET = re.compile(
    rb"\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[0-9A-Za-z]{36}|\bglpat-[\w-]{20}|\bxox[abprs]-[\w-]{10}"
    rb"|\b[sr]k_live_[0-9A-Za-z]{16}|\bAIza[\w-]{35}|\bnpm_[0-9A-Za-z]{36}|\bpypi-AgE[\w-]{50}"
    rb"|-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"
    rb"|aws_secret_access_key\s*=\s*[0-9A-Za-z/+]{40}"
)


@pytest.mark.parametrize("lock", REQUIREMENTS, ids=lambda lock: lock.stem)
def test_a_lock_lists_what_the_requirements_name_in_their_versions(lock: Path) -> None:
    asked_for = {pin.name: pin.version for pin in locks.read_lock(lock) if pin.asked_for}
    assert asked_for == locks.read_requirements(REQUIREMENTS[lock]), "make lock"


@pytest.mark.parametrize("lock", REQUIREMENTS, ids=lambda lock: lock.stem)
def test_every_file_that_is_deployed_is_known_by_its_hash(lock: Path) -> None:
    pins = locks.read_lock(lock)
    assert pins
    assert [pin.name for pin in pins if not pin.hashes] == []


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_what_function_and_layer_both_have_is_the_same_version(layer: Layer) -> None:
    function, others = (
        {pin.name: pin.version for pin in locks.read_lock(lock)} for lock in (locks.FUNCTION, layer.lock)
    )
    both = set(function) & set(others)
    assert {name: others[name] for name in both} == {name: function[name] for name in both}


def test_every_lock_is_of_the_function_or_of_a_layer() -> None:
    assert set(locks.FOLDER.glob("*.txt")) == set(REQUIREMENTS)


def test_a_lock_without_hashes_or_reasons_is_read_as_such(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(
        "one==1 \\\n    --hash=sha256:0a\n    # via\n    #   -r requirements.txt\n    #   two\ntwo==2\n    # via one\n"
    )
    assert [(pin.name, pin.version, pin.hashes, pin.asked_for) for pin in locks.read_lock(lock)] == [
        ("one", "1", 1, True),
        ("two", "2", 0, False),
    ]


def test_the_list_of_licences_is_current() -> None:
    listed = re.findall(r"^\| (\S+) \| (\S+) \|", licences.PAGE.read_text(), re.MULTILINE)
    made = re.findall(r"^\| (\S+) \| (\S+) \|", licences.page(), re.MULTILINE)
    assert listed == made, "make lock"


def test_every_licence_is_known_and_none_binds_the_whole() -> None:
    table = licences.PAGE.read_text().partition("| --- |")[2]
    assert "not stated" not in table
    assert "not installed" not in table
    assert not re.search(r"\bA?GPL|Affero|GNU General Public", table)


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License-Expression": "MIT", "License": "a long text"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, "BSD License"),
        ({"License": "MPL\n 2.0"}, "MPL 2.0"),
        ({}, "not stated"),
    ],
)
def test_a_licence_is_found_wherever_a_package_states_it(fields: dict[str, str], licence: str) -> None:
    described = Message()
    for name, value in fields.items():
        described[name] = value
    assert licences.stated(described) == licence  # type: ignore[arg-type]


def tracked() -> list[Path]:
    """Return the files that are under version control."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("this is no checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_holds_what_looks_like_a_key() -> None:
    assert [str(path) for path in tracked() if SECRET.search(path.read_bytes())] == []


@pytest.mark.parametrize(
    "key",
    [
        b"AKIA" + b"IOSFODNN7EXAMPLE",
        b"ghp_" + b"a" * 36,
        b"-----BEGIN RSA " + b"PRIVATE KEY-----",
        b"eyJ" + b"hbGciOiJIUzI1NiJ9.eyJ" + b"zdWIiOiIxIn0hbGci." + b"a" * 43,
    ],
)
def test_a_key_is_found(key: bytes) -> None:
    assert SECRET.search(b"x = '" + key + b"'")
