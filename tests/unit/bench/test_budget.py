"""The budget of calls, units, modules and bytes is kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.budget import sizes
from infra.packaging import archive

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_nothing_uses_more_than_its_budget() -> None:
    run = subprocess.run([sys.executable, "-m", "bench.budget"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(("named", "counted"), [({"Architectures": ["arm64"]}, "arm64"), ({}, "x86_64")])
def test_archives_are_held_against_the_budget_of_their_processors(
    named: dict[str, list[str]], counted: str, tmp_path: Path
) -> None:
    function = {"Type": "AWS::Serverless::Function", "Properties": named}
    (tmp_path / "template.json").write_text(json.dumps({"Resources": {"One": function, "Two": function}}))
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "data").write_bytes(bytes(7))
    archive.write(tmp_path / "content", tmp_path / "function.zip")
    assert sizes(tmp_path)[f"bytes for {counted}"] == {"function": 7}
