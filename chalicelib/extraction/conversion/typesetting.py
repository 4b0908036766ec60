"""Paragraphs and tables set as the pages of a PDF, in our fonts.

Plain on purpose: the pages have every word of the document in its order and its column, not its looks. Columns are as
wide as their longest cell where all fit, and share the page's width by that where they do not. Where a table has more
columns than fit, all pages are wider.
"""

import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.page.wrapping import wrap
from chalicelib.extraction.conversion.blocks import Block, Paragraph, Table, check_length
from chalicelib.extraction.errors import NoText, TooManyPages

PAGE = 595.28, 841.89  # points: A4 upright
MARGIN = 42.0
SIZE, HEADING = 9.0, 13.0
LEADING = 1.3  # of the size
GAP = 12.0  # points between two columns: wider than a space, so that cells stay apart
AROUND_TABLE = 6.0  # points; the lines of an address, each a paragraph, stay together
MIN_COLUMN = 24.0
WIDE_COLUMN = 54.0  # points on average, on pages that are widened: an amount of nine digits


def typeset(blocks: Sequence[Block], max_pages: int) -> bytes:
    """Return the PDF of a document's text; raises `DocumentTooLong`, `TooManyPages` or, without any text, `NoText`."""
    if not any(block.text if isinstance(block, Paragraph) else block.rows for block in blocks):
        raise NoText("There is no text in the document.")
    check_length(blocks)
    fonts.register()
    sheet = _Sheet(max_pages, _page_width(blocks))
    for block in blocks:
        if isinstance(block, Paragraph):
            _draw_paragraph(sheet, block)
        else:
            sheet.move(AROUND_TABLE)
            _draw_table(sheet, block)
            sheet.move(AROUND_TABLE)
    return sheet.to_pdf()


class _Sheet:
    """The pages so far, and how far down the last one is written."""

    def __init__(self, max_pages: int, width: float) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._buffer = io.BytesIO()
        self._canvas: Any = Canvas(self._buffer, pagesize=(width, PAGE[1]), invariant=True)
        self.room = width - 2 * MARGIN
        self._max_pages, self._pages = max_pages, 1
        self._top = MARGIN

    def move(self, points: float) -> None:
        """Leave room below what was written."""
        self._top += points

    def line(self, pieces: Sequence[tuple[float, str]], font: str, size: float) -> None:
        """Write texts at their left edges, on a new page where the last one is full."""
        if self._top + size * LEADING > PAGE[1] - MARGIN:
            self._new_page()
        self._top += size * LEADING
        for left, text in pieces:
            self._write(left, text, font, size)

    def _write(self, left: float, text: str, font: str, size: float) -> None:
        for name, piece in fonts.runs(text, font):
            self._canvas.setFont(name, size)
            self._canvas.drawString(left, PAGE[1] - self._top, piece)
            left += fonts.width(piece, name, size)

    def _new_page(self) -> None:
        if self._pages == self._max_pages:
            raise TooManyPages(self._pages + 1, self._max_pages)
        self._pages += 1
        self._canvas.showPage()
        self._top = MARGIN

    def to_pdf(self) -> bytes:
        """Return the bytes of all pages."""
        self._canvas.save()
        return self._buffer.getvalue()


def _draw_paragraph(sheet: _Sheet, paragraph: Paragraph) -> None:
    font, size = (fonts.BOLD, HEADING) if paragraph.heading else (fonts.REGULAR, SIZE)
    for line in wrap(paragraph.text, font, size, sheet.room):
        sheet.line([(MARGIN, line)], font, size)


def _draw_table(sheet: _Sheet, table: Table) -> None:
    widths = _column_widths(table, sheet.room)
    lefts = [MARGIN + sum(widths[:column]) + GAP * column for column in range(len(widths))]
    for row in table.rows:
        cells = [list(wrap(text, fonts.REGULAR, SIZE, width)) for text, width in zip(row, widths, strict=True)]
        for pieces in _lines_of(cells, lefts):
            sheet.line(pieces, fonts.REGULAR, SIZE)


def _lines_of(cells: Sequence[Sequence[str]], lefts: Sequence[float]) -> Iterator[list[tuple[float, str]]]:
    for line in zip_longest(*cells, fillvalue=""):
        yield [(left, text) for left, text in zip(lefts, line, strict=True) if text]


def _page_width(blocks: Sequence[Block]) -> float:
    """Return the width in points of a page that has room for the table of the most columns."""
    columns = max((len(block.rows[0]) for block in blocks if isinstance(block, Table)), default=1)
    gaps = GAP * (columns - 1) + 2 * MARGIN
    return PAGE[0] if MIN_COLUMN * columns + gaps <= PAGE[0] else WIDE_COLUMN * columns + gaps


def _column_widths(table: Table, page: float) -> list[float]:
    """Return the columns' widths in points, within those of a page without its margins."""
    wanted = [max(_width(row[column]) for row in table.rows) for column in range(len(table.rows[0]))]
    room = page - GAP * (len(wanted) - 1)
    return wanted if sum(wanted) <= room else _shared(wanted, room)


def _shared(wanted: Sequence[float], room: float) -> list[float]:
    """Share a width: columns that need less than an equal share have what they need, the others share the rest.

    >>> _shared([10, 300, 500], 210)
    [10, 100.0, 100.0]
    """
    widths = [0.0] * len(wanted)
    left, open_ = room, len(wanted)
    for column in sorted(range(len(wanted)), key=lambda index: wanted[index]):
        widths[column] = min(wanted[column], left / open_)
        left, open_ = left - widths[column], open_ - 1
    return widths


def _width(text: str) -> float:
    return max(MIN_COLUMN, fonts.width(fonts.cleaned(text), fonts.REGULAR, SIZE) + 0.5)
