"""Pages drawn row by row: layouts as the world's invoicing programs print them, and an invoice in each language.

A row is a text, or cells as `(x, text)`; a negative x sets the text right-aligned to that place. Every layout holds one
or two difficulties that its name says; companies are invented. In the files a row's cells are separated by " | ", each
with its x before it; an empty quantity is one that the page does not print.
"""

import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from chalicelib.documents.rendering import fonts

Cell = tuple[float, str]
Row = str | Sequence[Cell]
LEFT, TOP, LEADING, SIZE, LARGE = 50.0, 800.0, 14.0, 9.0, 13.0
EASTERN_FONTS = CHINA, TAIWAN, JAPAN = "STSong-Light", "MSung-Light", "HeiseiKakuGo-W5"
GOODS = (50.0, -330.0, -420.0, -540.0)  # a usual table: text, and three columns of numbers


@dataclass(frozen=True)
class Layout:
    """A page and its truth: fields by name, lines as description, quantity and amount."""

    pdf: bytes
    fields: Mapping[str, str]
    lines: Sequence[tuple[str, str | None, str]]
    document_type: str


@dataclass(frozen=True)
class Foreign:
    """A page in a language: its rows with the invoice's title, that title among others, and the truth."""

    rows: str
    titles: Mapping[str, str]
    language: str
    fields: Mapping[str, str]
    lines: Sequence[tuple[str, str, str]]

    def pdf(self, kind: str = "invoice") -> bytes:
        """The page as it is, or under the title of another kind of document."""
        rows = self.rows.replace(self.titles["invoice"], self.titles[kind], 1)
        return draw([_cells(line) for line in rows.splitlines()], large=self.titles[kind], every_letter=True)


def draw(rows: Sequence[Row], font: str = "Helvetica", *, large: str = "", every_letter: bool = False) -> bytes:
    """One page with the rows from the top; an empty text leaves a row free, a title may be set in large type.

    Helvetica has the letters of the West only.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    if font in EASTERN_FONTS:
        registerFont(UnicodeCIDFont(font))
    canvas.setFont(font, SIZE)
    for number, row in enumerate(rows):
        for x, text in [(LEFT, row)] if isinstance(row, str) else row:
            y = TOP - number * LEADING
            if every_letter:
                _write(canvas, x, y, text, LARGE if text == large else SIZE)
            else:
                canvas.drawRightString(-x, y, text) if x < 0 else canvas.drawString(x, y, text)
    canvas.save()
    return buffer.getvalue()


def _write(canvas: Canvas, x: float, y: float, text: str, size: float) -> None:
    """Write with embedded fonts that have Greek, Cyrillic and Japanese letters."""
    fonts.register()
    start = -x - fonts.width(text, fonts.REGULAR, size) if x < 0 else x
    for font, piece in fonts.runs(text, fonts.REGULAR):
        canvas.setFont(font, size)
        canvas.drawString(start, y, piece)
        start += fonts.width(piece, fonts.REGULAR, size)


def table(columns: Sequence[float], *rows: Sequence[str]) -> list[Row]:
    """Rows of a table: each text at its column's x."""
    return [list(zip(columns, row, strict=True)) for row in rows]


def _cells(line: str) -> Row:
    pairs = (cell.split(": ", 1) for cell in line.split(" | ") if cell)
    return [(float(x), text) for x, text in pairs]


def _layout(data: Mapping[str, Any]) -> Layout:
    lines = [(description, quantity or None, amount) for description, quantity, amount in data["lines"]]
    pdf = draw([_cells(line) for line in data["rows"].splitlines()])
    return Layout(pdf, data["fields"], lines, data["document_type"])


def _foreign(data: Mapping[str, Any]) -> Foreign:
    lines = [tuple(line) for line in data["lines"]]
    return Foreign(data["rows"], data["titles"], data["language"], data["fields"], lines)


_FILES = sorted((Path(__file__).parent / "layouts").glob("*.toml"))
LAYOUTS = {path.stem: _layout(tomllib.loads(path.read_text(encoding="utf-8"))) for path in _FILES}
"""Layouts by what is difficult about them."""

_FOREIGN = sorted((Path(__file__).parent / "languages").glob("*.toml"))
FOREIGN = {path.stem: _foreign(tomllib.loads(path.read_text(encoding="utf-8"))) for path in _FOREIGN}
"""Invoices by their language."""
