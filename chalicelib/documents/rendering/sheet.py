"""Pages to draw on from the top down, in points.

What is drawn is kept until the end, because only then is it known how many pages there are.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from chalicelib.documents.rendering import fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.28, 841.89
"""A4, in points."""
LEFT, RIGHT, TOP, BOTTOM = 48.0, WIDTH - 48.0, 48.0, HEIGHT - 84.0
LEADING = 1.32
Align = Literal["left", "right", "center"]
Draw: TypeAlias = "Callable[[Canvas], None]"
_LONGEST_WORD = 100  # letters; no word is longer, and what is measured in pieces takes time in proportion
_BREAKS_AFTER = 0x2E7F
"""From here on in Unicode a line may break after any letter: Chinese and Japanese have no spaces."""


@dataclass(slots=True)
class Sheet:
    """Pages being filled; `y` is how far down the page the next thing goes."""

    y: float = TOP
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])

    def need(self, height: float) -> None:
        """Make sure that so much fits below; start a new page where it doesn't."""
        if self.y + height > BOTTOM:
            self.new_page()

    def new_page(self) -> None:
        """Finish the page and start the next."""
        self.pages.append([])
        self.y = TOP

    def draw(self, draw: Draw) -> None:
        """Add something to the page."""
        self.pages[-1].append(draw)

    def text(self, x: float, text: str, *, size: float = 9, font: str = fonts.REGULAR, color: str = "#1f2933",
             align: Align = "left", y: float | None = None, room: float = WIDTH) -> None:  # fmt: skip
        """One line of text, smaller if it needs more than its room; `y` is its top."""
        top = (self.y if y is None else y) + size
        size = min(size, size * room / max(fonts.width(text, font, size), 1))
        start = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * fonts.width(text, font, size)
        self.draw(lambda canvas: _draw_text(canvas, start, HEIGHT - top, text, font=font, size=size, color=color))

    def paragraph(self, x: float, text: str, width: float, *, size: float = 9, font: str = fonts.REGULAR,
                  color: str = "#1f2933") -> None:  # fmt: skip
        """Text over as many lines, and pages, as it takes; moves down."""
        for line in wrap(text, font, size, width):
            self.need(size * LEADING)
            self.text(x, line, size=size, font=font, color=color)
            self.y += size * LEADING

    def rule(self, left: float = LEFT, right: float = RIGHT, *, color: str = "#cbd2d9", thickness: float = 0.6) -> None:
        """A horizontal line."""
        y = HEIGHT - self.y
        self.draw(lambda canvas: _draw_rule(canvas, (left, right), y, color, thickness))

    def box(self, left: float, top: float, width: float, height: float, color: str) -> None:
        """A filled rectangle."""
        self.draw(lambda canvas: _draw_box(canvas, (left, HEIGHT - top - height), (width, height), color))

    def to_pdf(self, *, title: str, author: str, finish: Callable[["Sheet", int, int], None]) -> bytes:
        """The pages as a PDF; `finish` draws what goes on every page, given its number and how many there are."""
        from reportlab.pdfgen.canvas import Canvas

        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), initialFontName=fonts.REGULAR, invariant=1, pdfVersion=(1, 7))
        canvas.setTitle(title)
        canvas.setAuthor(author)
        for number, page in enumerate(self.pages, start=1):
            footer = Sheet()
            finish(footer, number, len(self.pages))
            for draw in (*page, *footer.pages[0]):
                draw(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()


def wrap(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """Break text into lines that fit; between words, between Chinese letters, and within words that are too long."""
    for paragraph in text.splitlines() or [""]:
        line = ""
        for part in _parts(paragraph, font, size, width):
            if line and fonts.width((line + part).rstrip(), font, size) > width:
                yield line.rstrip()
                line = part.lstrip()
            else:
                line += part
        yield line.rstrip()


def _parts(paragraph: str, font: str, size: float, width: float) -> Iterator[str]:
    """The pieces of a paragraph, each no wider than a line."""
    for piece in _pieces(paragraph):
        yield from _split_long(piece, font, size, width)


def _pieces(text: str) -> Iterator[str]:
    """Words with the space after them; letters that may end a line one by one."""
    word = ""
    for letter in text:
        word += letter
        if _may_end_line(letter) or len(word) >= _LONGEST_WORD:
            yield word
            word = ""
    if word:
        yield word


def _may_end_line(letter: str) -> bool:
    return letter.isspace() or letter == "-" or ord(letter) > _BREAKS_AFTER


def _split_long(piece: str, font: str, size: float, width: float) -> Iterator[str]:
    while len(piece) > 1 and fonts.width(piece.rstrip(), font, size) > width:
        end = max(1, int(len(piece) * width / fonts.width(piece, font, size)))
        while end > 1 and fonts.width(piece[:end], font, size) > width:
            end -= 1
        yield piece[:end]
        piece = piece[end:]
    yield piece


def _draw_text(canvas: "Canvas", x: float, y: float, text: str, *, font: str, size: float, color: str) -> None:
    canvas.setFillColor(color)
    for name, piece in fonts.runs(text, font):
        canvas.setFont(name, size)
        canvas.drawString(x, y, piece)
        x += fonts.width(piece, name, size)


def _draw_rule(canvas: "Canvas", ends: tuple[float, float], y: float, color: str, thickness: float) -> None:
    canvas.setStrokeColor(color)
    canvas.setLineWidth(thickness)
    canvas.line(ends[0], y, ends[1], y)


def _draw_box(canvas: "Canvas", corner: tuple[float, float], size: tuple[float, float], color: str) -> None:
    canvas.setFillColor(color)
    canvas.rect(*corner, *size, stroke=0, fill=1)
