"""Pages that were scanned askew or photographed at an angle, set straight by the slopes of their lines.

On a page that was turned a little all lines have one slope; on one that was photographed from below, the slope changes
from top to bottom, and on a sheet that is not flat from left to right. So the slope is fitted as a plane over the page.
Words are moved as if the page had been laid straight, so that what stands in one row on paper stands in one row; their
places are given on the picture as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from chalicelib.extraction.box import Box
from chalicelib.ocr.recognition import RecognisedWord

MIN_LENGTHS = (4.0, 2.0)  # heights of a word whose slope says something: shorter ones where long ones are few
FEW = 6  # words
STRAYS = (0.06, 0.03)  # from the slope that is expected where a word stands: handwriting, stamps, drawings
MAX_SLOPE = 0.2  # some eleven degrees; more is another kind of page
SPREAD = 0.4  # of the page's height or width that words span, before a change of slope is believed
MAX_CHANGE = 0.25  # of the slope from top to bottom, or from left to right
BESIDE = 0.4  # of a word's height: how far the heights of two words in one row may differ
WAYS = ((True, False), (True, True), (False, False))  # whether the slope changes down, and across
ALMOST_NOTHING = 1e-9  # of what a column of the equations came to
MAX_NEIGHBOURS = 50  # words that one is compared with: no row has more
ROUNDS = 6  # of inverting the move by steps: each leaves a third of the error at most


@dataclass(frozen=True)
class Straightening:
    """How a picture's lines fall: `slope` at its middle, changing by `bend` for each unit down, by `curl` across."""

    slope: float
    bend: float
    middle: tuple[float, float]
    curl: float = 0.0

    def slope_at(self, x: float, y: float) -> float:
        """How a line falls at a point of the picture."""
        return self.slope + self.bend * (y - self.middle[1]) + self.curl * (x - self.middle[0])

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the picture lies on the straight page."""
        across, down = x - self.middle[0], y - self.middle[1]
        return x + self.slope * down, y - (self.slope + self.bend * down + self.curl * across / 2) * across

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the straight page lies on the picture.

        >>> askew = Straightening(0.05, 0.0001, (500.0, 700.0), 0.0001)
        >>> [round(place) for place in askew.back(*askew.straight(100.0, 1300.0))]
        [100, 1300]
        """
        there = x, y
        for _ in range(ROUNDS):
            reached = self.straight(*there)
            there = there[0] + x - reached[0], there[1] + y - reached[1]
        return there

    def straight_box(self, box: Box) -> Box:
        """A word's box, moved as a whole."""
        return _moved(box, self.straight(*_centre(box)))

    def box_on_picture(self, box: Box) -> Box:
        """The box of a word, or of several in one row, where the picture shows it."""
        (left, left_y), (right, right_y) = (self.back(x, (box.top + box.bottom) / 2) for x in (box.left, box.right))
        half = (box.bottom - box.top) / 2
        return Box(left, min(left_y, right_y) - half, right, max(left_y, right_y) + half)


@dataclass(frozen=True, slots=True)
class _Fall:
    """A word's middle, seen from the page's, its slope, and its length, by which it counts."""

    across: float
    down: float
    slope: float
    length: float


def find_straightening(words: Sequence[RecognisedWord], size: tuple[float, float]) -> Straightening:
    """The straightening of a picture of such a size, by its words.

    Of those that the words' slopes suggest, it is the one after which most words stand side by side.
    """
    middle = size[0] / 2, size[1] / 2
    falls = [_fall(word, middle) for word in _long(words)]
    spanned = _spread([fall.down for fall in falls]) >= SPREAD * size[1]
    planes = [_fitted(falls, *way) for way in (WAYS if spanned else WAYS[-1:])]
    found = [Straightening(slope, bend, middle, curl) for slope, bend, curl in planes if _is_sane(bend, curl, size)]
    return found[0] if len(found) == 1 else max(found, key=lambda each: _side_by_side(words, each))


