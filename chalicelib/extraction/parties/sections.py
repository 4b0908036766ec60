"""Labels of parties ("Bill to", "Seller"): which are headings, and what place on the page each of them governs."""

from bisect import bisect
from dataclasses import dataclass

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.letters import has_digit, text_of_words
from chalicelib.extraction.lexicon.folding import fold, is_ideographic
from chalicelib.extraction.lexicon.names import LEGAL_FORMS, has_legal_form, is_name, name_part
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.geometry import height, overlap_x
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.blocks import block_below, is_of_document, is_over_address

PARTY_LABELS = {"customer", "supplier", "delivery"}
CUSTOMERS = ("customer", "delivery")
SHORT_LABEL = 5  # letters: "from", "to", "an", "aan", "client" are also common words
SHORTEST_LABEL = 3
SECTION_REACH = 14.0  # line heights that a party's label governs
INDENTED = 200.0  # points to the right of a label that stands alone in its row
CENTRED = 0.05  # of the page's width between its middle and a centred label's
TWO_MEANINGS, SHORT, LATER_PAGE = 0.6, 0.9, 0.7  # how much less a label counts


@dataclass(frozen=True)
class Sections:
    """The headings of a document's parties, found once."""

    evidence: Evidence
    headings: tuple[Hit, ...]

    @classmethod
    def of(cls, evidence: Evidence) -> "Sections":
        """Find the headings."""
        labels = [hit for hit in evidence.labels if hit.is_named(*PARTY_LABELS)]
        return cls(evidence, tuple(filter(is_heading, labels)))

    def governing(self, segment: Segment) -> Hit | None:
        """The heading that governs a place: the nearest above in the same column, within reach; amounts end it."""
        beside = [side for side in self.evidence.sides if side.stands_beside(segment)]
        if beside:
            return max(beside, key=lambda side: side.box.left).hit
        found = [hit for hit in self.headings if self._reaches(hit, segment)]
        return max(reversed(found), key=lambda hit: hit.segment.row, default=None)

    def role(self, segment: Segment) -> str | None:
        """Whose place it is by its heading: customer, supplier or delivery."""
        hit = self.governing(segment)
        return hit.name if hit else None

    def is_customers(self, segment: Segment) -> bool:
        """Whether a place is the customer's or his warehouse's."""
        return self.role(segment) in CUSTOMERS

    def _reaches(self, hit: Hit, segment: Segment) -> bool:
        if hit.segment.page != segment.page or hit.segment.row > segment.row:
            return False
        if segment.box.top - hit.box.bottom > SECTION_REACH * height(hit.box):
            return False
        if not self._is_in_column(hit, segment) or self._amounts_between(hit, segment):
            return False
        return not self._is_over(hit, segment)

    def _is_over(self, hit: Hit, segment: Segment) -> bool:
        """Whether a heading said all in its own line: "To: Mill Ltd, Leeds", and then the invoice's number follows."""
        if hit.fills_segment:
            return False
        rows = range(hit.segment.row + 1, segment.row + 1)
        between = (other for row in rows for other in self.evidence.rows.get(row, ()))
        aligned = (other for other in between if abs(other.box.left - hit.box.left) < ALIGNED)
        return any(is_of_document(self.evidence, other) for other in aligned)

    def _amounts_between(self, hit: Hit, segment: Segment) -> bool:
        rows = self.evidence.amount_rows
        return bisect(rows, hit.segment.row) != bisect(rows, segment.row)

    def _is_in_column(self, hit: Hit, segment: Segment) -> bool:
        shift = segment.box.left - hit.box.left
        if abs(shift) < ALIGNED * 3 or overlap_x(hit.box, segment.box) > 0:
            return True
        if len(self.evidence.rows[hit.segment.row]) > 1:
            return False
        return 0 <= shift < INDENTED or _is_centred(self.evidence, hit)


def _is_centred(evidence: Evidence, hit: Hit) -> bool:
    """Whether a label stands in the middle of its page, over all that follows."""
    page = evidence.pages[hit.segment.page - 1]
    return abs((hit.segment.box.left + hit.segment.box.right) / 2 - page.width / 2) < CENTRED * page.width


def is_heading(hit: Hit) -> bool:
    """A party's label begins its segment; a short one like "To" must be set off, for it is also a common word.

    It may follow another's name and a stroke: "Shipper / Bill to".
    """
    if hit.start == 1:
        return False
    if hit.start > 1 and hit.segment.words[hit.start - 1].text != "/":
        return False
    return _is_set_off(hit) or _leads_to_name(hit)


def _leads_to_name(hit: Hit) -> bool:
    """Whether a name follows a label that is long; it may have a letter less before a company."""
    rest = text_of_words(hit.words_behind)
    name = name_part(rest)
    shortest = SHORT_LABEL - 1 if has_legal_form(name) else SHORT_LABEL + 1
    if len(fold(hit.text)) < shortest or not is_name(name):
        return False
    return fold(rest) not in LEGAL_FORMS  # "Supplier Ltd"


def _is_set_off(hit: Hit) -> bool:
    """Whether nothing follows a label, or a colon does, or a remark in brackets: "Cedente/prestatore (fornitore)"."""
    if not hit.words_behind or hit.text.rstrip().endswith((":", "：")) or hit.words_behind[0].text == ":":
        return True
    rest = text_of_words(hit.words_behind)
    return rest[0] + rest[-1] == "()"


def heading_strength(hit: Hit) -> float:
    """How much a party's label counts: less where it may mean something else, is short, or stands on a later page."""
    names = hit.names_in_its_language()
    plain = names[0] in ("customer", "supplier") and "delivery" not in names  # "Consignee" is both
    short = len(fold(hit.text)) <= SHORTEST_LABEL and not is_ideographic(hit.text)
    return (1.0 if plain else TWO_MEANINGS) * (SHORT if short else 1.0) * (1.0 if hit.segment.page == 1 else LATER_PAGE)


def is_labelled(evidence: Evidence, segment: Segment) -> bool:
    """Whether a segment begins with a label; a title, or a label's word that is part of a name, does not count."""
    for first in evidence.labels_of(segment)[:1]:
        if first.start > 0 or first.name.startswith("title_"):
            return False
        if first.is_named(*PARTY_LABELS):
            return is_heading(first)
        if first.text.endswith((":", "：")):
            return True
        if has_legal_form(segment.text):
            return False  # "Nett Bau Kft"
        return not _begins_address(evidence, first)  # "Transports Guillemot"
    return False


def _begins_address(evidence: Evidence, hit: Hit) -> bool:
    """Whether a label's word begins the name over an address: a capital follows, and the address stands under it."""
    rest = text_of_words(hit.words_behind)
    if not rest[:1].isupper() or has_digit(rest):
        return False
    return is_over_address(block_below(evidence, hit.segment))
