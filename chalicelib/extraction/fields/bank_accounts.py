"""The account to pay to: IBANs by their check digits and labels, in sentences and over two lines, and BICs."""

import re
from collections.abc import Iterator

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, make_claims, strongest
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import text_of_words, texts_of
from chalicelib.extraction.lexicon.vocabulary import is_yours
from chalicelib.extraction.pages.page import Segment, same_left
from chalicelib.extraction.result import Method
from chalicelib.extraction.values.identifiers import find_bics, find_ibans

NEXT_LINE = 0.85  # an IBAN in the line after its label
BROKEN_IBAN, SAME_LEFT = 0.98, 3.0  # points by which the left edges of a text's lines differ
IBAN_GROUPS = 8  # of four letters and digits, at most
_IBAN_HEAD = re.compile(r"[A-Z]{2}\d{2}(?:[A-Z0-9]{4})*$")


def _broken_ibans(evidence: Evidence) -> Iterator[Candidate]:
    """IBANs that go on in the next line; right check digits prove that they do."""
    for segment, start in _beginnings(evidence):
        begun = text_of_words(segment.words[start:])
        for below in _lines_under(evidence, segment):
            found = find_ibans(f"{begun} {below.text}")
            if found and found[0].checked:
                yield Candidate(found[0].text, BROKEN_IBAN, Method.LABEL, segment.page, segment.box, checked=True)


def _beginnings(evidence: Evidence) -> Iterator[tuple[Segment, int]]:
    """Where an IBAN may begin: behind its label, where a wrong one does, and at the end of a line."""
    yield from [(hit.segment, hit.end) for hit in evidence.labels if hit.is_named("iban")]
    yield from [(value.segment, value.start) for value in evidence.all_values(Kind.IBAN) if not value.checked]
    for segment in evidence.segments:
        for index, word in list(enumerate(segment.words))[-IBAN_GROUPS:]:
            if _IBAN_HEAD.match(word.text):
                yield segment, index


def _lines_under(evidence: Evidence, segment: Segment) -> Iterator[Segment]:
    """The texts of the next row that begin at the same edge."""
    for below in evidence.rows.get(segment.row + 1, ()):
        if same_left(below, segment, SAME_LEFT):
            yield below


def iban_candidates(evidence: Evidence) -> list[Candidate]:
    """IBANs by their check digits, and what an IBAN label says is one."""
    ibans = [value for value in evidence.all_values(Kind.IBAN) if value.checked]
    found = _of_payee(evidence, [_candidate(value, 0.99, checked=True) for value in ibans])
    found = found or list(_broken_ibans(evidence))
    found = found or list(_ibans_of_next_line(evidence))
    for claim in strongest(make_claims(evidence, Kind.IBAN), "iban"):
        if not _is_readers_account(evidence, claim.value):
            found.append(_candidate(claim.value, claim.strength * 0.95, checked=False))
    return sorted(found, key=lambda c: -c.score)


def _candidate(value: Value, score: float, *, checked: bool) -> Candidate:
    return Candidate(value.text, score, Method.LABEL, value.segment.page, value.box, checked=checked)


def _of_payee(evidence: Evidence, candidates: list[Candidate]) -> list[Candidate]:
    """The IBANs that no sentence calls the reader's own: "will be debited from your account DE..."."""
    theirs = {value.text for value in evidence.all_values(Kind.IBAN) if _is_readers_account(evidence, value)}
    return [candidate for candidate in candidates if candidate.value not in theirs]


def _is_readers_account(evidence: Evidence, value: Value) -> bool:
    """Whether "your account" stands before an IBAN in its text."""
    words = texts_of(value.segment.words)
    for hit in evidence.labels_of(value.segment):
        yours = 0 < hit.start < value.start and is_yours(words[hit.start - 1], evidence.languages)
        if yours and hit.is_named("iban", "other"):
            return True
    return False


def _ibans_of_next_line(evidence: Evidence) -> Iterator[Candidate]:
    """IBANs with wrong check digits that begin a line whose last one ends with the label."""
    for hit in evidence.labels:
        if not hit.is_named("iban") or hit.words_behind:
            continue
        for value in evidence.values_of(*_lines_under(evidence, hit.segment)):
            if value.kind is Kind.IBAN and value.start == 0:
                yield _candidate(value, NEXT_LINE, checked=False)


def bic_candidates(claims: list[Claim]) -> list[Candidate]:
    """BICs behind their label."""
    return [
        Candidate(item.text, claim.strength, Method.LABEL, claim.value.segment.page, claim.value.box)
        for claim in strongest(claims, "bic")
        for item in find_bics(claim.value.text)[:1]
    ]
