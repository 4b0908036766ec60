"""The official example invoices, where they are: never part of the project."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("EINVOICES", Path(__file__).parents[4] / "shared" / "einvoice"))
EXAMPLES = sorted(FOLDER.glob("*/*.xml"))
needs_examples = pytest.mark.skipif(not EXAMPLES, reason=f"no official example invoices in {FOLDER}")
