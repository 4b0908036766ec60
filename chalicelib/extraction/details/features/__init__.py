"""The tables of everything that is measured of a candidate; the weights file has a row for each."""

from collections.abc import Mapping

from chalicelib.extraction.details.features import days, due, label, number, place
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot
from chalicelib.extraction.scoring.feature import Feature, measured

Seen = Mapping[str, float]
ABSENT = Feature("absent", "the pages do not say it", lambda: 1.0)

NUMBER = (*label.of("number"), *number.FEATURES, *place.FEATURES)
DUE = (*label.of("due"), *days.FEATURES, *due.FEATURES, *place.FEATURES)
MODELS: Mapping[str, tuple[Feature, ...]] = {"number": NUMBER, "due": DUE}


def seen_of(features: tuple[Feature, ...], scene: Scene, spot: Spot | None) -> Seen:
    """What is seen of a candidate, without what is not there; None is the candidate "absent"."""
    if spot is None:
        return {ABSENT.name: 1.0}
    return measured(features, scene, spot)
