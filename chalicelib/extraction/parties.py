"""Who sends the invoice and who gets it.

Labels ("Bill to", "Seller") are the best evidence. Where there are none, the page's layout speaks: letterhead and
footer are the supplier's, the address block is the customer's.
"""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.address_block import address_block
from chalicelib.extraction.addressees import addressed
from chalicelib.extraction.claims import ALIGNED, lines_below
from chalicelib.extraction.columns import is_header_row
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.folding import fold, is_ideographic
from chalicelib.extraction.names import (
    has_eastern_form,
    has_legal_form,
    is_address,
    is_legal_form,
    is_name,
    is_street,
    name_part,
    same_name,
)
from chalicelib.extraction.page import Segment
from chalicelib.extraction.result import Context
from chalicelib.extraction.sections import (
    Party,
    block_below,
    first_name,
    heading_strength,
    is_heading,
    is_labelled,
    section_of,
)
from chalicelib.extraction.supplier_names import Look, possible_names, scored
from chalicelib.extraction.vocabulary import Hit

LABELLED = 1.0
ABOVE_LABEL = 1.6  # line heights
OF_TWO_NAMES = 0.8
ADDRESS_REACH = 4  # lines from a name within which its address begins
TWO_NAMES, NAMES_AND_ADDRESS = 0.85, 3  # of the points where two names stand over an address; lines of such a block
LONG_WORD = 4  # letters: two names that share a shorter one may be two companies'
FULL_NAME = 0.3  # points from which a longer name without a legal form is the brand's full name


def find_customer(evidence: Evidence, table_rows: frozenset[int]) -> Party | None:
    """The customer, by label, by the form of address or by the address block."""
    labelled = _labelled(evidence, "customer") or list(addressed(evidence, LABELLED))
    if labelled:
        return max(labelled, key=lambda party: party.points)
    return (
        _second_of_two_names(evidence)
        or address_block(evidence, table_rows)
        or max(_labelled(evidence, "customer_weak"), key=lambda party: party.points, default=None)
    )


def find_supplier(
    evidence: Evidence, customer: Party | None, context: Context, table_rows: frozenset[int]
) -> Party | None:
    """The supplier: by label, else the name that most speaks for."""
    parties = _labelled(evidence, "supplier")
    known = {fold(name) for name in context.company_names}
    taken = _customer_segments(evidence, customer)
    look = Look.of(evidence)
    parties += [scored(evidence, look, segment, name, taken) for segment, name in possible_names(evidence, table_rows)]
    parties = [party for party in parties if fold(party.name) not in known]
    if customer:
        parties = [party for party in parties if not same_name(party.name, customer.name)]
    best = max(parties, key=lambda party: (round(party.points, 3), -party.segment.row), default=None)
    return _in_full(evidence, best, parties) if best else None


def _in_full(evidence: Evidence, best: Party, parties: Sequence[Party]) -> Party:
    """The registered name where the best is only the brand that it begins with."""
    brand = fold(best.name)
    registered = _registered(evidence, best)
    if registered:
        return registered
    longer = [
        party
        for party in parties
        if party.points > 0
        and fold(party.name).startswith(brand)
        and len(party.name.split()) > len(best.name.split())
        and (has_legal_form(party.name) or party.points >= FULL_NAME)
    ]
    if not longer or has_legal_form(best.name):
        return best
    full = max(longer, key=lambda party: party.points)
    return replace(full, points=max(full.points, best.points))


def _registered(evidence: Evidence, best: Party) -> Party | None:
    """The company in the line under a brand that is written like it begins: "KRANICHprint", "Kranich Druck GmbH"."""
    if best.labelled or has_legal_form(best.name) or len(best.lines) < 2:  # noqa: PLR2004 - there is no next line
        return None
    under = best.lines[1]
    name, brand = name_part(under.text), fold(best.name)
    first = fold(name.partition(" ")[0])
    alike = len(first) >= LONG_WORD and brand.startswith(first)
    company = has_legal_form(name) and is_name(name) and not is_labelled(evidence, under)
    return replace(best, name=name, segment=under, lines=best.lines[1:]) if company and alike else None


def _labelled(evidence: Evidence, role: str) -> list[Party]:
    found: list[Party] = []
    for hit in evidence.labels:
        if role not in hit.names() or not is_heading(hit):
            continue
        segment, name = _name_of(evidence, hit)
        if segment and name:
            block = block_below(evidence, segment)
            points = LABELLED * heading_strength(hit) * (TWO_NAMES if _has_second_name(evidence, name, block) else 1.0)
            found.append(Party(name, points, segment, block, labelled=True))
    return found


def _has_second_name(evidence: Evidence, name: str, block: Sequence[Segment]) -> bool:
    """Whether another name stands between a name and its address: either may be the company, the other its person's."""
    if has_legal_form(name) or len(block) < NAMES_AND_ADDRESS:
        return False
    second = name_part(block[1].text)
    plain = is_name(second) and second == block[1].text and not any(letter.isdigit() for letter in second)
    addressed_below = any(is_address(segment.text) for segment in block[2:4])
    return plain and addressed_below and not is_labelled(evidence, block[1]) and not is_street(second)


