"""The budget of calls, units, modules and bytes is kept."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_nothing_uses_more_than_its_budget() -> None:
    run = subprocess.run([sys.executable, "-m", "bench.budget"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
