"""Pages to draw on from the top down, in points.

What is drawn is kept until the end, because only then is it known how many pages there are. Columns beside each other
are drawn one after the other, each over the pages that it needs. Positions are those of a page that is read from the
left; for languages that are read from the right the sheet mirrors them.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from chalicelib.documents.rendering import fonts, right_to_left
from chalicelib.documents.rendering.page.wrapping import wrap

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.28, 841.89
"""A4, in points."""
LEFT, RIGHT, TOP, BOTTOM = 48.0, WIDTH - 48.0, 48.0, HEIGHT - 84.0
LEADING = 1.32
TEXT_COLOR = "#1f2933"
Align = Literal["left", "right", "center", "figure"]
"""Figures end at the right of their column on either kind of page, so that decimals stand below each other."""
Draw: TypeAlias = "Callable[[Canvas], None]"
Place = tuple[int, float]
"""A page, counted from 0, and how far down."""
_STAMP_SIZE, _STAMP_WIDTH, _STAMP_ANGLE, _STAMP_COLOR = 120.0, 620.0, 52, "#e9ecef"
_FILL_AND_STROKE = 2
_SMALLEST_STROKED = 8.5
"""Screens draw no line thinner than a dot: around smaller letters it would fill them."""


@dataclass(slots=True)
class Sheet:
    """Pages being filled; `y` is how far down the page the next thing goes."""

    y: float = TOP
    page: int = 0
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])
    is_mirrored: bool = False

    @property
    def place(self) -> Place:
        """Where the next thing goes."""
        return self.page, self.y

    def go(self, place: Place) -> None:
        """Go on from a place."""
        self.page, self.y = place

    def need(self, height: float) -> None:
        """Make sure that so much fits below; go to the next page where it doesn't, unless this one is empty."""
        if self.y + height > BOTTOM and self.y > TOP:
            self.new_page()

    def new_page(self) -> None:
        """Finish the page and go to the next, which a column beside this one may have begun."""
        self.page += 1
        if self.page == len(self.pages):
            self.pages.append([])
        self.y = TOP

    def beside(self, *columns: Callable[[], None]) -> None:
        """Draw columns that begin at one height; go on below the longest."""
        begin, ends = self.place, []
        for draw in columns:
            self.go(begin)
            draw()
            ends.append(self.place)
        self.go(max(ends))

    def draw(self, draw: Draw) -> None:
        """Add something to the page."""
        self.pages[self.page].append(draw)

    def text(self, x: float, text: str, *, size: float = 9, font: str = fonts.REGULAR, color: str = TEXT_COLOR,
             align: Align = "left", y: float | None = None, room: float = WIDTH) -> None:  # fmt: skip
        """One line of text, smaller if it needs more than its room, which is that of its column; `y` is its top."""
        shown = fonts.cleaned(text)
        top = (self.y if y is None else y) + size
        size = min(size, size * room / max(fonts.width(shown, font, size), 1))
        start = self._start(x, fonts.width(shown, font, size), align, room)
        self.draw(lambda canvas: _draw_text(canvas, start, HEIGHT - top, shown, font=font, size=size, color=color))

    def paragraph(self, x: float, text: str, width: float, *, size: float = 9, font: str = fonts.REGULAR,
                  color: str = TEXT_COLOR, align: Align = "left", leading: float = LEADING) -> None:  # fmt: skip
        """Text over as many lines, and pages, as it takes; moves down. Lines begin, or end, at `x`."""
        for line in wrap(text, font, size, width):
            self.need(size * leading)
            self.text(x, line, size=size, font=font, color=color, align=align)
            self.y += size * leading

    def _start(self, x: float, width: float, align: Align, room: float) -> float:
        """Where a text begins at the left."""
        if self.is_mirrored and align == "figure":
            return WIDTH - x + room - width
        start = x - {"left": 0.0, "center": 0.5, "right": 1.0, "figure": 1.0}[align] * width
        return self.left(start, width)

    def left(self, x: float, width: float) -> float:
        """Where the left edge of a thing is on this page that would begin at `x` on one that is read from the left."""
        return WIDTH - x - width if self.is_mirrored else x

    def rule(self, left: float = LEFT, right: float = RIGHT, *, color: str = "#cbd2d9", thickness: float = 0.6) -> None:
        """A horizontal line."""
        y, start = HEIGHT - self.y, self.left(left, right - left)
        ends = start, start + right - left
        self.draw(lambda canvas: _draw_rule(canvas, ends, y, color, thickness))

    def box(self, left: float, top: float, width: float, height: float, color: str) -> None:
        """A filled rectangle."""
        corner = self.left(left, width), HEIGHT - top - height
        self.draw(lambda canvas: _draw_box(canvas, corner, (width, height), color))

    def to_pdf(self, *, title: str, author: str, finish: Callable[["Sheet", int, int], None], stamp: str = "") -> bytes:
        """The pages as a PDF; `finish` draws what goes on every page, given its number and how many there are.

        A `stamp` lies behind every page, across it.
        """
        from reportlab.pdfgen.canvas import Canvas

        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), initialFontName=fonts.REGULAR, invariant=1, pdfVersion=(1, 7))
        canvas.setTitle(title)
        canvas.setAuthor(author)
        for number, page in enumerate(self.pages, start=1):
            footer = Sheet(is_mirrored=self.is_mirrored)
            finish(footer, number, len(self.pages))
            _draw_stamp(canvas, fonts.cleaned(stamp))
            for draw in (*page, *footer.pages[0]):
                draw(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()


@lru_cache(maxsize=64)
def _parsed(color: str) -> "Color":
    """Return a colour as the library has it: parsing it for each shape took a quarter of the time of a page."""
    from reportlab.lib.colors import HexColor

    parsed: Color = HexColor(color)
    return parsed


def _draw_text(canvas: "Canvas", x: float, y: float, text: str, *, font: str, size: float, color: str) -> None:
    canvas.setFillColor(_parsed(color))
    for name, piece in fonts.runs(right_to_left.seen(text), font):
        canvas.setFont(name, size)
        if name == fonts.CJK and font == fonts.BOLD and size >= _SMALLEST_STROKED:
            canvas.setStrokeColor(_parsed(color))
            canvas.setLineWidth(size * fonts.STROKE)
            canvas.drawString(x, y, piece, mode=_FILL_AND_STROKE)
        else:
            canvas.drawString(x, y, piece)
        x += fonts.width(piece, name, size)


def _draw_stamp(canvas: "Canvas", stamp: str) -> None:
    if not stamp:
        return
    size = min(_STAMP_SIZE, _STAMP_SIZE * _STAMP_WIDTH / fonts.width(stamp, fonts.BOLD, _STAMP_SIZE))
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(_STAMP_ANGLE)
    start = -fonts.width(stamp, fonts.BOLD, size) / 2
    _draw_text(canvas, start, -size / 3, stamp, font=fonts.BOLD, size=size, color=_STAMP_COLOR)
    canvas.restoreState()


def _draw_rule(canvas: "Canvas", ends: tuple[float, float], y: float, color: str, thickness: float) -> None:
    canvas.setStrokeColor(_parsed(color))
    canvas.setLineWidth(thickness)
    canvas.line(ends[0], y, ends[1], y)


def _draw_box(canvas: "Canvas", corner: tuple[float, float], size: tuple[float, float], color: str) -> None:
    canvas.setFillColor(_parsed(color))
    canvas.rect(*corner, *size, stroke=0, fill=1)
