"""Words that only one family of layouts uses, taken out of the vocabulary: so strange is the next layout's paper.

The labels that are known were collected with these documents at hand. A reading with all of them measures how well the
documents are known. What an unseen document is like is measured, and fitted, with the words of its family left out
as well, unless another family uses them, too.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from bench.fitting.documents import Document, corpus_documents, other_documents
from chalicelib.extraction.details.likeness import labels_of
from chalicelib.extraction.lexicon.names import is_name
from chalicelib.extraction.lexicon.vocabulary import Meaning, vocabulary
from chalicelib.extraction.reading.page_reader import rule_results_of

LEFT_OUT = ("labels", "title")  # the tables; words of sentences, columns and months are those of a language


class _Asked(dict[str, list[Meaning]]):
    """Meanings that remember for which texts they were asked."""

    def __init__(self, meanings: Mapping[str, list[Meaning]]) -> None:
        super().__init__(meanings)
        self.found: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """The meanings of a text; those found are remembered."""
        if key in self:
            self.found.add(key)
        return super().get(key, default)


@cache
def words_of_families() -> Mapping[str, frozenset[str]]:
    """The labels and titles that only one family's pages have, by family."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    for document in (*corpus_documents(), *other_documents()):
        for word in _words_of(document):
            families[word].add(document.family)
    own: defaultdict[str, set[str]] = defaultdict(set)
    for word, users in families.items():
        if len(users) == 1:
            own[next(iter(users))].add(word)
    return {family: frozenset(words) for family, words in own.items()}


def _words_of(document: Document) -> Sequence[str]:
    words = vocabulary()
    known, asked = words.meanings, _Asked(words.meanings)
    words.meanings = asked
    try:
        rule_results_of(document.pages)
    finally:
        words.meanings = known
    return [word for word in asked.found if any(meaning.table in LEFT_OUT for meaning in known[word])]


@contextmanager
def without_words_of(family: str) -> Iterator[None]:
    """Read as if the words of a family were unknown."""
    with without_words(words_of_families().get(family, frozenset())):
        yield


@contextmanager
def without_words(gone: Container[str]) -> Iterator[None]:
    """Read as if some labels and titles, in their folded form, were unknown."""
    words = vocabulary()
    meanings, texts = words.meanings, words.texts
    words.meanings = {
        text: kept
        for text, found in meanings.items()
        if (kept := [m for m in found if text not in gone or m.table not in LEFT_OUT])
    }
    words.texts = {
        (table, language): [text for text in listed if text not in gone or table not in LEFT_OUT]
        for (table, language), listed in texts.items()
    }
    _forget_what_was_kept()
    try:
        yield
    finally:
        words.meanings, words.texts = meanings, texts
        _forget_what_was_kept()


def _forget_what_was_kept() -> None:
    """Drop what the reader keeps of the words that it knew."""
    labels_of.cache_clear()
    is_name.cache_clear()
