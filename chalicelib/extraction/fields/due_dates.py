"""Due dates that a clause gives: "Please transfer by 3 May 2024", "2 % discount by 3 May, net by 3 June", "net 30".

No label stands beside the date of a sentence. A word for "until" right before it and a word for paying in the same
sentence, in this line or the one before, make it the due date, unless the sentence is about a discount, a delivery or a
period. Nor is a date due that a label claims, but whose clause offers a discount; and terms of payment give a date by
the days that they count from the issue date.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.fields.terms_of_payment import TRUSTED_LANGUAGES, texts_of_paying
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import is_said
from chalicelib.extraction.pages.page import Segment, same_left
from chalicelib.extraction.result import Method
from chalicelib.extraction.values.due_days import due_date_of
from chalicelib.extraction.values.payment_terms import Clause, clauses, ends_clause

SENTENCE = 0.8  # less sure than a label that names the date
NAMED_TERMS, TERMS_IN_SENTENCE = 0.84, 0.76  # scores of a due date that days give, with and without a label
MIN_WORDS = 5  # of a sentence
NARROW = 10  # words of two lines
LONGEST = 3  # words of the longest "until"
SAME_LEFT = 3.0  # points between the left edges of two lines of one text
MIN_WRAPPED = 4  # words of a line that goes on in the next
ASKING = frozenset({"net", "without_discount"})  # of a clause that asks for the whole amount


def due_dates_in_sentences(evidence: Evidence) -> Iterator[Candidate]:
    """The dates until which sentences ask for the payment."""
    for value in evidence.all_values(Kind.DATE):
        if value.date and _says_until(evidence, value) and _is_about_paying(evidence, value):
            date = value.date.read(day_first=evidence.day_first)
            yield Candidate(date.isoformat(), SENTENCE, Method.LABEL, value.segment.page, value.box)


def _says_until(evidence: Evidence, value: Value) -> bool:
    """Whether "until" or "net" stands right before a date, perhaps at the end of the line above."""
    above = evidence.above(value.segment) if value.start < LONGEST else None
    words = (*(above.words if above else ()), *value.words_before)
    before = [fold(word) for word in texts_of(words[-LONGEST:])]
    endings = ["".join(before[start:]) for start in range(len(before))]
    return _mean(evidence, endings, "until") or _mean(evidence, endings, "net")


def _is_about_paying(evidence: Evidence, value: Value) -> bool:
    words = _words_around(evidence, value.segment)
    own = clause_of(evidence, value)
    if not (own.is_discount or ASKING.isdisjoint(own.meanings)) and _follows_discount(evidence, value, own):
        return True  # "until 23 October without deduction"
    if len(words) < MIN_WORDS or own.is_discount or "pay" not in Clause(tuple(words), _languages(evidence)).meanings:
        return False
    if not ASKING.isdisjoint(own.meanings):
        return True
    texts = texts_of(value.segment.words)
    clause = _clause(texts, value.start)
    return not _mean(evidence, words if len(clause) == len(texts) else clause, "not_due")


def _follows_discount(evidence: Evidence, value: Value, own: Clause) -> bool:
    """Whether an earlier clause of the text, or the row above where it asks for all, offers a discount."""
    first, _ = _sentence_around(_texts(value.segment), value)
    if any(clause.is_discount for clause in clauses(_texts(value.segment)[:first], _languages(evidence))):
        return True
    above = evidence.rows.get(value.segment.row - 1, ()) if "without_discount" in own.meanings else ()
    return any(Clause(_texts(segment), _languages(evidence)).is_discount for segment in above)


def _words_around(evidence: Evidence, segment: Segment) -> list[str]:
    """The words of a text, and of the line right above it that begins at the same edge; of two in a narrow column.

    An amount alone between them counts as none: "Total due", "€20.00", "by 3 May 2024".
    """
    above = _line_above(evidence, segment)
    words = [*(texts_of(above.words) if above else ()), *texts_of(segment.words)]
    over = _line_above(evidence, above) if above and len(words) <= NARROW else None
    return [*(texts_of(over.words) if over else ()), *words]


def _line_above(evidence: Evidence, segment: Segment) -> Segment | None:
    """The line right above a text, but for an amount alone."""
    above = evidence.above(segment)
    if above and evidence.numbers_of(above) and not any(map(str.isalpha, texts_of(above.words))):
        return evidence.above(above)
    return above


def _clause(words: Sequence[str], index: int) -> Sequence[str]:
    """The part of a sentence, between commas, that a word is in: what is asked for by one date, and not by another.

    >>> _clause("2 % Skonto bis 3.4.2024, bis 30.4.2024 netto".split(), 6)
    ['bis', '30.4.2024', 'netto']
    """
    first = 0
    for end, word in enumerate(words, 1):
        if word.endswith((",", ";")):
            if end > index:
                return words[first:end]
            first = end
    return words[first:]


def _mean(evidence: Evidence, words: Iterable[str], name: str) -> bool:
    """Whether one of some words has this meaning in the document's language."""
    return is_said(words, name, _languages(evidence))


