"""Due dates in sentences: "Please transfer the amount by 3 May 2024 to the account below".

No label stands beside such a date. A word for "until" right before it and a word for paying in the same sentence,
in this line or the one before, make it the due date, unless the sentence is about a discount, a delivery or a period.
"""

from collections.abc import Iterator, Sequence

from chalicelib.extraction.candidate import Candidate
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.folding import fold
from chalicelib.extraction.result import Method
from chalicelib.extraction.values import Kind, Value
from chalicelib.extraction.vocabulary import vocabulary

SENTENCE = 0.8  # less sure than a label that names the date
MIN_WORDS = 5  # of a sentence
LONGEST = 3  # words of the longest "until"


def due_dates_in_sentences(evidence: Evidence) -> Iterator[Candidate]:
    """The dates until which sentences ask for the payment."""
    for value in evidence.all_values(Kind.DATE):
        if value.date and _says_until(evidence, value) and _is_about_paying(evidence, value):
            date = value.date.read(day_first=evidence.day_first)
            yield Candidate(date.isoformat(), SENTENCE, Method.LABEL, value.segment.page, value.box)


def _says_until(evidence: Evidence, value: Value) -> bool:
    before = [fold(word.text) for word in value.segment.words[: value.start]]
    return any(_means(evidence, "".join(before[-count:]), "until") for count in range(1, LONGEST + 1) if before)


def _is_about_paying(evidence: Evidence, value: Value) -> bool:
    segment = value.segment
    above = evidence.rows.get(segment.row - 1, ())
    near = [other for other in above if other.page == segment.page and abs(other.box.left - segment.box.left) < 1]
    words = [fold(word.text) for line in (*near, segment) for word in line.words]
    if len(words) < MIN_WORDS:
        return False
    clause = [fold(word) for word in _clause([word.text for word in segment.words], value.start)]
    if len(clause) == len(segment.words):
        clause = words
    return any(_means(evidence, w, "pay") for w in words) and not any(_means(evidence, w, "not_due") for w in clause)


def _clause(words: Sequence[str], index: int) -> Sequence[str]:
    """The part of a sentence, between commas, that a word is in: what is asked for by one date, and not by another.

    >>> _clause("2 % Skonto bis 3.4.2024, bis 30.4.2024 netto".split(), 6)
    ['bis', '30.4.2024', 'netto']
    """
    ends = [number for number, word in enumerate(words) if word.endswith((",", ";"))]
    first = max((end + 1 for end in ends if end < index), default=0)
    return words[first : min((end + 1 for end in ends if end >= index), default=len(words))]


def _means(evidence: Evidence, folded: str, name: str) -> bool:
    """Whether a word has this meaning in the document's language."""
    found = vocabulary().lookup(folded, "words")
    return any(meaning.name == name and meaning.language in evidence.languages[:2] for meaning in found)
