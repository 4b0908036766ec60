"""What labels say of a candidate."""

from functools import partial

from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import may_be_name
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.candidates import NameOrigin, Spot
from chalicelib.extraction.parties.features.block import has_second_name
from chalicelib.extraction.parties.pointing import Place
from chalicelib.extraction.parties.scene import Scene
from chalicelib.extraction.parties.sections import is_labelled
from chalicelib.extraction.scoring.feature import Feature

LOWER_HALF = 0.5  # of the page's height
OUTRIGHT = 3.0  # what says outright whose a name is, but is rare: the fitting's penalty holds its weight down less


def _pointed(scene: Scene, spot: Spot, *, role: str) -> float:
    """How strongly a label of a role points at a name, or at the first part of it."""
    found = [pointer for pointer in scene.pointers.get(spot.segment, ()) if pointer.role == role]
    line = spot.segment in scene.addressed  # the label's name has the honorific, too
    mine = [pointer.strength for pointer in found if line or fold(spot.name).startswith(fold(pointer.name))]
    return max(mine, default=0.0)


def _pointed_elsewhere(scene: Scene, spot: Spot, *, role: str) -> float:
    """Whether a label of a role points at the same name in another place: in a slip, a header, a running title."""
    places = scene.named_as[role].get(fold(spot.name), set())
    return bool(places - {spot.segment})


def _low_label(scene: Scene, spot: Spot) -> float:
    """Whether the supplier's label stands in the lower half, as that of an account's holder does."""
    found = scene.pointers.get(spot.segment, ())
    return any(p.role == "supplier" and scene.place(p.label.segment) > LOWER_HALF for p in found)


def _label_in_block(scene: Scene, spot: Spot) -> float:
    """Whether the label stands right under another name, and so names its person."""
    for pointer in scene.pointers.get(spot.segment, ()):
        row = scene.evidence.rows.get(pointer.label.segment.row - 1, ())
        named = [above for above in row if _is_over(above, pointer.label) and may_be_name(above.text)]
        if not all(is_labelled(scene.evidence, above) for above in named):
            return True
    return False


def _is_over(above: Segment, label: Hit) -> bool:
    """Whether a text of the row above stands closely over a label, at its left edge."""
    if above.page != label.segment.page or abs(above.box.left - label.box.left) >= ALIGNED:
        return False
    return above.box.bottom > label.box.top - label.segment.size


def _places(scene: Scene, spot: Spot) -> set[Place]:
    """Where a name stands, seen from the labels that point at it."""
    return {pointer.place for pointer in scene.pointers.get(spot.segment, ())}


def _label_over_two(scene: Scene, spot: Spot) -> float:
    return spot.segment in scene.pointers and has_second_name(spot)


def _label_behind(scene: Scene, spot: Spot) -> float:
    return Place.BEHIND in _places(scene, spot)


def _label_beside(scene: Scene, spot: Spot) -> float:
    return not _places(scene, spot).isdisjoint((Place.RIGHT, Place.ABOVE))


def _label_line(scene: Scene, spot: Spot) -> float:
    return Place.LINE in _places(scene, spot)


def _line_of_pointed(scene: Scene, spot: Spot) -> float:
    """Whether a label points at another reading of the line."""
    return bool(scene.pointers.get(spot.segment)) and spot.origin is not NameOrigin.POINTED


def _section(scene: Scene, spot: Spot, *, role: str) -> float:
    return spot.segment not in scene.pointers and scene.sections.role(spot.segment) == role


def _honorific(scene: Scene, spot: Spot) -> float:
    addressed = scene.addressed.get(spot.segment) == spot.name
    return OUTRIGHT * (addressed or spot.segment in scene.greeted)


def _named_first(scene: Scene, spot: Spot) -> float:
    return bool(scene.named) and scene.named[0][0] is spot.segment


def _named_later(scene: Scene, spot: Spot) -> float:
    return any(segment is spot.segment for segment, _ in scene.named[1:])


def _label(name: str, meaning: str, role: str) -> Feature:
    return Feature(name, meaning, partial(_pointed, role=role))


def _elsewhere(name: str, meaning: str, role: str) -> Feature:
    return Feature(name, meaning, partial(_pointed_elsewhere, role=role))


def _in_section(name: str, meaning: str, role: str) -> Feature:
    return Feature(name, meaning, partial(_section, role=role))


FEATURES = (
    _label("supplier_label", "a label such as \"Seller\" points at it; its strength", "supplier"),
    _label("customer_label", "a label such as \"Bill to\" points at it; its strength", "customer"),
    _label("weak_customer_label", "a label that may mean the customer points at it: \"Guest\"", "customer_weak"),
    _label("delivery_label", "a label such as \"Ship to\" points at it", "delivery"),
    _elsewhere("supplier_elsewhere", "a label of the supplier points at the same name elsewhere", "supplier"),
    _elsewhere("customer_elsewhere", "a label of the customer points at the same name elsewhere", "customer"),
    Feature("low_label", "the supplier's label stands in the lower half: an account's holder", _low_label),
    Feature("label_in_block", "the label stands right under another name, whose person it names", _label_in_block),
    Feature("label_over_two", "a label points at it, but another plain name stands over the address", _label_over_two),
    Feature("label_before", "the label stands before it in one line", _label_behind),
    Feature("label_beside", "the label stands to its left or under it", _label_beside),
    Feature("label_line", "a line \"Name: ...\" under the label", _label_line),
    Feature("other_reading", "a label points at its line, but at other words of it", _line_of_pointed),
    _in_section("supplier_section", "stands in the supplier's section, but not where the label points", "supplier"),
    _in_section("customer_section", "the same in the customer's", "customer"),
    _in_section("delivery_section", "the same where goods are delivered", "delivery"),
    Feature("honorific", "a word such as 御中 follows, or a salutation stands alone over it", _honorific),
    Feature("named_first", "the first line \"Name: ...\"", _named_first),
    Feature("named_later", "another line \"Name: ...\"", _named_later),
)  # fmt: skip
