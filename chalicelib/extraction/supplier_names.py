"""What speaks for a name being the supplier's where no label says so: letterhead, footer, web address, repetition.

Each hint is worth the points given here; points are no probabilities, `confidence.py` turns them into such.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.folding import fold
from chalicelib.extraction.geometry import overlap_x
from chalicelib.extraction.names import (
    SEPARATORS,
    has_legal_form,
    has_postal_code,
    is_address,
    is_name,
    is_street,
    leading_company,
    name_part,
)
from chalicelib.extraction.page import Segment
from chalicelib.extraction.sections import Party, block_below, has_own_data, is_labelled

SENDER_LINE = 0.75  # name and address in one small line, as above the window of an envelope
LEGAL_FORM = 0.3
LARGEST = 0.3  # set in the largest type of the page's head
TOP = 0.2  # first tenth of page 1, less further down
FOOTER = 0.15  # last eighth of a page
REPEATED = 0.15  # stands more than once
IN_DOMAIN = 0.4  # is in an e-mail or web address
BRANDED = 0.4  # begins with what stands alone at the top, as in a logo
WITH_ADDRESS = 0.25  # an address follows
WITH_TAX_ID = 0.25  # a tax id or IBAN follows
CUSTOMER_WORDS = -1.0  # is the customer, or stands under a customer's or delivery label
SUBTITLE = -0.6  # what a company does, right under its name
TITLED = -0.5  # has the document's title in it
LABEL_WORDS, SHORT = -0.3, 3  # has a label's words in it, unless they are as short as "de"
ADDRESS = -0.4  # looks like a street with its number
MIN_DOMAIN_WORD = 4  # letters: shorter words are in many domains by accident
MAIL_PROVIDERS = {"gmail", "outlook", "hotmail", "yahoo", "icloud", "gmx", "web", "orange", "free", "wanadoo", "live"}
BRAND_HEAD, BRAND_WORDS = 0.12, 2
HEAD, FOOT = 0.3, 0.88  # parts of the page's height


def possible_names(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[tuple[Segment, str]]:
    """What may be the supplier's name: texts in the head and foot of pages, and those with a legal form."""
    for page in evidence.pages:
        for segment in page.segments:
            in_head = segment.box.top < page.height * HEAD
            in_foot = segment.box.top > page.height * FOOT
            text = name_part(segment.text)
            text = text if is_name(text) else leading_company(text) or text
            first = page.number == 1 and (in_head or is_sender_line(segment))
            interesting = first or in_foot or has_legal_form(text)
            if interesting and segment.row not in table_rows and is_name(text) and not is_labelled(evidence, segment):
                yield segment, text


def is_sender_line(segment: Segment) -> bool:
    """A name with its whole address behind it in one line, as above the window of an envelope."""
    name, *address = SEPARATORS.split(segment.text.strip())
    numbered = bool(address) and address[0][:1].isdigit() and is_street(name)
    return len(address) > 1 and is_name(name) and not numbered and any(has_postal_code(part) for part in address)


@dataclass(frozen=True, slots=True)
class Look:
    """What all names are compared with: the largest type in the head, how often texts occur, web domains."""

    largest: float
    occurrences: Counter[str]
    domains: Mapping[Segment, frozenset[str]]
    brands: frozenset[str]

    @classmethod
    def of(cls, evidence: Evidence) -> "Look":
        """Look at all pages once."""
        titled = {hit.segment for hit in evidence.titles}
        page = evidence.pages[0]
        sizes = [
            s.size for s in page.segments if s not in titled and s.box.top < page.height * HEAD and is_name(s.text)
        ]
        segments = [segment for page in evidence.pages for segment in page.segments]
        texts = Counter(fold(name_part(segment.text)) for segment in segments)
        found = ((s, frozenset(filter(None, (_domain(word.text) for word in s.words)))) for s in segments)
        found_brands = [s for s in page.segments if s not in titled and _is_brand(s, page.height)]
        brands = frozenset(fold(text) for s in found_brands for text in _brand_texts(s) if _is_long(text))
        return cls(max(sizes, default=0.0), texts, {segment: domains for segment, domains in found if domains}, brands)

    def is_branded(self, name: str) -> bool:
        """Whether the name begins with a brand, and is longer."""
        whole = fold(name)
        return any(whole.startswith(brand) and whole != brand for brand in self.brands)

    def has_domain_of(self, name: str, outside: Sequence[Segment] = ()) -> bool:
        """Whether the name, or a long word of it, is a web domain on the pages, outside of some segments."""
        words = [word for word in (fold(part) for part in name.split()) if len(word) >= MIN_DOMAIN_WORD]
        joined = fold(name)
        domains = {d for segment, found in self.domains.items() if segment not in outside for d in found}
        return any(joined.startswith(domain) or any(word in domain for word in words) for domain in domains)


