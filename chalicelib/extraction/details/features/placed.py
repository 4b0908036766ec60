"""What is measured of a candidate that stands in a text; a computed candidate has no such measures."""

from collections.abc import Callable

from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot
from chalicelib.extraction.pages.page import Segment


def placed(measure: Callable[[Scene, Spot, Segment], float]) -> Callable[[Scene, Spot], float]:
    """The measure of a candidate by the text that it stands in, 0 without one."""

    def measured(scene: Scene, spot: Spot) -> float:
        return measure(scene, spot, spot.segment) if spot.segment else 0.0

    return measured
