"""One line for each tax rate (BG-25), where the lines that were read do not lead to the printed totals.

A reading that lost a line, or took a sum for one, would make an e-invoice that contradicts itself. Where number,
totals and taxes are sure, the document says what is sure: what each rate is charged on. What was read of the lines
stays in the reading, with a warning.
"""

from decimal import Decimal

from chalicelib.extraction.deriving.draft import ZERO, Charge, Draft, DraftLine, Row, amount_of
from chalicelib.extraction.deriving.sums import DISAGREE, whole_total
from chalicelib.extraction.deriving.taxes import NOT_SUBJECT, covers
from chalicelib.extraction.deriving.units import PIECE
from chalicelib.extraction.result import Line

SUMMARISED = "lines_summarised"
_DROPPED = ("lines.", "charges.", "allowances.")


def summarise_lines(draft: Draft) -> None:
    """Put a line for each row of the tax breakdown in the place of lines that lead elsewhere."""
    if _totals_are_sure(draft) and not _lines_lead_to(draft):
        for place in tuple(draft.derived):
            if place.startswith(_DROPPED):
                del draft.derived[place]
        draft.charges = []
        draft.lines_are_read = False
        rows = [row for row in draft.rows if row.taxable]
        draft.lines = [_put_line(draft, number, row) for number, row in enumerate(rows)]


def _totals_are_sure(draft: Draft) -> bool:
    """Whether the totals add up and each row of the breakdown that makes them has its category."""
    (net, tax, _), total = draft.totals(), whole_total(draft)
    charged = tax or ZERO
    if not net or total is None or net + charged != total:
        return False
    if DISAGREE in draft.extracted.warnings and not draft.outside:
        return False
    if not covers(draft.rows, net, charged):
        return False
    return all(row.category for row in draft.rows)


def _lines_lead_to(draft: Draft) -> bool:
    """Whether each row of the breakdown is what its lines and charges come to, and none is without a row."""
    parts: list[DraftLine | Charge] = [*draft.lines, *draft.charges]
    if draft.sum_of_lines() is None or None in [part.row for part in parts]:
        return False
    for row in draft.rows:
        own = [amount_of(part) or ZERO for part in parts if part.row is row]
        if sum(own, ZERO) != row.taxable:
            return False
    return True


def _put_line(draft: Draft, number: int, row: Row) -> DraftLine:
    place, source = f"lines.{number}", "tax_breakdown"
    rate = "" if row.category == NOT_SUBJECT else f" at {row.rate.normalize():f} % tax"
    quantity = Decimal(1 if row.taxable > 0 else -1)
    draft.put(f"{place}.id", number + 1, source)
    draft.put(f"{place}.item.name", f"Everything that the invoice lists{rate}", source)
    draft.put(f"{place}.quantity", quantity, source)
    draft.put(f"{place}.unit", PIECE, source)
    draft.put(f"{place}.price.net", abs(row.taxable), source)
    draft.put(f"{place}.net_amount", row.taxable, source)
    draft.put(f"{place}.tax_category", row.category, source)
    if rate:
        draft.put(f"{place}.tax_rate", row.rate, source)
    return DraftLine(number, Line(""), quantity, abs(row.taxable), row.taxable, row.rate, row=row)
