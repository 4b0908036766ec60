"""The package for AWS Graviton: made as it is deployed, its libraries all for that processor, and run where one can be.

`ARM64_PYTHON` names a program that runs CPython 3.11 of aarch64: the Python of such a machine, or what `.ci/arm64`
makes, which runs one in an emulator. Without it the package is made and looked at, and not run.
"""

import json
import os
from pathlib import Path

import pytest

from infra.package import ROOT, check_sizes, package
from infra.packaging.architecture import ARM64, X86_64, WrongArchitecture, check
from tests.e2e.unpacked import do_all_jobs

PYTHON = os.environ.get("ARM64_PYTHON", "")
COMPILED = ("documents-layer", "function", "passkeys-layer", "recognise-layer")


@pytest.fixture(scope="module")
def for_graviton() -> Path:
    """Package the application for Graviton."""
    out = ROOT / "build" / "e2e-arm64"
    package("dev", out, ARM64)
    return out


def test_every_library_is_found_for_graviton_and_is_for_nothing_else(for_graviton: Path) -> None:
    assert check_sizes(for_graviton)
    assert json.loads((for_graviton / "template.json").read_text())["Resources"]["APIHandler"]["Properties"][
        "Architectures"
    ] == [ARM64.name]
    for name in COMPILED:
        libraries = check(for_graviton / f"{name}.zip", ARM64)
        with pytest.raises(WrongArchitecture) as caught:
            check(for_graviton / f"{name}.zip", X86_64)
        assert len(caught.value.names) == libraries > 0


@pytest.mark.skipif(not PYTHON, reason="ARM64_PYTHON is not set: no Python of aarch64 to run the package with")
def test_the_package_alone_does_the_work_on_arm64(for_graviton: Path, tmp_path: Path) -> None:
    done = do_all_jobs(for_graviton, tmp_path, PYTHON)
    assert done.returncode == 0, done.stderr
    assert "aarch64-linux-gnu.so" in done.stdout
    assert "site-packages" not in done.stdout
