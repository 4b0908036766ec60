"""Fit the weights, write their file, and print what they are and what they are worth.

    make fit                 # leave one family out, and write the weights that were fitted on all
    make fit ONLY=weights    # only the latter, with the temperatures of the file as they are

The corpus is a folder with the truth beside the documents (`CORPUS`); without it nothing can be fitted.
`.venv/bin/python -m bench.extraction unseen` prints the same figures and leaves the file alone.
"""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any

from bench.fitting.documents import corpus_documents, drawn_documents
from bench.fitting.examples import summary
from bench.fitting.leaving_out import Examples, Weights
from bench.fitting.table import print_weights
from bench.fitting.unseen import measure
from bench.reading.corpus import NoCorpus
from chalicelib.extraction.scoring.weights import FILE


def main(only_weights: bool) -> None:  # noqa: FBT001 - the one option of a command
    """Fit and print."""
    examples = Examples.of([*corpus_documents(), *drawn_documents()])
    print("names among the candidates:", summary(examples.parties))
    weights = Weights.fitted(examples)
    temperatures = _kept_temperatures() if only_weights else measure(examples, weights)
    fitted = weights.as_data(temperatures)
    FILE.write_text(_as_text(fitted), encoding="utf-8")
    print_weights(fitted)


def _kept_temperatures() -> Mapping[str, float]:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return {model: kept[model]["temperature"] for model in kept}


def _as_text(data: Mapping[str, Any]) -> str:
    """JSON with a line for each feature."""
    return re.sub(r"\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]", r"[\1, \2]", json.dumps(data, indent=1)) + "\n"


if __name__ == "__main__":
    try:
        main(only_weights="weights" in sys.argv[1:])
    except NoCorpus as skipped:
        print(skipped)
