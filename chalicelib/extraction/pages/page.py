"""The page model: words with their places, rows, and segments (runs of words that belong together).

Both the PDF reader and the text recognition make words; everything above this module sees only pages, so that a scan
and a text PDF are understood by the same code. A *segment* is what a person sees as one piece of text in a row: a
label, a value, a table cell. It ends where the gap is wider than a space could be.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby, pairwise, product, starmap
from statistics import median

from chalicelib.extraction.box import Box
from chalicelib.extraction.letters import text_of_words, texts_of
from chalicelib.extraction.pages.fixed_width import has_fixed_width, is_one_number, is_one_space
from chalicelib.extraction.pages.geometry import around, height, middle, same_row
from chalicelib.extraction.pages.straightening import Straightening

# A space is 0.25-0.35 of the font's height, up to 0.6 in fixed-width and justified text; a column gap is wider.
SEGMENT_GAP = 0.9
AMPERSAND_GAP = 2.2  # beside an "&" alone, which stands in no column: names in letterheads are spaced wide
# Between two numbers a thousands space is as narrow as a space can be; anything wider parts two columns.
NUMBER_GAP = 0.42
# In fixed-width type a space is as wide as a digit.
LETTER_WIDTHS = 1.02
# Narrow columns: a gap a little wider than a space parts two cells where other rows have an edge in the same place.
CELL_GAP = 0.42
USUAL_SPACES = 1.5  # times the page's usual space, which is wide in fixed-width type
SAME_EDGE, NEAR_ROWS = 0.6, 8  # points, rows up and down
SOLID_LEADING, STACKED_EDGE = 1.45, 2.0  # line heights, points: the lines of one cell
BARS = frozenset("|¦")
NUMBER_SIGNS = frozenset("/-.")  # beside digits in a document's number
WIDER_THAN_SPACE = 0.33  # of the letters' height: a space is a quarter of it
EVEN = 1.3  # times the usual gap between letters, at most
SPELLED, WIDER = 4, 2.5  # letters in a row that stand alone; a gap between words in times of that between letters
LARGER_TYPE = 1.25  # times the page's usual


@dataclass(frozen=True, slots=True)
class Word:
    """Text without a space in it; `confidence` is a recogniser's (0..1), and 1 for text that was written.

    `mended` says that look-alikes of what was recognised were changed.
    """

    text: str
    box: Box
    bold: bool = False
    confidence: float = 1.0
    mended: bool = False


@dataclass(frozen=True, eq=False)
class Segment:
    """Words of one row with no more than a space between them. `row` counts over the whole document.

    Compared by identity: the same words elsewhere on the page are another segment.
    """

    words: tuple[Word, ...]
    page: int
    row: int

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return text_of_words(self.words)

    @cached_property
    def box(self) -> Box:
        """The rectangle around the words."""
        return around(self.words)

    @cached_property
    def size(self) -> float:
        """The height of its tallest word: the measure of font size that every reader can give."""
        return max([height(word.box) for word in self.words])

    @cached_property
    def bold(self) -> bool:
        """Whether every word of it is set in bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True)
