"""The customer's block of name and address where no label says so: what the envelope's window shows.

Each hint is worth the points given here, as in `supplier_names.py`.
"""

from collections.abc import Sequence

from chalicelib.extraction.claims import ALIGNED
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.folding import fold
from chalicelib.extraction.names import has_postal_code, is_address, is_name, leading_company, name_part, same_name
from chalicelib.extraction.page import Page, Segment
from chalicelib.extraction.sections import (
    Party,
    block_below,
    first_name,
    has_own_data,
    is_labelled,
    section_of,
)
from chalicelib.extraction.supplier_names import FOOT, Look, is_sender_line
from chalicelib.extraction.values import Kind
from chalicelib.extraction.vocabulary import vocabulary

WINDOW, WINDOW_SHIFT = 10.0, 25.0  # line heights below the sender's line, points to its side
UNDER_SENDER_LINE = 0.95
LETTERHEAD = 0.1  # of the page's height
OPPOSITE = 0.5  # across from the sender, whose logo tells which of two blocks is his
OVER_ADDRESS = 0.6  # a name over an address
AT_WINDOW, WINDOW_TOP, WINDOW_END = 0.1, 0.1, 0.35  # where letters have the address; parts of the page's height
MAIL, OWN_DATA = -0.1, -0.2  # what senders print about themselves; customers may have an e-mail address
STREET = -0.3  # looks like a street with its number
BRANDED = -0.4  # begins with the logo's text
FIRST = -0.1  # what comes first is the letterhead
DEPARTMENT = -0.12  # is under another name in one block
ATTENTION = 0.5  # "ATTN: Jo Doe": letters to companies are addressed so
OWN_COLUMN = -0.4  # an account number stands under it
TITLED = -0.2  # has the document's title in it
IN_DOMAIN = -0.4  # is in a web address outside of its own block
ATTENTION_WORDS = 4
ADDRESS_LINES = slice(1, 6)  # of a block


def address_block(evidence: Evidence, table_rows: frozenset[int]) -> Party | None:
    """The block in the upper part of page 1 that is a name over an address, preferably without contact data."""
    windowed = _under_sender_line(evidence)
    if windowed:
        return windowed
    page, look = evidence.pages[0], Look.of(evidence)
    theirs = [segment for segment in look.domains if _is_theirs(evidence, segment)]
    several = len(frozenset().union(*look.domains.values())) > 1  # then a party's may stand in its own block
    found: list[Party] = []
    for segment in page.segments:
        if segment.box.top > page.height / 2 or segment.row in table_rows or is_labelled(evidence, segment):
            continue
        if not _is_over_address(evidence, segment):
            continue
        named = first_name(evidence, block_below(evidence, segment)) or segment  # the company under its person
        block = block_below(evidence, named)
        points = _points(evidence, look, named, block, [*theirs, *(block if several else ())])
        points += DEPARTMENT * any(named in party.lines[1:] for party in found)
        found.append(Party(name_part(named.text), points, named, block))
    best = max(found, key=lambda party: party.points, default=None)
    if best is None or look.is_branded(best.name):
        return _opposite_the_sender(evidence, look)
    lonely = all(party.segment in best.lines for party in found) and not _has_other_sender(evidence, best)
    if lonely and _is_letterhead(evidence, best) and not any(_names_attention(s) for s in best.lines):
        return None  # there is only the sender's own, as on a receipt
    return best


def _is_over_address(evidence: Evidence, segment: Segment) -> bool:
    """Whether a text is a name and nothing else, and a postal code follows in its block."""
    name = name_part(segment.text)
    bare = is_name(name) and name == segment.text.strip(" ,")  # what ends with a colon announces something
    return bare and any(has_postal_code(s.text) for s in block_below(evidence, segment)[ADDRESS_LINES])


def _names_attention(segment: Segment) -> bool:
    """Whether a line says for whose attention the letter is."""
    words = [fold(word.text) for word in segment.words[:ATTENTION_WORDS]]
    starts = ("".join(words[:count]) for count in range(1, len(words) + 1))
    return any(meaning.name == "attention" for start in starts for meaning in vocabulary().lookup(start, "words"))


