"""What candidates are compared with: the whole document's type sizes, web addresses, repetitions, labels."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.extraction.evidence.card_slips import begin_of_slip
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import has_legal_form, is_name, may_be_name, name_part
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.addressees import addressed, greeted
from chalicelib.extraction.parties.domains import MIN_DOMAIN_WORD, domains_of
from chalicelib.extraction.parties.pointing import ROLES, Pointer, behind, pointers
from chalicelib.extraction.parties.sections import Sections
from chalicelib.extraction.parties.sender_lines import sender_lines

HEAD, FOOT = 0.3, 0.85  # parts of the page's height
LETTERHEAD = 0.12  # the same: what stands above is the sender's
LARGER = 1.15  # times another type: it is seen to be larger
BRAND_HEAD, BRAND_WORDS = 0.12, 2
# What stands beside an account: its kind in some countries, its bank, and that somebody holds it.
_ACCOUNT = re.compile(
    r"\b(?:IBAN|BIC|SWIFT|BSB|A/C|sort code|account (?:name|holder)|bankgiro|plusgiro|t\.?n\.?v|Kontoinhaber\w*|"
    r"rekeninghouder|titulaire|titular|intestat\w+|kontohaver|kontoinnehavare|tilinomistaja)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Scene:
    """A document as the candidates' background."""

    evidence: Evidence
    sections: Sections
    table_rows: frozenset[int]
    pointers: Mapping[Segment, tuple[Pointer, ...]]
    named_as: Mapping[str, Mapping[str, set[Segment]]]  # by role and folded name: where labels point at it
    addressed: Mapping[Segment, str]
    greeted: frozenset[Segment]  # under a salutation alone in its line
    named: tuple[tuple[Segment, str], ...]  # behind labels "Name:"
    titled: frozenset[Segment]
    usual: float
    largest: float
    occurrences: Counter[str]
    in_foot: frozenset[str]
    payment_rows: Mapping[int, str]  # the folded texts of rows with an account below the amounts
    domains: Mapping[Segment, frozenset[str]]
    brands: frozenset[str]
    sender_lines: frozenset[Segment]
    card_slip: float  # its first row

    @classmethod
    def of(cls, evidence: Evidence, sections: Sections, table_rows: frozenset[int]) -> "Scene":
        """Look at all pages once."""
        titled = frozenset(hit.segment for hit in evidence.titles)
        pointed = tuple(pointers(evidence, sections))
        return cls(
            evidence,
            sections,
            table_rows,
            _by_segment(pointed),
            {role: _named_as(pointed, role) for role in ROLES},
            dict(addressed(evidence)),
            frozenset(greeted(evidence)),
            tuple(_named(evidence)),
            titled,
            evidence.usual_size,
            max((s.size for s in _head_names(evidence) if s not in titled), default=0.0),
            Counter(map(fold, map(name_part, evidence.texts))),
            frozenset(_foot_texts(evidence)),
            dict(_payment_rows(evidence)),
            _domains(evidence),
            frozenset(_brands(evidence, titled)),
            frozenset(sender_lines(evidence.pages[0])),
            begin_of_slip(evidence),
        )

    def place(self, segment: Segment) -> float:
        """How far down its page a segment stands, from 0 to 1."""
        return segment.box.top / self.evidence.pages[segment.page - 1].height

    def across(self, segment: Segment) -> float:
        """How far to the right a segment begins, from 0 to 1."""
        return segment.box.left / self.evidence.pages[segment.page - 1].width


def _named_as(found: Iterable[Pointer], role: str) -> Mapping[str, set[Segment]]:
    """The names that labels of a role point at, and where."""
    places: defaultdict[str, set[Segment]] = defaultdict(set)
    for pointer in found:
        if pointer.role == role:
            places[fold(pointer.name)].add(pointer.segment)
    return places


def _by_segment(found: Iterable[Pointer]) -> Mapping[Segment, tuple[Pointer, ...]]:
    grouped: dict[Segment, tuple[Pointer, ...]] = {}
    for pointer in found:
        grouped[pointer.segment] = (*grouped.get(pointer.segment, ()), pointer)
    return grouped


def _named(evidence: Evidence) -> Iterator[tuple[Segment, str]]:
    """What stands behind labels such as "Name:" and "Company:"."""
    for label in evidence.labels:
        if label.start == 0 and label.name == "name" and label.text.endswith((":", "：")):
            segment, text = behind(evidence, label)
            if segment and may_be_name(text):
                yield segment, name_part(text)


def _domains(evidence: Evidence) -> Mapping[Segment, frozenset[str]]:
    """The domains of the texts that have any."""
    found: dict[Segment, frozenset[str]] = {}
    for segment in evidence.segments:
        domains = domains_of(segment)
        if domains:
            found[segment] = domains
    return found


def _head_names(evidence: Evidence) -> Iterator[Segment]:
    page = evidence.pages[0]
    return (s for s in page.segments if s.box.top < page.height * HEAD and is_name(s.text))


def _foot_texts(evidence: Evidence) -> Iterator[str]:
    """The folded texts of all pages' feet."""
    for page in evidence.pages:
        for segment in page.segments:
            if segment.box.top > page.height * FOOT:
                yield fold(segment.text)


def _payment_rows(evidence: Evidence) -> Iterator[tuple[int, str]]:
    """Rows below the first amount that say where to pay to: an account, its bank, or whose it is."""
    first_amount = evidence.amount_rows[0] if evidence.amount_rows else 0
    for row, segments in evidence.rows.items():
        if row > first_amount:
            text = " ".join(texts_of(segments))
            if _ACCOUNT.search(text):
                yield row, fold(text)


def _brands(evidence: Evidence, titled: frozenset[Segment]) -> Iterator[str]:
    """What may be a logo's text: a word or two at the top of the page, the first alone where it is in small letters."""
    page = evidence.pages[0]
    for segment in page.segments:
        if segment not in titled and _is_brand(segment, page.height):
            yield fold(segment.text)
            if segment.text.islower() and len(fold(segment.words[0].text)) >= MIN_DOMAIN_WORD:
                yield fold(segment.words[0].text)


def _is_brand(segment: Segment, height: float) -> bool:
    short = len(segment.words) <= BRAND_WORDS and len(fold(segment.text)) >= MIN_DOMAIN_WORD
    named = is_name(segment.text[:1].upper() + segment.text[1:]) and not has_legal_form(segment.text)
    return short and named and segment.box.top < height * BRAND_HEAD
