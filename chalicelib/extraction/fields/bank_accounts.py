"""The account to pay to: IBANs by their check digits and labels, in sentences and over two lines, and BICs."""

import re
from collections.abc import Iterator

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, make_claims, strongest
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import text_of_words
from chalicelib.extraction.lexicon.vocabulary import is_yours
from chalicelib.extraction.result import Method
from chalicelib.extraction.values.identifiers import find_bics, find_ibans

NEXT_LINE = 0.85  # an IBAN in the line after its label
BROKEN_IBAN, SAME_LEFT = 0.98, 3.0  # points by which the left edges of a text's lines differ
IBAN_GROUPS = 8  # of four letters and digits, at most
_IBAN_HEAD = re.compile(r"[A-Z]{2}\d{2}(?:[A-Z0-9]{4})*$")


def _broken_ibans(evidence: Evidence) -> Iterator[Candidate]:
    """IBANs that go on in the next line; right check digits prove that they do."""
    behind = [(hit.segment, hit.end) for hit in evidence.labels if "iban" in hit.names()]
    cut = [(value.segment, value.start) for value in evidence.all_values(Kind.IBAN) if not value.checked]
    begun_at_end = [
        (segment, index)
        for page in evidence.pages
        for segment in page.segments
        for index in range(max(0, len(segment.words) - IBAN_GROUPS), len(segment.words))
        if _IBAN_HEAD.match(segment.words[index].text)
    ]
    for segment, start in [*behind, *cut, *begun_at_end]:
        begun = text_of_words(segment.words[start:])
        for below in evidence.rows.get(segment.row + 1, ()):
            near = below.page == segment.page and abs(below.box.left - segment.box.left) < SAME_LEFT
            found = find_ibans(f"{begun} {below.text}") if near else []
            if found and found[0].checked:
                yield Candidate(found[0].text, BROKEN_IBAN, Method.LABEL, segment.page, segment.box, checked=True)


def iban_candidates(evidence: Evidence) -> list[Candidate]:
    """IBANs by their check digits, and what an IBAN label says is one."""
    found = [
        Candidate(value.text, 0.99, Method.LABEL, value.segment.page, value.box, checked=True)
        for value in evidence.all_values(Kind.IBAN)
        if value.checked
    ]
    found = _of_payee(evidence, found)
    found += _broken_ibans(evidence) if not found else []
    found += _ibans_of_next_line(evidence) if not found else []
    for claim in strongest(make_claims(evidence, Kind.IBAN), "iban"):
        value = claim.value
        if _is_readers_account(evidence, value):
            continue
        found.append(
            Candidate(value.text, claim.strength * 0.95, Method.LABEL, value.segment.page, value.box, checked=False)
        )
    return sorted(found, key=lambda c: -c.score)


def _of_payee(evidence: Evidence, candidates: list[Candidate]) -> list[Candidate]:
    """The IBANs that no sentence calls the reader's own: "will be debited from your account DE..."."""
    theirs = {value.text for value in evidence.all_values(Kind.IBAN) if _is_readers_account(evidence, value)}
    return [candidate for candidate in candidates if candidate.value not in theirs]


def _is_readers_account(evidence: Evidence, value: Value) -> bool:
    """Whether "your account" stands before an IBAN in its text."""
    words = value.segment.words
    accounts = [hit for hit in evidence.labels_by_segment.get(value.segment, ()) if 0 < hit.start < value.start]
    return any(
        is_yours(words[hit.start - 1].text, evidence.languages) and {"iban", "other"} & set(hit.names())
        for hit in accounts
    )


def _ibans_of_next_line(evidence: Evidence) -> Iterator[Candidate]:
    """IBANs with wrong check digits that begin a line whose last one ends with the label."""
    ending = [hit for hit in evidence.labels if "iban" in hit.names() and hit.end == len(hit.segment.words)]
    for hit in ending:
        for below in evidence.rows.get(hit.segment.row + 1, ()):
            near = below.page == hit.segment.page and abs(below.box.left - hit.segment.box.left) < SAME_LEFT
            for value in evidence.values[below]:
                if near and value.kind is Kind.IBAN and value.start == 0:
                    yield Candidate(value.text, NEXT_LINE, Method.LABEL, below.page, value.box, checked=False)


def bic_candidates(claims: list[Claim]) -> list[Candidate]:
    """BICs behind their label."""
    return [
        Candidate(item.text, claim.strength, Method.LABEL, claim.value.segment.page, claim.value.box)
        for claim in strongest(claims, "bic")
        for item in find_bics(claim.value.text)[:1]
    ]