def _is_sane(bend: float, curl: float, size: tuple[float, float]) -> bool:
    return abs(curl) * size[0] <= MAX_CHANGE and abs(bend) * size[1] <= MAX_CHANGE


def _fitted(falls: Sequence[_Fall], down: bool, across: bool) -> tuple[float, float, float]:  # noqa: FBT001
    """Slope, bend and curl, found twice: the second time without the words that fall otherwise than expected."""
    slope, bend, curl = (median([fall.slope for fall in falls]) if falls else 0.0), 0.0, 0.0
    for stray in STRAYS:
        expected = ((fall, slope + bend * fall.down + curl * fall.across) for fall in falls)
        level = [fall for fall, at in expected if abs(fall.slope - at) <= stray]
        slope, bend, curl = _plane(level, down=down, across=across)
    return slope, bend, curl


def _side_by_side(words: Sequence[RecognisedWord], straightening: Straightening) -> float:
    """How much of the words stands side by side on the straight page: each pair counts, more the closer its heights."""
    heights = sorted(
        (straightening.straight((word.left + word.right) / 2, (word.top + word.bottom) / 2)[1], word.right - word.left)
        for word in words
    )
    reach = BESIDE * median([word.bottom - word.top for word in words])
    total = 0.0
    for index, (height, length) in enumerate(heights):
        for other, its_length in islice(heights, index + 1, index + MAX_NEIGHBOURS):
            if other - height >= reach:
                break
            total += min(length, its_length) * (1 - (other - height) / reach)
    return total


def _long(words: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """The words that are long enough to say how lines fall."""
    upright = [word for word in words if abs(word.slope) <= MAX_SLOPE]
    by_length = [_longer_than(upright, heights) for heights in MIN_LENGTHS]
    return by_length[0] if len(by_length[0]) >= FEW else by_length[-1]


def _longer_than(words: Sequence[RecognisedWord], heights: float) -> list[RecognisedWord]:
    return [word for word in words if word.right - word.left >= heights * (word.bottom - word.top)]


def _fall(word: RecognisedWord, middle: tuple[float, float]) -> _Fall:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return _Fall(x - middle[0], y - middle[1], word.slope, word.right - word.left)


def _spread(places: Sequence[float]) -> float:
    return max(places) - min(places) if places else 0.0


def _plane(falls: Sequence[_Fall], *, down: bool, across: bool) -> tuple[float, float, float]:
    """Slope, bend and curl by least squares, each word weighed by its length."""
    rows = [(1.0, fall.down if down else 0.0, fall.across if across else 0.0) for fall in falls]
    equations = [[0.0] * 4 for _ in range(3)]
    for row, fall in zip(rows, falls, strict=True):
        for equation, factor in zip(equations, row, strict=True):
            for column, value in enumerate((*row, fall.slope)):
                equation[column] += fall.length * factor * value
    slope, bend, curl = _solved(equations)
    return slope, bend, curl


def _solved(equations: list[list[float]]) -> list[float]:
    """The unknowns of linear equations that least squares lead to; one that they say nothing of is 0."""
    least = [equation[index] * ALMOST_NOTHING for index, equation in enumerate(equations)]
    known = [0.0] * len(equations)
    told: list[int] = []
    for index, equation in enumerate(equations):
        if equation[index] > least[index]:
            _eliminate(equations, index)
            told.append(index)
    for index in told:
        known[index] = equations[index][-1] / equations[index][index]
    return known


def _eliminate(equations: list[list[float]], index: int) -> None:
    """Take an unknown out of all equations but its own."""
    pivot = equations[index]
    for other in equations:
        if other is not pivot:
            factor = other[index] / pivot[index]
            other[:] = [value - factor * above for value, above in zip(other, pivot, strict=True)]


def _centre(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _moved(box: Box, centre: tuple[float, float]) -> Box:
    x, y = _centre(box)
    across, down = centre[0] - x, centre[1] - y
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)
