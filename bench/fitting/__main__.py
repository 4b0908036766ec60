"""Fit the weights, write their file, and print what they are and what they are worth.

    make fit                 # leave one family out, and write the weights that were fitted on all
    make fit ONLY=weights    # only the latter, with the temperature of the file as it is

The corpus is a folder with the truth beside the documents (`CORPUS`); without it nothing can be fitted.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from bench.fitting.documents import corpus_documents, drawn_documents
from bench.fitting.examples import Example, example_of, summary
from bench.fitting.leaving_out import leave_out, readings, temperature_of
from bench.fitting.optimise import fit
from bench.fitting.table import print_weights
from bench.reading.accuracy import print_reliability, score_of
from bench.reading.corpus import NoCorpus, find_corpus
from chalicelib.extraction.scoring.weights import FILE, party_weights

FIELDS = ("supplier_name", "customer_name", "supplier_tax_id", "customer_tax_id")


def main(only_weights: bool) -> None:  # noqa: FBT001 - the one option of a command
    """Fit and print."""
    examples = [example_of(document) for document in corpus_documents()]
    drawn = [example_of(document) for document in drawn_documents()]
    print("others' documents", summary(examples), "our own", summary(drawn))
    weights = fit([*examples, *drawn])
    temperature = party_weights().temperature
    if not only_weights:
        held_out = list(leave_out(examples, drawn, weights))
        temperature = temperature_of(held_out)
        _report(examples, readings(held_out, temperature))
    fitted = {"parties": weights.as_data(temperature)}
    FILE.write_text(_as_text(fitted), encoding="utf-8")
    print_weights(fitted["parties"])


def _report(examples: Sequence[Example], read: Sequence[Mapping[str, Any]]) -> None:
    corpus, files = find_corpus(), [example.document.name for example in examples]
    print("\nRead with weights that were fitted without the document's family:")
    print(score_of(corpus, read, files, "--errors"))
    print_reliability(corpus, read)
    print("\nThe parties' names only:")
    print_reliability(corpus, read, FIELDS[:2])


def _as_text(data: Mapping[str, Any]) -> str:
    """JSON with a line for each feature."""
    return re.sub(r"\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]", r"[\1, \2]", json.dumps(data, indent=1)) + "\n"


if __name__ == "__main__":
    try:
        main(only_weights="weights" in sys.argv[1:])
    except NoCorpus as skipped:
        print(skipped)
