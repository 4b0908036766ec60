"""The lines of an invoice as a table over as many pages as it takes.

Every page repeats the heading; a page that is full ends with what its lines and those before come to, and the next one
starts with it. A line stays on one page where it can; a longer one goes on over the next. The last one goes with the
totals, so that these never stand alone.
"""

from collections.abc import Sequence
from decimal import Decimal

from chalicelib.documents.model.document import Line, Price
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.page.item_text import ITEM_WIDTH, PADDING, ItemText, height_of, item_texts
from chalicelib.documents.rendering.page.rendering import HAIRLINE, MUTED, Rendering
from chalicelib.documents.rendering.page.sheet import BOTTOM, LEFT, RIGHT, TOP
from chalicelib.documents.rendering.page.totals import AMOUNT_WIDTH, height_of_totals

_NUMBER, _ITEM, _QUANTITY, _PRICE, _TAX, _AMOUNT = LEFT + 4, LEFT + 30, 352.0, 425.0, 466.0, RIGHT - 4
_GAP = 5.0
_SIZE = 9.0
_ROW = 12.2
_CARRIED_HEIGHT = 20.0
_HEADING_HEIGHT = 26.0
_FRESH = TOP + _HEADING_HEIGHT + _CARRIED_HEIGHT + PADDING
"""Where the first line begins on a page that goes on with the table."""
_TAIL = 3
"""Rows of text of a split line that stay together at its end."""
_WHITE = "#ffffff"


def draw_lines(rendering: Rendering) -> None:
    """The heading and a row for each line."""
    _draw_heading(rendering)
    carried, rows, lines = Decimal(0), 0, rendering.document.lines
    for number, line in enumerate(lines):
        texts = item_texts(rendering, line)
        below = height_of_totals(rendering) if line is lines[-1] else _CARRIED_HEIGHT
        height = height_of(texts) + below
        if rows and rendering.sheet.y + height > BOTTOM and _FRESH + height <= BOTTOM:
            _break_page(rendering, carried)
        carried += line.net_amount or Decimal(0)
        page = rendering.sheet.page
        _draw_line(rendering, line, texts, carried, below, is_striped=bool(number % 2))
        rows = 1 if rendering.sheet.page > page else rows + 1


def _draw_line(
    rendering: Rendering, line: Line, texts: Sequence[ItemText], carried: Decimal, below: float, *, is_striped: bool
) -> None:
    sheet = rendering.sheet
    stripe = rendering.branding.tint if is_striped and rendering.branding.template == "banner" else None
    _advance(rendering, PADDING, stripe)
    for index, text in enumerate(texts):
        if index and not _fits(rendering, texts[index:], below):
            _break_page(rendering, carried)
        begin = sheet.y
        _advance(rendering, text.leading, stripe)
        sheet.text(_ITEM, text.text, size=text.size, font=text.font, color=text.color, y=begin)
        if index == 0:
            _draw_cells(rendering, line, begin)
    _advance(rendering, PADDING, stripe)
    sheet.rule(color=HAIRLINE, thickness=0.5)


def _fits(rendering: Rendering, rest: Sequence[ItemText], below: float) -> bool:
    """Whether the next row of a line's text may stand here, with the rows and totals that must go with it."""
    y = rendering.sheet.y
    if len(rest) == _TAIL:
        needed = height_of(rest) + below
        return y + needed <= BOTTOM or _FRESH + needed > BOTTOM
    return y + rest[0].leading + _CARRIED_HEIGHT <= BOTTOM


def _advance(rendering: Rendering, height: float, stripe: str | None) -> None:
    if stripe:
        rendering.sheet.box(LEFT, rendering.sheet.y, RIGHT - LEFT, height + 0.2, stripe)
    rendering.sheet.y += height


def _break_page(rendering: Rendering, carried: Decimal) -> None:
    sheet = rendering.sheet
    sheet.y += PADDING
    _draw_carried(rendering, "carried", carried)
    sheet.new_page()
    _draw_heading(rendering)
    sheet.y += PADDING
    _draw_carried(rendering, "brought", carried)
    sheet.rule(color=HAIRLINE, thickness=0.5)


def _draw_heading(rendering: Rendering) -> None:
    sheet, labels = rendering.sheet, rendering.labels
    color = rendering.branding.ink if rendering.is_letter else _WHITE
    if not rendering.is_letter:
        sheet.box(LEFT, sheet.y, RIGHT - LEFT, 20, rendering.branding.ink)
    amount = f"{labels['amount']} {rendering.values.currency}".strip()
    columns = (
        (_QUANTITY, _QUANTITY - _ITEM - ITEM_WIDTH, labels["quantity"]),
        (_PRICE, _PRICE - _QUANTITY - _GAP, labels["price"]),
        (_TAX, _TAX - _PRICE - _GAP, labels.tax),
        (_AMOUNT, AMOUNT_WIDTH, amount),
    )
    sheet.y += 5
    sheet.text(_NUMBER, "#", size=8.5, font=fonts.BOLD, color=color)
    sheet.text(_ITEM, labels["item"], size=8.5, font=fonts.BOLD, color=color)
    for x, room, text in columns:
        sheet.text(x, text, size=8.5, font=fonts.BOLD, color=color, align="figure", room=room)
    sheet.y += 15
    if rendering.is_letter:
        sheet.rule(color=rendering.branding.ink, thickness=1)
    sheet.y += 2


def _draw_carried(rendering: Rendering, label: str, carried: Decimal) -> None:
    sheet = rendering.sheet
    sheet.text(_ITEM, rendering.labels[label], size=_SIZE, font=fonts.BOLD, color=MUTED)
    sheet.text(_AMOUNT, rendering.values.amount(carried), size=_SIZE, font=fonts.BOLD, color=MUTED, align="figure",
               room=AMOUNT_WIDTH)  # fmt: skip
    sheet.y += _ROW + PADDING


def _draw_cells(rendering: Rendering, line: Line, y: float) -> None:
    sheet, values = rendering.sheet, rendering.values
    quantity = " ".join(filter(None, (values.number(line.quantity), rendering.labels.unit(line.unit))))
    sheet.text(_NUMBER, (line.id or "")[:5], size=_SIZE, color=MUTED, y=y)
    for x, room, text in (
        (_QUANTITY, _QUANTITY - _ITEM - ITEM_WIDTH, quantity),
        (_PRICE, _PRICE - _QUANTITY - _GAP, _price(rendering, line.price)),
        (_TAX, _TAX - _PRICE - _GAP, values.rate(line.tax_rate)),
        (_AMOUNT, AMOUNT_WIDTH, values.amount(line.net_amount)),
    ):
        sheet.text(x, text, size=_SIZE, align="figure", room=room, y=y)


def _price(rendering: Rendering, price: Price | None) -> str:
    if price is None or price.net is None:
        return ""
    base = price.base_quantity
    per = f" / {rendering.values.number(base)}" if base is not None and base != 1 else ""
    return rendering.values.price(price.net) + per
