"""Whether a candidate is what a document's truth says."""

from collections.abc import Callable

from bench.fitting.documents import Document
from bench.reading.accuracy import scorer
from bench.reading.corpus import find_corpus


def is_true(document: Document, field: str, value: str | None) -> bool:
    """Whether a value is the truth's; what the truth lacks is absent, unless the truth only lists some fields."""
    truth = document.truth["fields"].get(field)
    if truth is None or value is None:
        return truth is None and value is None and not document.truth.get("partial")
    accepted = [truth, *document.truth.get("alternatives", {}).get(field, [])]
    matches: Callable[..., bool] = scorer(find_corpus()).field_matches
    return any(matches(field, want, value, ignore_sign=False) for want in accepted)
