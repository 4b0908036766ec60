"""The reader from the command line."""

import json
from pathlib import Path

import pytest

from chalicelib.extraction.__main__ import main
from tests.unit.extraction.drawn import draw


def test_a_file_that_is_missing_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, folder, there = tmp_path / "missing.pdf", tmp_path / "folder", tmp_path / "there.pdf"
    folder.mkdir()
    there.write_bytes(draw(["Acorn Trading Ltd", "Invoice number: A-100", "Total: £20.00"]))
    assert main([str(missing), str(folder), str(there)]) == 2
    printed = capsys.readouterr()
    assert [json.loads(line)["file"] for line in printed.out.splitlines()] == ["there.pdf"]
    assert printed.err.splitlines() == [f"{missing}: No such file or directory", f"{folder}: Is a directory"]
    assert main([str(there)]) == 0
