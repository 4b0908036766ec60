"""How a date lies to the other dates on the pages."""

import datetime as dt

from chalicelib.extraction.details.features.placed import placed
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.scoring.feature import Feature

TERMS = frozenset({7, 8, 10, 14, 15, 20, 21, 28, 29, 30, 31, 45, 60, 90})  # days, as payment terms have them
YEARS = 2 * 366  # days by which a date is older than the newest and so another thing's


def date_of(spot: Spot) -> dt.date:
    """The candidate's day."""
    return dt.date.fromisoformat(spot.value)


def _others(scene: Scene, spot: Spot) -> set[dt.date]:
    return set(scene.dates.values()) - {date_of(spot)}


def _only(scene: Scene, spot: Spot) -> float:
    return bool(scene.dates) and not _others(scene, spot)


def _earliest(scene: Scene, spot: Spot) -> float:
    return date_of(spot) < min(_others(scene, spot), default=dt.date.min)


def _latest(scene: Scene, spot: Spot) -> float:
    return date_of(spot) > max(_others(scene, spot), default=dt.date.max)


@placed
def _first(scene: Scene, spot: Spot, _: Segment) -> float:
    first = min(scene.dates, default=None)
    return first is not None and scene.dates[first] == date_of(spot)


def _often(scene: Scene, spot: Spot) -> float:
    return list(scene.dates.values()).count(date_of(spot)) > 1


def _terms_follow(scene: Scene, spot: Spot) -> float:
    return any((other - date_of(spot)).days in TERMS for other in _others(scene, spot))


def _terms_before(scene: Scene, spot: Spot) -> float:
    return any((date_of(spot) - other).days in TERMS for other in _others(scene, spot))


def _old(scene: Scene, spot: Spot) -> float:
    newest = max(scene.dates.values(), default=dt.date.min)
    return (newest - date_of(spot)).days > YEARS


@placed
def _pair(scene: Scene, _: Spot, segment: Segment) -> float:
    return len(scene.others_in(segment, (Kind.DATE,))) > 1


@placed
def _ends_text(_: Scene, spot: Spot, segment: Segment) -> float:
    return spot.end == len(segment.words)


FEATURES = (
    Feature("only", "the only date on the pages", _only),
    Feature("earliest", "earlier than all others", _earliest),
    Feature("latest", "later than all others", _latest),
    Feature("first", "the first that is printed", _first),
    Feature("often", "printed more than once", _often),
    Feature("terms_follow", "another date is later by 7, 14, 30 or so many days as terms have", _terms_follow),
    Feature("terms_before", "another date is earlier by so many days", _terms_before),
    Feature("old", "two years before the latest", _old),
    Feature("pair", "one of two dates in one text, as of a period", _pair),
    Feature("ends_text", "ends its text", _ends_text),
)