def _points(
    evidence: Evidence, look: Look, segment: Segment, block: Sequence[Segment], outside: Sequence[Segment]
) -> float:
    """What speaks for a name over an address being the customer's."""
    page, name = evidence.pages[0], name_part(segment.text)
    points = OVER_ADDRESS + AT_WINDOW * (WINDOW_TOP < segment.box.top / page.height < WINDOW_END)
    points += MAIL * has_own_data(evidence, block) + OWN_DATA * has_own_data(evidence, block, mail=False)
    points += STREET * is_address(segment.text) + BRANDED * look.is_branded(name)
    points += FIRST * (segment is page.rows[0][0]) + OWN_COLUMN * _has_account_under(evidence, segment)
    points += TITLED * any(hit.segment in block for hit in evidence.titles)
    points += ATTENTION * any(_names_attention(s) for s in block)
    points += IN_DOMAIN * look.has_domain_of(name, outside)
    return points


def _has_account_under(evidence: Evidence, segment: Segment) -> bool:
    """Whether an account number stands in a name's column over all amounts: what a sender has in his margin."""
    first_amount = evidence.amount_rows[0] if evidence.amount_rows else 0
    return any(
        segment.row < value.segment.row < first_amount and abs(value.segment.box.left - segment.box.left) < ALIGNED
        for value in evidence.all_values(Kind.IBAN)
    )


def _opposite_the_sender(evidence: Evidence, look: Look) -> Party | None:
    """The name across from the sender's, where a logo tells whose that is: two blocks side by side, one each."""
    for row in evidence.pages[0].rows:
        names = [segment for segment in row if is_name(name_part(segment.text)) and not is_labelled(evidence, segment)]
        others = [segment for segment in names if not look.is_branded(name_part(segment.text))]
        if len(row) == len(names) == 2 and len(others) == 1:  # noqa: PLR2004 - a sender and a customer
            return Party(name_part(others[0].text), OPPOSITE, others[0], block_below(evidence, others[0]))
    return None


def _has_other_sender(evidence: Evidence, party: Party) -> bool:
    """Whether a head above the party, or a foot, names another company with its tax id, account or web address."""
    for page in evidence.pages:
        for segment in page.segments:
            if segment.box.top > page.height * FOOT:
                name, own = leading_company(name_part(segment.text)), has_own_data(evidence, (segment,))
            elif segment.page == 1 and segment.row < party.segment.row and is_name(segment.text):
                block = block_below(evidence, segment)
                name, own = segment.text, has_own_data(evidence, block) and party.segment not in block
            else:
                continue
            if name and own and not same_name(name, party.name):
                return True
    return False


def _is_letterhead(evidence: Evidence, party: Party) -> bool:
    """Whether a block is the sender's: with bank or tax data, or the first name at the top."""
    titles = {title.segment for title in evidence.titles}
    above = [s for s in evidence.pages[0].segments if s.row < party.segment.row and s not in titles]
    first = party.segment.box.top < evidence.pages[0].height * LETTERHEAD and not any(is_name(s.text) for s in above)
    return first or has_own_data(evidence, party.lines)


def _is_theirs(evidence: Evidence, segment: Segment) -> bool:
    section = section_of(evidence, segment)
    return section is not None and section.names()[0] in ("customer", "delivery")


def _under_sender_line(evidence: Evidence) -> Party | None:
    """The block under the sender's line is what the envelope's window shows: the customer."""
    page = evidence.pages[0]
    for line in page.segments:
        if line.box.top > page.height / 2 or not is_sender_line(line) or line.size > _usual_size(page):
            continue
        for segment in page.segments:
            gap = (segment.box.top - line.box.bottom) / line.size
            beneath = 0 <= gap < WINDOW and abs(segment.box.left - line.box.left) < WINDOW_SHIFT
            if beneath and is_name(segment.text) and not is_labelled(evidence, segment):
                return Party(segment.text, UNDER_SENDER_LINE, segment, block_below(evidence, segment))
    return None


def _usual_size(page: Page) -> float:
    sizes = sorted(segment.size for segment in page.segments)
    return sizes[len(sizes) // 2]