class Page:
    """One page: its rows from top to bottom, each with its segments from left to right.

    `turned` is how far it was turned to have its text upright, in degrees counter-clockwise; sizes and places are those
    of the turned page, and of the page set straight where it was recognised askew. `legible` says whether the text is
    what a person sees on the page; else its picture has to be recognised.
    """

    number: int
    width: float
    height: float
    rows: tuple[tuple[Segment, ...], ...]
    turned: int = 0
    straightening: Straightening | None = None
    legible: bool = True

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in reading order."""
        return tuple(segment for row in self.rows for segment in row)

    def with_segments(self, change: Callable[[Segment], Segment]) -> "Page":
        """The page with each segment as `change` makes it."""
        return replace(self, rows=tuple([tuple(map(change, row)) for row in self.rows]))

    def counted(self, number: int, first_row: int) -> "Page":
        """The page under another number, its rows counted from another one."""
        rows: list[tuple[Segment, ...]] = []
        for index, row in enumerate(self.rows, first_row):
            rows.append(tuple([replace(segment, page=number, row=index) for segment in row]))
        return replace(self, number=number, rows=tuple(rows))


def segments_of(pages: Iterable[Page]) -> Iterator[Segment]:
    """All segments of some pages in reading order."""
    for page in pages:
        yield from page.segments


def words_of(pages: Iterable[Page]) -> Iterator[Word]:
    """All words of some pages in reading order."""
    for segment in segments_of(pages):
        yield from segment.words


def same_left(one: Segment, other: Segment, points: float) -> bool:
    """Whether two texts of one page begin at the same edge, but for so many points."""
    return one.page == other.page and abs(one.box.left - other.box.left) < points


def stacked(page: Page) -> Iterator[tuple[Segment, Segment]]:
    """Segments with the one set closely under them, at the same left edge or centre."""
    for upper, lower in pairwise(page.rows):
        for pair in product(upper, lower):
            if _is_stacked(*pair):
                yield pair


def _is_stacked(upper: Segment, lower: Segment) -> bool:
    close = lower.box.top - upper.box.top <= SOLID_LEADING * max(upper.size, lower.size)
    return close and abs(upper.size - lower.size) < upper.size / 4 and _share_edge(upper, lower)


def _share_edge(a: Segment, b: Segment) -> bool:
    left, right = a.box.left - b.box.left, a.box.right - b.box.right
    return min(abs(left), abs(right), abs(left + right) / 2) < STACKED_EDGE


def build_page(number: int, size: tuple[float, float], words: Iterable[Word], first_row: int = 0) -> Page:
    """Arrange words into rows and segments."""
    words_by_row = list(map(_closed_up, _rows(words)))
    typed = has_fixed_width(words_by_row)
    runs = [_runs(row, typed=typed) for row in words_by_row]
    edges = _Edges(runs, typed=typed)
    rows: list[tuple[Segment, ...]] = []
    for index, row in enumerate(runs):
        cells = chain.from_iterable(edges.part(index, run) for run in row)
        rows.append(tuple([Segment(_without_bars(cell), number, first_row + index) for cell in cells]))
    return Page(number, size[0], size[1], tuple(rows))


def _without_bars(cell: tuple[Word, ...]) -> tuple[Word, ...]:
    """A cell without the strokes that separate it from its neighbours: "| Date: 3 May"."""
    start, end = 0, len(cell)
    while start < end - 1 and cell[start].text in BARS:
        start += 1
    while start < end - 1 and cell[end - 1].text in BARS:
        end -= 1
    return cell[start:end]


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by line: a word joins the row whose first word it stands beside, so that rows can't creep."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (middle(w.box), w.box.left)):
        for row in reversed(rows[-4:]):
            if same_row(row[0].box, word.box):
                row.append(word)
                break
        else:
            rows.append([word])
    rows.sort(key=_first_middle)
    for row in rows:
        row.sort(key=lambda w: w.box.left)
    return rows


def _first_middle(row: Iterable[Word]) -> float:
    """How far down the highest of a row's words stands."""
    return min([middle(word.box) for word in row])


def _closed_up(row: list[Word]) -> list[Word]:
    """Letters that are set wide apart as the words that they make: "N O R T H  M I L L", "N O  2 6 / 4 1 7"."""
    closed: list[Word] = []
    for single, letters in groupby(row, key=_is_single):
        run = list(letters)
        closed += _spelled(run) if single and len(run) >= SPELLED and _is_even(run) else run
    return closed


def _is_single(word: Word) -> bool:
    return len(word.text) == 1 and (word.text.isalnum() or word.text in NUMBER_SIGNS)


def _is_even(letters: list[Word]) -> bool:
    """Whether letters are set apart as one text; digits that are not may be cells of a table."""
    if all(letter.text.isalpha() for letter in letters):
        return True
    usual, gaps = _usual_gap(letters), [b.box.left - a.box.right for a, b in pairwise(letters)]
    close = usual <= LETTER_WIDTHS * median(letter.box.right - letter.box.left for letter in letters)
    wide = usual > WIDER_THAN_SPACE * median(letter.box.bottom - letter.box.top for letter in letters)
    return close and wide and all(gap <= EVEN * usual or gap > WIDER * usual for gap in gaps)


