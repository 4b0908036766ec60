"""Which way up the text of a picture is, by the places that Textract gives.

It reads text in any direction and gives each word's corners from its own top left one, clockwise: the first edge
runs the way the word is read.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chalicelib.extraction.box import Box
from chalicelib.extraction.pages.text_orientation import Turn, turned_point

if TYPE_CHECKING:
    from mypy_boto3_textract.type_defs import PointTypeDef


def direction(polygon: "Sequence[PointTypeDef]", size: tuple[int, int]) -> Turn:
    """The turn that a word needs, by its first edge.

    >>> corners = [{"X": 0.5, "Y": 0.1}, {"X": 0.5, "Y": 0.3}, {"X": 0.4, "Y": 0.3}, {"X": 0.4, "Y": 0.1}]
    >>> direction(corners, (100, 200)).name  # it runs downwards
    'LEFT'
    """
    across = (polygon[1]["X"] - polygon[0]["X"]) * size[0]
    down = (polygon[1]["Y"] - polygon[0]["Y"]) * size[1]
    return Turn(round(math.degrees(math.atan2(down, across)) / 90) % 4 * 90)


def usual_turn(words: Iterable[tuple[Turn, str]]) -> Turn:
    """The turn of most letters.

    >>> usual_turn([(Turn.LEFT, "Invoice"), (Turn.NONE, "1")]).name
    'LEFT'
    """
    letters: Counter[Turn] = Counter()
    for turn, text in words:
        letters[turn] += len(text)
    return letters.most_common(1)[0][0] if letters else Turn.NONE


def upright_box(polygon: "Sequence[PointTypeDef]", turn: Turn, size: tuple[int, int]) -> Box:
    """A word's box in the turned picture, in pixels.

    >>> corners = [{"X": 0.5, "Y": 0.1}, {"X": 0.5, "Y": 0.3}, {"X": 0.4, "Y": 0.3}, {"X": 0.4, "Y": 0.1}]
    >>> upright_box(corners, Turn.LEFT, (100, 200))
    Box(left=20.0, top=50.0, right=60.0, bottom=60.0)
    """
    points = [turned_point(point["X"] * size[0], point["Y"] * size[1], turn, size) for point in polygon]
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))