def _is_brand(segment: Segment, height: float) -> bool:
    """Whether a text may be a logo's: a word or two at the top of the page."""
    short = len(segment.words) <= BRAND_WORDS and len(fold(segment.text)) >= MIN_DOMAIN_WORD
    named = is_name(segment.text[:1].upper() + segment.text[1:]) and not has_legal_form(segment.text)
    return short and named and segment.box.top < height * BRAND_HEAD


def _brand_texts(segment: Segment) -> Iterator[str]:
    """What a logo says, and its first word where it is set in small letters: "kranich cloud"."""
    yield segment.text
    if segment.text.islower():
        yield segment.words[0].text


def _is_long(text: str) -> bool:
    return len(fold(text)) >= MIN_DOMAIN_WORD


def _domain(word: str) -> str | None:
    """The folded domain of an e-mail or web address without its ending; mail providers are nobody's."""
    word = word.lower()
    if "@" not in word and "www." not in word and "://" not in word:
        return None
    host = word.rpartition("@")[2].rpartition("://")[2].removeprefix("www.").partition("/")[0]
    domain = fold(host.rpartition(".")[0])
    return domain if len(domain) >= MIN_DOMAIN_WORD and domain not in MAIL_PROVIDERS else None


def _has_label_words(evidence: Evidence, segment: Segment, name: str) -> bool:
    """Whether a label stands within the name, and not only in the text behind it."""
    hits = evidence.labels_by_segment.get(segment, ())
    return any(hit.start < len(name.split()) and len(fold(hit.text)) > SHORT for hit in hits)


def _is_under_company(evidence: Evidence, segment: Segment) -> bool:
    """Whether a name with a legal form stands right above."""
    above = evidence.rows.get(segment.row - 1, ())
    near = [s for s in above if s.page == segment.page and overlap_x(s.box, segment.box) > 0]
    return any(has_legal_form(name_part(s.text)) and is_name(name_part(s.text)) for s in near)


def scored(evidence: Evidence, look: Look, segment: Segment, name: str, taken: set[Segment]) -> Party:
    """A name with its points."""
    page = evidence.pages[segment.page - 1]
    block = block_below(evidence, segment)
    place = segment.box.top / page.height
    in_head = segment.page == 1 and place < HEAD
    sender_line = is_sender_line(segment)
    points = SENDER_LINE * sender_line + LEGAL_FORM * has_legal_form(name)
    points += TOP * (1 - place / HEAD) * in_head + FOOTER * (place > FOOT)
    points += LARGEST * (in_head and segment.size >= look.largest - 0.5)
    points += BRANDED * look.is_branded(name)
    points += REPEATED * (look.occurrences[fold(name)] > 1) + IN_DOMAIN * look.has_domain_of(name)
    points += WITH_ADDRESS * any(is_address(s.text) for s in block[1:4]) + WITH_TAX_ID * has_own_data(evidence, block)
    points += CUSTOMER_WORDS * (segment in taken)
    points += TITLED * any(hit.segment is segment for hit in evidence.titles)
    points += SUBTITLE * (not has_legal_form(name) and _is_under_company(evidence, segment))
    points += LABEL_WORDS * _has_label_words(evidence, segment, name)
    points += ADDRESS * (is_address(name) and not has_legal_form(name))
    return Party(name, points, segment, block)
