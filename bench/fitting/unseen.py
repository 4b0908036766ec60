"""What an unseen layout is read like: each family with weights fitted without it, and without its words.

.venv/bin/python -m bench.extraction unseen
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.fitting.documents import Document, corpus_documents, drawn_documents, other_documents
from bench.fitting.leaving_out import Examples, Weights, leave_out, readings, temperatures_of
from bench.reading.accuracy import print_reliability, score_of
from bench.reading.corpus import find_corpus

FIELDS = ("supplier_name", "customer_name"), ("invoice_number",), ("due_date",), ("net_total", "tax_total", "total")


def main() -> None:
    """Fit, leave out, print; the weights file stays as it is."""
    examples = Examples.of([*corpus_documents(), *drawn_documents()])
    measure(examples, Weights.fitted(examples))


def measure(examples: Examples, weights: Weights) -> Mapping[str, float]:
    """Print the tables; the temperatures that were found on the way."""
    documents = [*corpus_documents(), *other_documents()]
    held_out = list(leave_out(examples, sorted({document.family for document in documents}), weights))
    temperatures = temperatures_of(examples, held_out)
    for unknown in (False, True):
        what = "and its words" if unknown else "but with all words that are known"
        print(f"\nRead with weights that were fitted without the document's family, {what}:")
        _report(documents, readings(documents, held_out, temperatures, unknown=unknown))
    return temperatures


def _report(documents: Sequence[Document], read: Sequence[Mapping[str, Any]]) -> None:
    corpus = find_corpus()
    print(score_of(corpus, read, _names(documents), "--errors"))
    print("\nOf these, the scans and photographs:")
    print(score_of(corpus, read, _names(document for document in documents if document.is_recognised)))
    print_reliability(corpus, read)
    for names in FIELDS:
        print(f"\n{', '.join(names)} only:")
        print_reliability(corpus, read, names)


def _names(documents: Iterable[Document]) -> list[str]:
    return [document.name for document in documents]