def due_by_terms(evidence: Evidence, issued: Candidate | None) -> Iterator[Candidate]:
    """The due dates that terms of payment give, counted from the issue date."""
    if issued is None:
        return
    languages = _languages(evidence)
    for terms in texts_of_paying(evidence):
        date = due_date_of(terms.text, dt.date.fromisoformat(issued.value), languages, named=bool(terms.label))
        if date:
            score = NAMED_TERMS if terms.label else TERMS_IN_SENTENCE
            yield Candidate(date.isoformat(), score, Method.ARITHMETIC, terms.segment.page, terms.segment.box)


def is_of_discount(evidence: Evidence, claim: Claim) -> bool:
    """Whether the date that a label claims is the last day of a discount, and not the due date."""
    value, label = claim.value, claim.label
    if label.segment is not value.segment and Clause(_texts(label.segment), _languages(evidence)).is_discount:
        return True
    clause = clause_of(evidence, value)
    if clause.is_discount or not ASKING.isdisjoint(clause.meanings):
        return clause.is_discount
    return any(part.is_discount for part in _wrapped(evidence, value))


def is_of_period(evidence: Evidence, claim: Claim) -> bool:
    """Whether the label is a word of a clause about a period or the like: "for the period from 3 May until 3 June"."""
    if claim.label.start == 0 or claim.label.segment is not claim.value.segment:
        return False
    words = _clause(_texts(claim.value.segment), claim.value.start)
    meanings = Clause(tuple(words), _languages(evidence)).meanings
    return "not_due" in meanings and not (ASKING | {"pay"}) & meanings


def _languages(evidence: Evidence) -> tuple[str, ...]:
    return tuple(evidence.languages[:TRUSTED_LANGUAGES])


def _texts(segment: Segment) -> tuple[str, ...]:
    return tuple(texts_of(segment.words))


def clause_of(evidence: Evidence, value: Value) -> Clause:
    """The clause that a date stands in: between commas and, where several dates are in one, from its own "until" on."""
    texts = _texts(value.segment)
    first, end = _sentence_around(texts, value)
    dates = {date.start: date for date in evidence.values[value.segment] if date.kind is Kind.DATE}
    before = [start for start in dates if first <= start < value.start]
    behind = [start for start in dates if value.end <= start < end]
    if before:
        first = _own_start(evidence, value, dates[max(before)].end)
    if behind:
        end = _own_start(evidence, dates[min(behind)], value.end)
    return Clause(texts[first:end], _languages(evidence))


def _sentence_around(texts: Sequence[str], value: Value) -> tuple[int, int]:
    """Where the part between commas or full stops begins and ends that a value stands in."""
    first = 0
    for end, text in enumerate(texts, 1):
        if ends_clause(text):
            if end >= value.end:
                return first, end
            if end <= value.start:
                first = end
    return first, len(texts)


def _own_start(evidence: Evidence, value: Value, at_least: int) -> int:
    """Where the words begin that lead to a date: "until", with what pays before it."""
    texts, languages = _texts(value.segment), _languages(evidence)
    start = value.start
    while start > at_least and {"until", "pay", "net"} & Clause(texts[start - 1 : start], languages).meanings:
        start -= 1
    return start


def _wrapped(evidence: Evidence, value: Value) -> Iterator[Clause]:
    """The part of the next line that a date's clause goes on in, where the line ends within the clause."""
    words = texts_of(value.segment.words)
    if len(words) < MIN_WRAPPED or any(map(ends_clause, words[value.end - 1 :])):
        return
    for below in evidence.rows.get(value.segment.row + 1, ()):
        if same_left(below, value.segment, SAME_LEFT) and not any(v.kind is Kind.DATE for v in evidence.values[below]):
            yield from clauses(_texts(below), _languages(evidence))[:1]