def _usual_gap(letters: list[Word]) -> float:
    return max(0.1, median(b.box.left - a.box.right for a, b in pairwise(letters)))


def _spelled(letters: list[Word]) -> Iterator[Word]:
    usual = _usual_gap(letters)
    word = [letters[0]]
    for last, letter in pairwise(letters):
        if letter.box.left - last.box.right > WIDER * usual:
            yield joined_word(word)
            word = []
        word.append(letter)
    yield joined_word(word)


def joined_word(letters: Sequence[Word]) -> Word:
    """Words that were set apart as the one that they make."""
    return Word(
        text="".join(texts_of(letters)),
        box=around(letters),
        bold=all(w.bold for w in letters),
        confidence=min(w.confidence for w in letters),
    )


def _runs(row: list[Word], *, typed: bool) -> list[tuple[Word, ...]]:
    runs = [[row[0]]]
    for word in row[1:]:
        if _parted(runs[-1][-1], word, typed=typed):
            runs.append([word])
        else:
            runs[-1].append(word)
    return list(map(tuple, runs))


class _Edges:
    """Where words begin behind a gap and end before one, by row: cells of one column share such an edge."""

    def __init__(self, rows: Sequence[list[tuple[Word, ...]]], *, typed: bool) -> None:
        self.typed = typed
        gaps: list[float] = []
        heights: list[float] = []
        for run in chain.from_iterable(rows):
            gaps += starmap(_gap, pairwise(run))
            heights += [height(word.box) for word in run]
        self.gap = max(CELL_GAP, USUAL_SPACES * median(gaps)) if gaps else CELL_GAP
        self.largest = LARGER_TYPE * median(heights) if heights else 0.0
        self.lefts: list[list[float]] = []
        self.rights: list[list[float]] = []
        for row in rows:
            self._add(row)

    def _add(self, row: list[tuple[Word, ...]]) -> None:
        """Note the edges of a row."""
        lefts: list[float] = []
        rights: list[float] = []
        for run in row:
            lefts.append(run[0].box.left)
            rights.append(run[-1].box.right)
            for left, right in pairwise(run):
                if _gap(left, right) > self.gap:
                    lefts.append(right.box.left)
                    rights.append(left.box.right)
        self.lefts.append(lefts)
        self.rights.append(rights)

    def part(self, row: int, run: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
        """The cells of a run; a heading in larger type is in no table."""
        start = 0
        for index, (a, b) in enumerate(pairwise(run), 1):
            if self._is_wide(a, b) and height(a.box) <= self.largest and self._is_edge(row, a, b):
                yield run[start:index]
                start = index
        yield run[start:]

    def _is_wide(self, left: Word, right: Word) -> bool:
        """Whether a gap is wider than a space."""
        return _gap(left, right) > self.gap and not (self.typed and is_one_space(left, right))

    def _is_edge(self, row: int, left: Word, right: Word) -> bool:
        """Whether a row nearby has an edge where one word ends, or the next begins."""
        for other in range(max(0, row - NEAR_ROWS), min(len(self.lefts), row + NEAR_ROWS + 1)):
            shared = _has(self.lefts[other], right.box.left) or _has(self.rights[other], left.box.right)
            if shared and other != row:
                return True
        return False


def _has(edges: list[float], x: float) -> bool:
    return any(abs(edge - x) < SAME_EDGE for edge in edges)


def _gap(left: Word, right: Word) -> float:
    """The gap between two words, in heights of the taller."""
    return (right.box.left - left.box.right) / max(height(left.box), height(right.box))


def _parted(left: Word, right: Word, *, typed: bool) -> bool:
    gap = right.box.left - left.box.right
    em = max(height(left.box), height(right.box))
    if left.text[-1].isdigit() and right.text[0].isdigit():
        if typed and is_one_space(left, right) and is_one_number(left.text, right.text):
            return False
        letter = (left.box.right - left.box.left) / len(left.text)
        return gap > max(em * NUMBER_GAP, letter * LETTER_WIDTHS)
    if "&" in (left.text, right.text):
        return gap > em * AMPERSAND_GAP
    return gap > em * SEGMENT_GAP
