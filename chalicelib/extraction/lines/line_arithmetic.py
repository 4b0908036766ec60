"""Which columns are quantity, price and amount, proven by the lines themselves: one times the other is the third.

Headers are ambiguous ("Unit", "Rate", "Total") and numbers do not always stand under their words. Where the columns
that the header names do not multiply, but three others do in most of the lines, those three are meant.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.lines.line_record import Record
from chalicelib.extraction.totals.amounts import near

ROLES = ("quantity", "unit_price", "net_amount")
SAME_COLUMN = 4.0  # points by which the edges of a column's numbers differ
MOST = 0.6  # of the lines that three columns must multiply in
CENTS = 2  # decimals of money
MOST_COLUMNS = 9  # the fullest: more make too many triples to try

_Row = Mapping[int, Value]


def assign_by_product(evidence: Evidence, records: Sequence[Record]) -> None:
    """Give the records the numbers of the three columns that multiply, unless those they have do as well."""
    rows = list(_by_column([list(_numbers(evidence, record)) for record in records]))
    fits = sum(_multiplies(*(record.numbers.get(role) for role in ROLES)) for record in records)
    best, count = _best_triple(rows)
    if best is None or count <= fits or count < MOST * len(records):
        return
    for record, row in zip(records, rows, strict=True):
        if all(column in row for column in best):
            record.numbers.pop("gross_amount", None)
            record.numbers |= {role: row[column] for role, column in zip(ROLES, best, strict=True)}


def _numbers(evidence: Evidence, record: Record) -> Iterator[Value]:
    """The numbers of the row in which the record's own numbers stand."""
    rows = {value.segment.row for value in record.numbers.values()}
    for row in sorted(rows):
        for segment in evidence.rows[row]:
            yield from (v for v in evidence.values[segment] if v.number and not v.number.percent)


def _by_column(rows: Sequence[Sequence[Value]]) -> Iterator[_Row]:
    """Each row's numbers by column: those whose right or left edges stand under one another."""
    columns: list[tuple[float, float]] = []
    for values in rows:
        found: dict[int, Value] = {}
        for value in values:
            index = next((n for n, edges in enumerate(columns) if n not in found and _is_in(value, edges)), None)
            if index is None:
                columns.append((value.box.left, value.box.right))
                index = len(columns) - 1
            found[index] = value
        yield found


def _is_in(value: Value, edges: tuple[float, float]) -> bool:
    return abs(value.box.right - edges[1]) < SAME_COLUMN or abs(value.box.left - edges[0]) < SAME_COLUMN


def _best_triple(rows: Sequence[_Row]) -> tuple[tuple[int, int, int] | None, int]:
    """The columns that multiply in most rows: quantity and price, and the amount right of both."""
    filled = Counter(column for row in rows for column in row)
    columns = [column for column, count in filled.most_common(MOST_COLUMNS) if count >= MOST * len(rows)]
    counts = {
        triple: sum(_multiplies(*(row.get(column) for column in triple)) for row in rows)
        for triple in permutations(columns, 3)
        if _in_order(rows, triple)
    }
    proven = [triple for triple in counts if any(_multiplies(*(row.get(c) for c in triple), more=True) for row in rows)]
    best = max(proven, key=lambda triple: counts[triple], default=None)
    return best, counts[best] if best else 0


def _in_order(rows: Sequence[_Row], triple: tuple[int, int, int]) -> bool:
    """Whether the amount stands last, and the quantity first, unless only what is first is written as money."""
    quantity, price, amount = (next(row[column].box.right for row in rows if column in row) for column in triple)
    if _is_money(rows, triple[0]) != _is_money(rows, triple[1]):
        return max(quantity, price) < amount and _is_money(rows, triple[1])
    return quantity < price < amount


def _is_money(rows: Sequence[_Row], column: int) -> bool:
    """Whether every number of a column has a currency or two decimals."""
    numbers = [row[column].number for row in rows if column in row]
    return all(number is not None and bool(number.currency or number.decimals == CENTS) for number in numbers)


def _multiplies(quantity: Value | None, price: Value | None, amount: Value | None, *, more: bool = False) -> bool:
    """Whether they multiply, and not by accident: a factor of one, or nothing, proves little; `more` wants another."""
    if not (quantity and price and amount and amount.amount):
        return False
    trivial = Decimal(1) in (abs(quantity.amount), abs(price.amount))
    decimal = bool(amount.number and amount.number.decimals)
    return near(quantity.amount * price.amount, amount.amount) and ((decimal and not more) or not trivial)
