"""What a line says of its item, as rows of text that fit their column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.documents.model.document import AllowanceCharge, Line
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.page.rendering import MUTED, Rendering
from chalicelib.documents.rendering.page.sheet import TEXT_COLOR
from chalicelib.documents.rendering.page.wrapping import wrap

ITEM_WIDTH = 206.0
PADDING = 4.0
_SIZE, _ROW = 9.0, 12.2
_SMALL, _SMALL_ROW = 8.0, 10.6


@dataclass(frozen=True, slots=True)
class ItemText:
    """One row of text and how it is drawn; `leading` is the height it takes."""

    text: str
    font: str
    size: float
    color: str
    leading: float


def item_texts(rendering: Rendering, line: Line) -> list[ItemText]:
    """The item's name, then everything else that the line says of it."""
    name = (line.item.name if line.item else None) or ""
    names = (ItemText(row, fonts.BOLD, _SIZE, TEXT_COLOR, _ROW) for row in wrap(name, fonts.BOLD, _SIZE, ITEM_WIDTH))
    details = (
        ItemText(row, fonts.REGULAR, _SMALL, MUTED, _SMALL_ROW)
        for detail in _details(rendering, line)
        for row in wrap(detail, fonts.REGULAR, _SMALL, ITEM_WIDTH)
    )
    return [*names, *details]


def height_of(texts: Sequence[ItemText]) -> float:
    """The height that rows of text take, with the room around them."""
    return sum(text.leading for text in texts) + 2 * PADDING


def _details(rendering: Rendering, line: Line) -> Iterator[str]:
    item = line.item
    if item:
        yield from filter(None, (item.description, item.supplier_id))
        yield from (f"{each.name or ''}: {each.value or ''}" for each in item.attributes)
    yield from filter(None, (rendering.values.period(line.period), line.note))
    for sign, label, amounts in ((-1, "allowance", line.allowances), (1, "charge", line.charges)):
        yield from (_extra(rendering, sign, label, each) for each in amounts)


def _extra(rendering: Rendering, sign: int, label: str, each: AllowanceCharge) -> str:
    share = f" ({rendering.values.rate(each.percentage)})" if each.percentage is not None else ""
    plus = "+" if sign > 0 and each.amount is not None and each.amount >= 0 else ""
    return f"{each.reason or rendering.labels[label]}{share}: {plus}{rendering.values.money(each.amount, sign=sign)}"
