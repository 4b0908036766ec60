"""Labels whose characters are spread out, as East Asian forms set them: over the width of a cell, or down its side.

Characters that stand alone are joined where together they are a label that is known ("名　　称", "合　　计"). A label
that is written from top to bottom (购 / 买 / 方) names everything beside it, up to the next one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from chalicelib.extraction.box import Box
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold, is_ideographic
from chalicelib.extraction.lexicon.vocabulary import Hit, Meaning, by_language, vocabulary
from chalicelib.extraction.pages.geometry import around
from chalicelib.extraction.pages.page import Page, Segment

MOST_PARTS = 6  # characters of a label that stand alone
LAST_WORDS = 2  # of the text that a spread label ends in
SAME_LEFT = 2.0  # points by which the left edges of one column of characters differ
MOST_COLUMNS = 50  # side by side
NEXT_BELOW = 4.0  # character heights from one character of a column to the next


@dataclass(frozen=True, eq=False)
class SideLabel:
    """A label written from top to bottom, and the rectangle around all of its characters."""

    hit: Hit
    box: Box

    def stands_beside(self, segment: Segment) -> bool:
        """Whether a text is to the right of it, between its ends or a line above or below them."""
        if segment.page != self.hit.segment.page or segment.box.left <= self.box.right:
            return False
        return self.box.top - segment.size <= segment.box.top <= self.box.bottom + segment.size


def closed_up(page: Page) -> Page:
    """The page with the parts of labels joined that are spread over their cell."""
    if not any(_is_lone(segment) for segment in page.segments):
        return page
    return replace(page, rows=tuple(tuple(_joined(row)) for row in page.rows))


def _is_lone(segment: Segment) -> bool:
    return len(segment.text) == 1 and is_ideographic(segment.text)


def _joined(row: Sequence[Segment]) -> Iterator[Segment]:
    start = 0
    while start < len(row):
        end = next((n for n in range(start + MOST_PARTS, start + 1, -1) if _is_label(row[start:n])), start + 1)
        words = chain.from_iterable(segment.words for segment in row[start:end])
        yield row[start] if end == start + 1 else replace(row[start], words=tuple(words))
        start = end


def _is_label(parts: Sequence[Segment]) -> bool:
    """Whether characters that stand alone are a label together with the words that the last part begins with."""
    if len(parts) < 2 or not all(_is_lone(segment) for segment in parts[:-1]):  # noqa: PLR2004 - one is not spread
        return False
    before = "".join(segment.text for segment in parts[:-1])
    words = texts_of(parts[-1].words[:LAST_WORDS])
    return any(_meanings(before + "".join(words[:count])) for count in range(1, len(words) + 1))


def _meanings(text: str) -> list[Meaning]:
    return [m for table in ("labels", "columns", "title") for m in vocabulary().lookup(fold(text), table)]


def side_labels(page: Page, languages: Sequence[str]) -> Iterator[SideLabel]:
    """The labels written from top to bottom."""
    for column in _columns(page):
        meanings = vocabulary().lookup(fold("".join(texts_of(column))), "labels")
        if len(column) > 1 and meanings:
            yield SideLabel(Hit(column[0], 0, 1, by_language(meanings, languages)), around(column))


def _columns(page: Page) -> list[list[Segment]]:
    """The lone characters of a page in columns."""
    columns: list[list[Segment]] = []
    near: list[list[Segment]] = []  # those that may go on: without this, a page full of lone characters takes minutes
    for segment in filter(_is_lone, page.segments):
        near = [c for c in near if segment.box.top - c[-1].box.top <= NEXT_BELOW * c[-1].size][-MOST_COLUMNS:]
        column = next((c for c in near if _continues(c[-1], segment)), None)
        if column is None:
            column = []
            columns.append(column)
            near.append(column)
        column.append(segment)
    return columns


def _continues(above: Segment, below: Segment) -> bool:
    beneath = 0 < below.box.top - above.box.top <= NEXT_BELOW * above.size
    return beneath and abs(above.box.left - below.box.left) < SAME_LEFT