def _name_of(evidence: Evidence, hit: Hit) -> tuple[Segment | None, str | None]:
    """The name that belongs to a party's label: behind it, to the right, above, or below."""
    rest = " ".join(word.text for word in hit.segment.words[hit.end :])
    if hit.text.endswith("/"):
        rest = ""  # the same label in another language
    if is_name(name_part(rest)):
        return hit.segment, _completed(name_part(rest), block_below(evidence, hit.segment))
    named = _named_line(evidence, hit)
    if named:
        return named
    below = [segment for _, segment in lines_below(evidence, hit)]
    titles = {title.segment for title in evidence.titles}
    first = next((s for s in below if not is_labelled(evidence, s) and s not in titles), None)
    above = _above(evidence, hit)
    if above and (first is None or is_address(first.text)):
        return above, name_part(above.text)
    right = _right(evidence, hit)
    announced = hit.fills_segment and hit.text.endswith((":", "："))
    if right and (announced or first is None or is_address(first.text) or is_labelled(evidence, below[0])):
        return right, in_full(evidence, right)
    names = first_name(evidence, below)
    if names is None or (_has_value(evidence, hit) and not _is_over_street(evidence, names)):
        return None, None
    return names, in_full(evidence, names)


def _has_value(evidence: Evidence, hit: Hit) -> bool:
    """Whether what stands behind a label, or right of it, is no name but its value: "Customer: 86436"."""
    segment, text = _behind(evidence, hit)
    return bool(text) and segment is not None and not (segment is not hit.segment and is_labelled(evidence, segment))


def _is_over_street(evidence: Evidence, segment: Segment) -> bool:
    return any(is_address(line.text) for line in block_below(evidence, segment)[1:ADDRESS_REACH])


def in_full(evidence: Evidence, segment: Segment) -> str:
    """A line's name with its legal form, where only that went to the next line."""
    return _completed(name_part(segment.text), block_below(evidence, segment))


def _completed(name: str, block: Sequence[Segment]) -> str:
    """A name with what the next line of its block holds of its legal form, or of the Chinese word that it ends."""
    if len(block) < 2 or has_legal_form(name):  # noqa: PLR2004 - there is no next line
        return name
    following = block[1].text
    if is_legal_form(following):
        return f"{name} {following}"
    cut = is_ideographic(name) and is_ideographic(following) and has_eastern_form(name + following)
    return name + following if cut else name


def _named_line(evidence: Evidence, hit: Hit) -> tuple[Segment, str] | None:
    """A line "Name: ..." in the label's section."""
    at_side = any(side.hit is hit for side in evidence.sides)
    for label in evidence.labels:
        near = label.segment.page == hit.segment.page and (at_side or hit.segment.row < label.segment.row)
        alone = label.fills_segment or label.text.endswith((":", "："))
        if near and alone and label.names()[0] == "name" and section_of(evidence, label.segment) is hit:
            segment, text = _behind(evidence, label)
            if segment and is_name(name_part(text)):
                return segment, name_part(text)
            first = _under(evidence, label)
            if first and is_name(name_part(first.text)):
                return first, name_part(first.text)
    return None


def _under(evidence: Evidence, label: Hit) -> Segment | None:
    """The first text under a label that is alone in its cell of a form; under a table's header it is a product."""
    if not label.fills_segment or is_header_row(evidence, evidence.rows[label.segment.row]):
        return None
    return next((s for _, s in lines_below(evidence, label) if not is_labelled(evidence, s)), None)


def _behind(evidence: Evidence, label: Hit) -> tuple[Segment | None, str]:
    """What stands behind a label in its segment or, where it fills that, in the next."""
    if not label.fills_segment:
        return label.segment, " ".join(word.text for word in label.segment.words[label.end :])
    row = evidence.rows[label.segment.row]
    following = row[row.index(label.segment) + 1 :]
    return (following[0], following[0].text) if following else (None, "")


def _right(evidence: Evidence, hit: Hit) -> Segment | None:
    row = evidence.rows[hit.segment.row]
    following = row[row.index(hit.segment) + 1 :]
    if following and not is_labelled(evidence, following[0]) and is_name(name_part(following[0].text)):
        return following[0]
    return None


def _above(evidence: Evidence, hit: Hit) -> Segment | None:
    """The line right above a label, where a form writes the name over it."""
    row = evidence.rows.get(hit.segment.row - 1, ())
    for segment in row:
        close = 0 <= hit.box.top - segment.box.bottom <= ABOVE_LABEL * hit.segment.size
        beside = close and segment.page == hit.segment.page and abs(segment.box.left - hit.box.left) < ALIGNED
        if beside and is_name(segment.text) and not is_labelled(evidence, segment):
            return segment
    return None


def _second_of_two_names(evidence: Evidence) -> Party | None:
    """The second of two labelled names, where a form spells both out and heads neither: the sender's comes first."""
    found: list[tuple[str, Segment]] = []
    for label in evidence.labels:
        if label.start == 0 and label.names()[0] == "name" and label.text.endswith((":", "：")):
            segment, text = _behind(evidence, label)
            if segment and is_name(name_part(text)) and section_of(evidence, label.segment) is None:
                found.append((name_part(text), segment))
    if len(found) != 2 or same_name(found[0][0], found[1][0]):  # noqa: PLR2004 - a sender and a customer
        return None
    name, segment = found[1]
    return Party(name, OF_TWO_NAMES, segment, (*evidence.rows[segment.row], *block_below(evidence, segment)[1:]))


def _customer_segments(evidence: Evidence, customer: Party | None) -> set[Segment]:
    taken = set(customer.lines) if customer else set()
    for hit in evidence.labels:
        if hit.names()[0] in ("customer", "delivery") and is_heading(hit):
            below = [segment for _, segment in lines_below(evidence, hit)]
            taken.update(block_below(evidence, below[0]) if below else ())
    return taken
