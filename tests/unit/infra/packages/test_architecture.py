"""What is packaged for one processor holds no library or program of another one, whatever its name."""

import platform
import zipfile
from pathlib import Path

import pydantic_core._pydantic_core
import pytest

from bench.pricing.prices import read_prices
from infra.packaging.architecture import (
    ARCHITECTURES,
    ARM64,
    DEFAULT,
    X86_64,
    Architecture,
    WrongArchitecture,
    check,
    of_this_machine,
)

LIBRARY = Path(pydantic_core._pydantic_core.__file__)
OTHER = {ARM64: X86_64, X86_64: ARM64}


def for_machine(machine: int) -> bytes:
    """Return this machine's library with another machine in its header (ELF-64: bytes 18 and 19)."""
    library = LIBRARY.read_bytes()
    return library[:18] + machine.to_bytes(2, "little") + library[20:]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a library of each kind of name, all for this machine."""
    path = tmp_path / "layer.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("python/module.py", "pass\n")
        target.writestr("python/empty", "")
        target.write(LIBRARY, "python/pydantic_core/_pydantic_core.cpython-311-x86_64-linux-gnu.so")
        target.write(LIBRARY, "python/libraries/libssl.so.3")
    return path


def test_an_archive_for_the_machine_that_its_libraries_are_for_passes(archive: Path) -> None:
    assert check(archive, of_this_machine()) == 2


def test_an_archive_for_another_machine_is_refused_with_all_its_libraries_named(archive: Path) -> None:
    with pytest.raises(WrongArchitecture, match=r"layer\.zip: not for") as caught:
        check(archive, OTHER[of_this_machine()])
    assert caught.value.names == [
        "python/libraries/libssl.so.3",
        "python/pydantic_core/_pydantic_core.cpython-311-x86_64-linux-gnu.so",
    ]


@pytest.mark.parametrize("name", ["python/a.cpython-311-aarch64-linux-gnu.so", "bin/program", "data.bin"])
@pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=lambda each: each.name)
def test_one_file_for_the_other_processor_is_enough(archive: Path, architecture: Architecture, name: str) -> None:
    whole = archive.with_name("whole.zip")
    with zipfile.ZipFile(whole, "w") as target:
        target.writestr("right.so", for_machine(architecture.machine))
        target.writestr(name, for_machine(OTHER[architecture].machine))
    with pytest.raises(WrongArchitecture) as caught:
        check(whole, architecture)
    assert caught.value.names == [name]


@pytest.mark.parametrize(
    ("said", "meant"), [("aarch64", ARM64), ("arm64", ARM64), ("x86_64", X86_64), ("AMD64", X86_64)]
)
def test_a_rehearsal_is_for_the_machine_it_runs_on_whatever_that_calls_itself(
    said: str, meant: Architecture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: said)
    assert of_this_machine() is meant


def test_the_default_is_the_cheaper_one() -> None:
    prices = {name: read_prices(name).by_name["lambda_gb_seconds"].cost(1) for name in ARCHITECTURES}
    assert min(prices, key=prices.__getitem__) == DEFAULT.name
