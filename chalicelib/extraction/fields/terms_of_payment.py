"""Where pages speak of paying: beside a label, and in sentences. Due dates and the terms (BT-20) come from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, claims_named, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import text_of_words, texts_of
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.values.payment_terms import Clause, clauses, ends_clause

MAX_TERMS = 300  # letters of the terms
MIN_WORDS = 3  # of a line that no label names
MIN_SENTENCE = 4  # words
MIN_STRENGTH = 0.5  # of a label that names terms
TRUSTED_LANGUAGES = 2
FIRST_IDEOGRAPH = "\u2e80"


@dataclass(frozen=True, slots=True)
class Terms:
    """A text that may say when to pay; `label` is what names it: `payment_terms`, `due_date` or nothing."""

    text: str
    segment: Segment
    label: str = ""


def texts_of_paying(evidence: Evidence) -> Iterator[Terms]:
    """The texts that labels name, then every line that is long enough."""
    for claim in claims_named(make_claims(evidence, Kind.TEXT), "payment_terms", "due_date"):
        if claim.strength >= MIN_STRENGTH and not _is_of_discount(evidence, claim):
            yield Terms(_whole_text(evidence, claim.value), claim.value.segment, claim.name)
    for segment in evidence.segments:
        if len(segment.words) >= MIN_WORDS or segment.text[:1] > FIRST_IDEOGRAPH:
            yield Terms(segment.text, segment)


def _is_of_discount(evidence: Evidence, claim: Claim) -> bool:
    """Whether the label is a word of a clause that offers a discount: "Discount of 1 % for payment within 8 days"."""
    label = claim.label
    before = clauses(texts_of(label.segment.words[: label.start]), evidence.languages[:TRUSTED_LANGUAGES])
    return bool(before) and not ends_clause(before[-1].words[-1]) and before[-1].is_discount


def _whole_text(evidence: Evidence, value: Value) -> str:
    """A value up to the next label with a colon: in "30 days from delivery" the last word is no label."""
    labels = evidence.labels_of(value.segment)
    ends = [hit.start for hit in labels if hit.start > value.start and hit.text.endswith((":", "："))]
    words = value.segment.words[value.start : min(ends, default=None)]
    return text_of_words(words).strip(" :")


def find_terms(evidence: Evidence) -> str | None:
    """What a label calls the terms, or the first sentence that says when to pay."""
    first = next(filter(None, _terms(evidence)), None)
    return first[:MAX_TERMS] if first else None


def _terms(evidence: Evidence) -> Iterator[str]:
    languages = tuple(evidence.languages[:TRUSTED_LANGUAGES])
    for terms in texts_of_paying(evidence):
        if terms.label == "payment_terms":
            yield terms.text
        elif not terms.label:
            yield from filter(partial(_says_when, languages), terms.text.split(". "))


def _says_when(languages: tuple[str, ...], sentence: str) -> bool:
    """Whether a sentence has a word for paying and a number of days, or "at once"."""
    clause = Clause(tuple(sentence.split()), languages)
    if len(clause.words) < MIN_SENTENCE or "pay" not in clause.meanings:
        return False
    return bool(clause.days) or "at_once" in clause.meanings
