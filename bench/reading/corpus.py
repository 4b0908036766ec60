"""The folder of real invoices beside the checkout: not the project's to publish, so benches find them there."""

import os
import sys
from pathlib import Path

CORPUS = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))


def corpus_or_exit() -> Path:
    """The corpus, or the end of the bench with a sentence that says what is missing."""
    if not (CORPUS / "files").is_dir():
        print(f"Skipped: there is no corpus of invoices at {CORPUS}; set CORPUS to its folder.")
        sys.exit(0)
    return CORPUS
