"""What stands in a candidate's block and around it."""

from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.letters import has_digit, texts_of
from chalicelib.extraction.lexicon.care_of import is_care_of, is_office, names_attention
from chalicelib.extraction.lexicon.names import (
    has_legal_form,
    has_postal_code,
    is_address,
    is_name,
    may_be_name,
    name_part,
)
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.page import Segment, same_left
from chalicelib.extraction.parties.blocks import BLOCK_LEADING, is_over_address
from chalicelib.extraction.parties.candidates import Spot
from chalicelib.extraction.parties.scene import FOOT, Scene
from chalicelib.extraction.parties.sender_lines import is_in_window
from chalicelib.extraction.scoring.feature import Feature

LOOSE, LOOSE_ROWS = 8.0, 8  # line heights, rows
MUCH_SMALLER = 0.7  # of a line's size: such a line is of another block, a label or a sender's line
TWO_LINES = 3


def _over_address(_: Scene, spot: Spot) -> float:
    return is_over_address(spot.block)


def _right_over_address(_: Scene, spot: Spot) -> float:
    return len(spot.block) > 1 and is_address(spot.block[1].text)


def _address_follows(scene: Scene, spot: Spot) -> float:
    """Whether a postal code stands further down in the column, set too loosely to be of the block."""
    if is_over_address(spot.block):
        return False
    segment = spot.segment
    for number in range(segment.row + 1, segment.row + LOOSE_ROWS):
        for line in scene.evidence.rows.get(number, ()):
            if _stands_under(line, segment) and has_postal_code(line.text):
                return True
    return False


def _stands_under(line: Segment, segment: Segment) -> bool:
    """Whether a text of a row below stands loosely under another, at its left edge."""
    return same_left(line, segment, ALIGNED) and line.box.top - segment.box.top < LOOSE * segment.size


def _sender_line(scene: Scene, spot: Spot) -> float:
    return spot.segment in scene.sender_lines


def _under_sender_line(scene: Scene, spot: Spot) -> float:
    return any(is_in_window(line, spot.segment) for line in scene.sender_lines)


def _above(scene: Scene, segment: Segment) -> Segment | None:
    """The line of the same block above a segment."""
    for line in scene.evidence.rows.get(segment.row - 1, ()):
        if _stands_over(line, segment) and line not in scene.sender_lines:
            return line
    return None


def _text_above(scene: Scene, spot: Spot) -> str:
    """What stands above a candidate in its block."""
    above = _above(scene, spot.segment)
    return above.text if above else ""


def _stands_over(line: Segment, segment: Segment) -> bool:
    """Whether a text of the row above stands closely over another, in a type that is not much smaller."""
    if line.page != segment.page or overlap_x(line.box, segment.box) <= 0:
        return False
    close = segment.box.top - line.box.top < BLOCK_LEADING * max(line.size, segment.size)
    return close and line.size > MUCH_SMALLER * segment.size


def _begins_block(scene: Scene, spot: Spot) -> float:
    return _above(scene, spot.segment) is None


def _under_company(scene: Scene, spot: Spot) -> float:
    return has_legal_form(name_part(_text_above(scene, spot))) and not has_legal_form(spot.name)


def _under_name(scene: Scene, spot: Spot) -> float:
    above = _text_above(scene, spot)
    return may_be_name(above) and not is_address(above)


def _over_company(_: Scene, spot: Spot) -> float:
    if len(spot.block) == 1 or has_legal_form(spot.name):
        return False
    following = name_part(spot.block[1].text)
    return is_name(following) and has_legal_form(following)


def has_second_name(spot: Spot) -> bool:
    """Whether another name without a legal form stands between a name and its address."""
    if len(spot.block) < TWO_LINES or has_legal_form(spot.name):
        return False
    second = spot.block[1].text
    if is_address(second) or has_digit(second) or not is_name(second):
        return False
    return any(map(is_address, texts_of(spot.block[2:4])))


def _second_name(_: Scene, spot: Spot) -> float:
    return has_second_name(spot)


def _under_address(scene: Scene, spot: Spot) -> float:
    return is_address(_text_above(scene, spot))


def _labels(scene: Scene, spot: Spot, *names: str) -> bool:
    return any(hit.name in names for hit in scene.evidence.labels_of(*spot.block))


def _values(scene: Scene, spot: Spot, kind: Kind) -> bool:
    return any(value.kind is kind for value in scene.evidence.values_of(*spot.block))


def _tax_id(scene: Scene, spot: Spot) -> float:
    return _values(scene, spot, Kind.VAT_ID) or _labels(scene, spot, "tax_id", "company_id")


def _account(scene: Scene, spot: Spot) -> float:
    return _values(scene, spot, Kind.IBAN) or _labels(scene, spot, "iban", "bic")


def _mail(scene: Scene, spot: Spot) -> float:
    return _values(scene, spot, Kind.EMAIL)


def _web(_: Scene, spot: Spot) -> float:
    return any("www." in line.text or "http" in line.text for line in spot.block)


def _attention(_: Scene, spot: Spot) -> float:
    return any(map(_is_for_addressee, texts_of(spot.block)))


def _is_for_addressee(text: str) -> bool:
    """Whether a line is one of an address on an envelope: "Attn Anna Berg", "Accounts Dept", "c/o Berg GmbH".

    "v/ Anna Berg" may also say whose firm it is.
    """
    if names_attention(text) or is_office(text):
        return True
    return is_care_of(text) and not text.startswith("v/")


def _foot_block(scene: Scene, spot: Spot) -> float:
    if scene.place(spot.segment) <= FOOT:
        return False
    return is_over_address(spot.block) or _right_over_address(scene, spot)


def _lonely(_: Scene, spot: Spot) -> float:
    return len(spot.block) == 1


FEATURES = (
    Feature("over_address", "a postal code follows in its block", _over_address),
    Feature("right_over_address", "the next line is a street or a town", _right_over_address),
    Feature("address_follows", "a postal code stands further down in its column, loosely set", _address_follows),
    Feature("under_address", "the line above is a street or a town", _under_address),
    Feature("sender_line", "its address stands behind it in one line, as over an envelope's window", _sender_line),
    Feature("under_sender_line", "stands right under such a line: the window", _under_sender_line),
    Feature("begins_block", "nothing stands right above it", _begins_block),
    Feature("under_company", "a company stands right above: a slogan, a department or a person", _under_company),
    Feature("under_name", "another name stands right above", _under_name),
    Feature("over_company", "a company stands right under it: a person or a brand", _over_company),
    Feature("second_name", "another name stands between it and its address", _second_name),
    Feature("tax_id", "a tax or register number stands in its block", _tax_id),
    Feature("account", "bank details stand in its block", _account),
    Feature("mail", "an e-mail address stands in its block", _mail),
    Feature("web", "a web address stands in its block", _web),
    Feature("attention", "its block says for whose attention the letter is, or care of whom", _attention),
    Feature("foot_block", "in the foot, over an address", _foot_block),
    Feature("lonely", "nothing else stands in its block", _lonely),
)  # fmt: skip
