"""The folder of real invoices beside the checkout: not the project's to publish, so benches find them there."""

import os
from pathlib import Path

CORPUS = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))


class NoCorpus(Exception):
    """The folder isn't there: a part of a bench that needs it is skipped with this sentence."""

    def __init__(self) -> None:
        """Say where it was looked for."""
        super().__init__(f"Skipped: there is no corpus of invoices at {CORPUS}; set CORPUS to its folder.")


def find_corpus() -> Path:
    """The corpus; raises `NoCorpus`."""
    if not (CORPUS / "files").is_dir():
        raise NoCorpus
    return CORPUS
