"""Loading the models: what it sets for the thread that runs them."""

import subprocess
import sys

PROGRAM = """
import numpy as np
from chalicelib.ocr.models import load
subnormal = np.full(8, 1e-39, np.float32)
print(bool((subnormal * np.float32(1)).any()))
load()
print(bool((subnormal * np.float32(1)).any()))
"""


def test_numbers_too_small_for_a_fast_path_are_zeros() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)  # noqa: S603 - a fixed program
    assert done.stdout.split() == ["True", "False"]
