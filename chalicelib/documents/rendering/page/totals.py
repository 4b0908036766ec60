"""The totals beside the tax breakdown.

Codes of tax categories are for machines: people read the rate, and the reason where nothing is taxed.
"""

from collections.abc import Iterator

from chalicelib.documents.model.document import TaxSubtotal, Totals
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.page.rendering import MUTED, Rendering, draw_title
from chalicelib.documents.rendering.page.sheet import BOTTOM, LEFT, RIGHT, TEXT_COLOR, TOP
from chalicelib.documents.rendering.page.wrapping import wrap
from chalicelib.documents.rendering.values import Values

_LEFT = 330.0
_LABEL_WIDTH = 118.0
AMOUNT_WIDTH = 72.28
"""Of the column of amounts; where figures end on pages that are read from the right depends on it."""
_SUM_WIDTH = RIGHT - _LEFT - _LABEL_WIDTH - 8
_SIZE, _LEADING = 9.5, 15 / 9.5
_BEFORE, _AFTER = 8.0, 20.0
_DUE_HEIGHT, _DUE_WIDTH = 34.0, 110.0
_TAX_COLUMNS = (LEFT, LEFT + 160, LEFT + 250)
_TAX_ROW, _TAX_HEAD = 12.5, 30.0
_LARGEST = 0.6 * (BOTTOM - TOP)
"""Totals that are higher than this share of a page may stand alone."""
_UNTAXED = frozenset({"AE", "E", "G", "K", "O"})
_WHITE = "#ffffff"


def draw_totals(rendering: Rendering) -> None:
    """The tax breakdown at the left, the totals at the right, together on a page where one has room for them."""
    sheet = rendering.sheet
    sheet.need(height_of_totals(rendering))
    sheet.y += _BEFORE
    sheet.beside(lambda: _draw_breakdown(rendering), lambda: _draw_sums(rendering))
    sheet.y += _AFTER


def height_of_totals(rendering: Rendering) -> float:
    """The height that totals and tax breakdown take; no more than what has to stay together."""
    sums = sum(len(list(wrap(label, fonts.REGULAR, _SIZE, _LABEL_WIDTH))) for label, _ in _rows(rendering))
    breakdown = rendering.document.tax_breakdown
    reasons = sum(len(_reason_lines(rendering, row)) for row in breakdown)
    taxes = _TAX_HEAD + len(breakdown) * _TAX_ROW + reasons * 10.3
    return min(_BEFORE + max(sums * _SIZE * _LEADING + _DUE_HEIGHT, taxes), _LARGEST)


def _rows(rendering: Rendering) -> Iterator[tuple[str, str]]:
    document, labels, values = rendering.document, rendering.labels, rendering.values
    totals = document.totals or Totals()
    if document.allowances or document.charges:
        yield labels["lines_net"], values.money(totals.lines_net)
    for each in document.allowances:
        yield each.reason or labels["allowance"], values.money(each.amount, sign=-1)
    for each in document.charges:
        yield each.reason or labels["charge"], values.money(each.amount)
    yield labels["net_total"], values.money(totals.net_total)
    yield labels["tax_total"], values.money(totals.tax_total)
    if document.tax_currency and totals.tax_total_accounting is not None:
        accounting = Values(values.locale, document.tax_currency)
        yield f"{labels['tax_total']} {document.tax_currency}", accounting.money(totals.tax_total_accounting)
    yield from _after_total(rendering, totals)


def _after_total(rendering: Rendering, totals: Totals) -> Iterator[tuple[str, str]]:
    labels, values = rendering.labels, rendering.values
    if totals.prepaid or totals.rounding:
        yield labels["total"], values.money(totals.total)
    if totals.prepaid:
        yield labels["prepaid"], values.money(totals.prepaid, sign=-1)
    if totals.rounding:
        yield labels["rounding"], values.money(totals.rounding)


def _draw_sums(rendering: Rendering) -> None:
    for label, amount in _rows(rendering):
        _draw_sum(rendering, label, amount)
    _draw_due(rendering)


def _draw_sum(rendering: Rendering, label: str, amount: str) -> None:
    sheet = rendering.sheet
    sheet.need(_SIZE * _LEADING)
    room = AMOUNT_WIDTH if sheet.is_mirrored else _SUM_WIDTH
    sheet.text(RIGHT - 4, amount, size=_SIZE, align="figure", room=room)
    sheet.paragraph(_LEFT, label, _LABEL_WIDTH, size=_SIZE, color=MUTED, leading=_LEADING)


def _draw_due(rendering: Rendering) -> None:
    sheet, document, ink = rendering.sheet, rendering.document, rendering.branding.ink
    sheet.need(_DUE_HEIGHT)
    color = ink if rendering.is_letter else _WHITE
    if rendering.is_letter:
        sheet.y += 2
        sheet.rule(_LEFT, RIGHT, color=ink, thickness=1)
        sheet.y -= 2
    else:
        sheet.box(_LEFT - 10, sheet.y + 2, RIGHT - _LEFT + 10, 26, ink)
    sheet.y += 8
    asked = "offered" if document.is_quote else "amount_due"
    label = rendering.labels["credited" if document.is_credit_note else asked]
    due = rendering.values.money(document.totals.amount_due if document.totals else None)
    room = AMOUNT_WIDTH if sheet.is_mirrored else _DUE_WIDTH
    sheet.text(_LEFT, label, size=11, font=fonts.BOLD, color=color, room=98)
    sheet.text(RIGHT - 4, due, size=11.5, font=fonts.BOLD, color=color, align="figure", room=room)
    sheet.y += 20


def _draw_breakdown(rendering: Rendering) -> None:
    labels, values = rendering.labels, rendering.values
    if not rendering.document.tax_breakdown:
        return
    draw_title(rendering, labels["breakdown"])
    _draw_tax_row(rendering, (labels["rate"], labels["taxable"], labels.tax), color=MUTED)
    for row in rendering.document.tax_breakdown:
        rate = values.rate(row.rate) or "–"
        _draw_tax_row(rendering, (rate, values.amount(row.taxable_amount), values.amount(row.tax_amount)))
        for line in _reason_lines(rendering, row):
            rendering.sheet.paragraph(LEFT, line, _TAX_COLUMNS[2] - LEFT, size=7.8, color=MUTED)
        rendering.sheet.y += 2 if row.exemption_reason else 0


def _reason_lines(rendering: Rendering, row: TaxSubtotal) -> list[str]:
    """Why nothing is taxed: as the supplier says it, else in the words of the language."""
    words = rendering.labels[f"untaxed_{row.category}"] if row.category in _UNTAXED else ""
    text = row.exemption_reason or words
    return list(wrap(text, fonts.REGULAR, 7.8, _TAX_COLUMNS[2] - LEFT)) if text else []


def _draw_tax_row(rendering: Rendering, cells: tuple[str, str, str], color: str = TEXT_COLOR) -> None:
    sheet = rendering.sheet
    sheet.need(_TAX_ROW)
    sheet.text(LEFT, cells[0], size=8.5, color=color, room=80)
    sheet.text(_TAX_COLUMNS[1], cells[1], size=8.5, align="figure", color=color, room=95)
    sheet.text(_TAX_COLUMNS[2], cells[2], size=8.5, align="figure", color=color, room=85)
    sheet.y += _TAX_ROW
