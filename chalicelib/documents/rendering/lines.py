"""The lines of an invoice as a table over as many pages as it takes.

Every page repeats the heading; a page that is full ends with what its lines and those before come to, and the next one
starts with it.
"""

from collections.abc import Iterator
from decimal import Decimal

from chalicelib.documents.model.document import AllowanceCharge, Line, Price
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.letterhead import MUTED, Rendering
from chalicelib.documents.rendering.sheet import BOTTOM, LEFT, RIGHT, wrap

_NUMBER, _ITEM, _QUANTITY, _PRICE, _TAX, _AMOUNT = LEFT + 4, LEFT + 30, 352.0, 425.0, 466.0, RIGHT - 4
_ITEM_WIDTH = 206.0
_GAP = 5.0
_SIZE, _SMALL = 9.0, 8.0
_ROW = 12.2
_SMALL_ROW = 10.6
_PADDING = 4.0
_CARRIED_HEIGHT = 20.0


def draw_lines(rendering: Rendering) -> None:
    """The heading and a row for each line."""
    sheet = rendering.sheet
    carried = Decimal(0)
    _draw_heading(rendering)
    for line in rendering.document.lines:
        height = _height(rendering, line)
        if sheet.y + height + _CARRIED_HEIGHT > BOTTOM:
            _break_page(rendering, carried)
        _draw_line(rendering, line)
        carried += line.net_amount or Decimal(0)


def _break_page(rendering: Rendering, carried: Decimal) -> None:
    sheet = rendering.sheet
    _draw_carried(rendering, "carried", carried)
    sheet.new_page()
    _draw_heading(rendering)
    _draw_carried(rendering, "brought", carried)
    sheet.rule()
    sheet.y += _PADDING


def _draw_heading(rendering: Rendering) -> None:
    sheet, labels = rendering.sheet, rendering.labels
    sheet.box(LEFT, sheet.y, RIGHT - LEFT, 20, rendering.branding.ink)
    sheet.y += 5
    amount = f"{labels['amount']} {rendering.values.currency}".strip()
    columns = ((_QUANTITY, labels["quantity"]), (_PRICE, labels["price"]), (_TAX, labels.tax), (_AMOUNT, amount))
    sheet.text(_NUMBER, "#", size=8.5, font=fonts.BOLD, color="#ffffff")
    sheet.text(_ITEM, labels["item"], size=8.5, font=fonts.BOLD, color="#ffffff")
    for x, text in columns:
        sheet.text(
            x, text, size=8.5, font=fonts.BOLD, color="#ffffff", align="right", room=_QUANTITY - _ITEM - _ITEM_WIDTH
        )
    sheet.y += 15 + _PADDING + 2


def _draw_carried(rendering: Rendering, label: str, carried: Decimal) -> None:
    sheet = rendering.sheet
    sheet.text(_ITEM, rendering.labels[label], size=_SIZE, font=fonts.BOLD, color=MUTED)
    sheet.text(_AMOUNT, rendering.values.amount(carried), size=_SIZE, font=fonts.BOLD, color=MUTED, align="right")
    sheet.y += _ROW + _PADDING


def _draw_line(rendering: Rendering, line: Line) -> None:
    sheet, values = rendering.sheet, rendering.values
    quantity = " ".join(filter(None, (values.number(line.quantity), rendering.labels.unit(line.unit))))
    sheet.text(_NUMBER, (line.id or "")[:5], size=_SIZE, color=MUTED)
    for x, room, text in (
        (_QUANTITY, _QUANTITY - _ITEM - _ITEM_WIDTH, quantity),
        (_PRICE, _PRICE - _QUANTITY - _GAP, _price(rendering, line.price)),
        (_TAX, _TAX - _PRICE - _GAP, values.rate(line.tax_rate) or (line.tax_category or "")),
        (_AMOUNT, _AMOUNT - _TAX - _GAP, values.amount(line.net_amount)),
    ):
        sheet.text(x, text, size=_SIZE, align="right", room=room)
    for text in _name_lines(line):
        sheet.text(_ITEM, text, size=_SIZE, font=fonts.BOLD)
        sheet.y += _ROW
    for text in _detail_lines(rendering, line):
        sheet.text(_ITEM, text, size=_SMALL, color=MUTED)
        sheet.y += _SMALL_ROW
    sheet.y += _PADDING
    sheet.rule(color="#e4e7eb", thickness=0.5)
    sheet.y += _PADDING


def _height(rendering: Rendering, line: Line) -> float:
    return len(_name_lines(line)) * _ROW + len(_detail_lines(rendering, line)) * _SMALL_ROW + 2 * _PADDING


def _name_lines(line: Line) -> list[str]:
    return list(wrap((line.item.name if line.item else None) or "", fonts.BOLD, _SIZE, _ITEM_WIDTH))


def _detail_lines(rendering: Rendering, line: Line) -> list[str]:
    return [part for detail in _details(rendering, line) for part in wrap(detail, fonts.REGULAR, _SMALL, _ITEM_WIDTH)]


def _details(rendering: Rendering, line: Line) -> Iterator[str]:
    item = line.item
    if item:
        yield from filter(None, (item.description, item.supplier_id))
        yield from (f"{each.name or ''}: {each.value or ''}" for each in item.attributes)
    yield from filter(None, (rendering.values.period(line.period), line.note))
    for sign, label, amounts in (("−", "allowance", line.allowances), ("+", "charge", line.charges)):
        yield from (_extra(rendering, sign, label, each) for each in amounts)


def _extra(rendering: Rendering, sign: str, label: str, each: AllowanceCharge) -> str:
    share = f" ({rendering.values.rate(each.percentage)})" if each.percentage is not None else ""
    return f"{each.reason or rendering.labels[label]}{share}: {sign}{rendering.values.amount(each.amount)}"


def _price(rendering: Rendering, price: Price | None) -> str:
    if price is None or price.net is None:
        return ""
    base = price.base_quantity
    per = f" / {rendering.values.number(base)}" if base is not None and base != 1 else ""
    return rendering.values.price(price.net) + per
