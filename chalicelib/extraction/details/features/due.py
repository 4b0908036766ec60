"""How a due date lies to the issue date, which is chosen before it."""

from chalicelib.extraction.details.features.days import TERMS, date_of
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot
from chalicelib.extraction.scoring.feature import Feature

SHORT, USUAL, LONG = 5, 35, 100  # days


def _days(scene: Scene, spot: Spot) -> int:
    return (date_of(spot) - scene.issued).days if scene.issued else 0


def _before_issue(scene: Scene, spot: Spot) -> float:
    return _days(scene, spot) < 0


def _same_day(scene: Scene, spot: Spot) -> float:
    return scene.issued is not None and _days(scene, spot) == 0


def _few_days(scene: Scene, spot: Spot) -> float:
    return 0 < _days(scene, spot) <= SHORT


def _usual_days(scene: Scene, spot: Spot) -> float:
    return SHORT < _days(scene, spot) <= USUAL


def _many_days(scene: Scene, spot: Spot) -> float:
    return USUAL < _days(scene, spot) <= LONG


def _too_many_days(scene: Scene, spot: Spot) -> float:
    return _days(scene, spot) > LONG


def _round_days(scene: Scene, spot: Spot) -> float:
    return _days(scene, spot) in TERMS


def _computed(_: Scene, spot: Spot) -> float:
    return spot.segment is None


FEATURES = (
    Feature("before_issue", "before the issue date", _before_issue),
    Feature("same_day", "the issue date itself", _same_day),
    Feature("few_days", "1 to 5 days after it", _few_days),
    Feature("usual_days", "6 to 35 days after it", _usual_days),
    Feature("many_days", "36 to 100 days after it", _many_days),
    Feature("too_many_days", "more than 100 days after it", _too_many_days),
    Feature("round_days", "7, 14, 30 or so many days after it as terms have", _round_days),
    Feature("computed", "counted from terms of payment", _computed),
)
