"""How much a text is like the labels that are known: one more word, another ending, a letter recognised wrongly.

No list of labels is ever complete. "Rechnungskennung" is not listed, but it is more like the labels of an invoice's
number than like any others.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import add

from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Meaning, vocabulary

GROUPS = {
    "invoice_number": "number",
    "issue_date": "issued",
    "due_date": "due",
    "purchase_order": "order",
    "purchase_order_weak": "order",
}
OTHER = "other"
WEAK = "_weak"  # words that may name anything are like nothing
MAX_LANGUAGES = 2  # of the pages; English goes with all of them
ALWAYS = "en"
CHANCE = 0.5  # a share of two texts' letter pairs; a similarity up to this is coincidence
MAX_LETTERS = 40
MAX_KEPT = 6  # languages: a file's pages rarely show more


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language: their texts, how many pairs of letters each has, and the labels with each pair."""

    texts: Sequence[str]
    sizes: Sequence[int]
    by_pair: Mapping[str, Sequence[int]]

    def near(self, pairs: frozenset[str]) -> Iterator[tuple[str, float]]:
        """The labels that share more of a text's pairs than by chance, with how like it each is."""
        shared = Counter(chain.from_iterable([self.by_pair.get(pair, ()) for pair in pairs]))
        enough = int(CHANCE * (len(pairs) + 1) / 2)  # what the shortest label would have to share
        for label, count in [item for item in shared.items() if item[1] > enough]:
            alike = 2 * count / (len(pairs) + self.sizes[label])
            if alike > CHANCE:
                yield self.texts[label], (alike - CHANCE) / (1 - CHANCE)


@dataclass(frozen=True)
class Likeness:
    """The labels of some languages, and how like them a text is, by group."""

    languages: Sequence[str]
    _groups: dict[str, str | None] = field(default_factory=dict)
    _known: dict[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, languages: Sequence[str]) -> "Likeness":
        """The labels of the languages that the pages show."""
        return cls(tuple(dict.fromkeys((*languages[:MAX_LANGUAGES], ALWAYS))))

    def to(self, text: str) -> Mapping[str, float]:
        """How like a text is to the likeliest label of each group: 1 is the same, 0 is no more than by chance."""
        folded = fold(text)[-MAX_LETTERS:]
        if folded not in self._known:
            self._known[folded] = self._measured(folded)
        return self._known[folded]

    def _measured(self, folded: str) -> Mapping[str, float]:
        best: dict[str, float] = {}
        pairs = _pairs(folded) if folded else frozenset()
        for labels in map(labels_of, self.languages):
            for text, likeness in labels.near(pairs):
                group = self._group(text)
                if group and likeness > best.get(group, 0.0):
                    best[group] = likeness
        return best

    def _group(self, text: str) -> str | None:
        """The group of a label; looked up once, for common words are near to many texts."""
        if text not in self._groups:
            self._groups[text] = _group(vocabulary().meanings[text], self.languages)
        return self._groups[text]


@lru_cache(MAX_KEPT)
def labels_of(language: str) -> Labels:
    """The labels of a language by their pairs of letters."""
    texts = list(vocabulary().texts_in("labels", [language]))
    sizes: list[int] = []
    by_pair: defaultdict[str, list[int]] = defaultdict(list)
    for label, pairs in enumerate(map(_pairs, texts)):
        sizes.append(len(pairs))
        for pair in pairs:
            by_pair[pair].append(label)
    return Labels(texts, sizes, by_pair)


def _group(meanings: Sequence[Meaning], languages: Container[str]) -> str | None:
    """The group of a label, by what it means first in some languages; None where it is no label there."""
    for meaning in meanings:
        is_label = meaning.table == "labels" and meaning.language in languages
        if is_label and (meaning.name in GROUPS or not meaning.name.endswith(WEAK)):
            return GROUPS.get(meaning.name, OTHER)
    return None


def _pairs(folded: str) -> frozenset[str]:
    """The pairs of neighbouring letters, with those that begin and end the text.

    >>> sorted(_pairs("due"))
    [' d', 'du', 'e ', 'ue']
    """
    text = f" {folded} "
    return frozenset(map(add, text, text[1:]))
