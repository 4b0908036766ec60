"""Pages that were scanned askew or photographed at an angle, set straight by the slopes of their lines.

On a page that was turned a little all lines have one slope; on one that was photographed from below, the slope changes
from top to bottom. So the slope is fitted as a line over the height. Words are moved as if the page had been laid
straight, so that what stands in one row on paper stands in one row; their places are given on the picture as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from chalicelib.extraction.box import Box
from chalicelib.ocr.recognition import RecognisedWord

MIN_LENGTHS = (4.0, 2.0)  # heights of a word whose slope says something: shorter ones where long ones are few
FEW = 6  # words
STRAY = 0.03  # from the usual slope: handwriting, stamps, drawings
MAX_SLOPE = 0.2  # some eleven degrees; more is another kind of page
SPREAD = 0.4  # of the height that words span, before a change of slope is believed
MAX_BEND = 0.1  # change of the slope from top to bottom
ROUNDS = 4  # of inverting the move by steps: each leaves at most a fifth of the error


@dataclass(frozen=True)
class Straightening:
    """How a picture's lines fall: `slope` at its middle, changing by `bend` for each unit down."""

    slope: float
    bend: float
    middle: tuple[float, float]

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the picture lies on the straight page."""
        across, down = x - self.middle[0], y - self.middle[1]
        return x + self.slope * down, y - (self.slope + self.bend * down) * across

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the straight page lies on the picture.

        >>> askew = Straightening(0.05, 0.0001, (500.0, 700.0))
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


def find_straightening(words: Sequence[RecognisedWord], size: tuple[float, float]) -> Straightening:
    """The straightening of a picture of such a size, by its words."""
    middle = size[0] / 2, size[1] / 2
    level = _level(words)
    slope, bend = _fitted(level, middle[1])
    if _spanned(level) < SPREAD * size[1] or abs(bend) * size[1] > MAX_BEND:
        slope, bend = _mean(level), 0.0
    return Straightening(slope, bend, middle)


def _level(words: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """The words that are long enough to say how lines fall, without those that fall otherwise than most."""
    by_length = [_longer_than(words, heights) for heights in MIN_LENGTHS]
    long = by_length[0] if len(by_length[0]) >= FEW else by_length[-1]
    usual = median([word.slope for word in long]) if long else 0.0
    return [word for word in long if abs(word.slope - usual) <= STRAY and abs(word.slope) <= MAX_SLOPE]


def _longer_than(words: Sequence[RecognisedWord], heights: float) -> list[RecognisedWord]:
    return [word for word in words if word.right - word.left >= heights * (word.bottom - word.top)]


def _spanned(words: Sequence[RecognisedWord]) -> float:
    """The height that words reach over."""
    if not words:
        return 0.0
    return max([word.bottom for word in words]) - min([word.top for word in words])


def _mean(words: Sequence[RecognisedWord]) -> float:
    """The words' slope, each weighed by its length."""
    weight = slope = 0.0
    for word in words:
        weight += word.right - word.left
        slope += word.slope * (word.right - word.left)
    return slope / weight if weight else 0.0


def _fitted(words: Sequence[RecognisedWord], middle: float) -> tuple[float, float]:
    """Slope and bend by least squares, each word weighed by its length."""
    weight = down = slope = 0.0
    for word in words:
        y, length = _down(word, middle), word.right - word.left
        weight, down, slope = weight + length, down + y * length, slope + word.slope * length
    if not weight:
        return 0.0, 0.0
    down, slope = down / weight, slope / weight
    spread = together = 0.0
    for word in words:
        y, length = _down(word, middle) - down, word.right - word.left
        spread, together = spread + y**2 * length, together + y * (word.slope - slope) * length
    bend = together / spread if spread else 0.0
    return slope - bend * down, bend


def _down(word: RecognisedWord, middle: float) -> float:
    """How far under the middle of the page a word stands."""
    return (word.top + word.bottom) / 2 - middle


def _centre(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _moved(box: Box, centre: tuple[float, float]) -> Box:
    x, y = _centre(box)
    across, down = centre[0] - x, centre[1] - y
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)
