"""What labels say: those that are known, by the rules and their strengths, and those that are only like them."""

from collections.abc import Callable

from chalicelib.extraction.details.features.placed import placed
from chalicelib.extraction.details.likeness import OTHER
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot, has_title_word, lead_above, lead_beside, likeness_to
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.scoring.feature import Feature

SURE, FAIR = 0.85, 0.6  # of a rule's score
GROUPS = ("number", "issued", "due", "order", OTHER)
SENTENCE_WORDS = 7
Measure = Callable[[Scene, Spot], float]


def of(group: str) -> tuple[Feature, ...]:
    """The features of one field, whose labels are a group; those of the others speak against it."""
    others = [other for other in GROUPS if other != group]
    return (
        Feature("rule", "the score that the rules of labels give the value", _rule),
        Feature("rule_fair", "the same: it is fair", _rule_fair),
        Feature("rule_sure", "the same: it is high", _rule_sure),
        Feature("rules_first", "the rules would take it", _rules_first),
        Feature("like_beside", "the text before it is like one of its labels", _like(lead_beside, [group])),
        Feature("like_above", "the text above it is", _like(lead_above, [group])),
        Feature("other_beside", "the text before it is like another thing's label", _like(lead_beside, others)),
        Feature("other_above", "the text above it is", _like(lead_above, others)),
        Feature("named_otherwise", "a label of another thing claims it; its strength", _named_otherwise),
        Feature("title_beside", "the text before it has the document's title in it", _title(lead_beside)),
        Feature("title_above", "the text above it has", _title(lead_above)),
        Feature("colon", "a colon or a number sign leads to it", _colon),
        Feature("no_lead", "nothing stands before it or above it", _no_lead),
        Feature("sentence", "it stands in a sentence", _sentence),
    )


def _rule(_: Scene, spot: Spot) -> float:
    return spot.rule


def _rule_fair(_: Scene, spot: Spot) -> float:
    return spot.rule >= FAIR


def _rule_sure(_: Scene, spot: Spot) -> float:
    return spot.rule >= SURE


def _rules_first(_: Scene, spot: Spot) -> float:
    return spot.is_rules_first


def _like(lead: Callable[[Scene, Spot], str], groups: list[str]) -> Measure:
    return lambda scene, spot: likeness_to(scene, lead(scene, spot), groups)


def _title(lead: Callable[[Scene, Spot], str]) -> Measure:
    return lambda scene, spot: has_title_word(scene, lead(scene, spot))


def _named_otherwise(scene: Scene, spot: Spot) -> float:
    return scene.named_otherwise.get((spot.segment, spot.start), 0.0) if spot.segment else 0.0


def _colon(scene: Scene, spot: Spot) -> float:
    return lead_beside(scene, spot).endswith((":", "：", "#", "°", "º"))


@placed
def _no_lead(scene: Scene, spot: Spot, _: Segment) -> float:
    return not lead_beside(scene, spot) + lead_above(scene, spot)


@placed
def _sentence(_: Scene, __: Spot, segment: Segment) -> float:
    return len(segment.words) > SENTENCE_WORDS
