"""Which columns are quantity, price and amount, proven by the lines themselves: one times the other is the third.

Headers are ambiguous ("Unit", "Rate", "Total") and numbers do not always stand under their words. Where the columns
that the header names do not multiply, but three others do in most of the lines, those three are meant.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, permutations
from typing import TypeVar

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
K = TypeVar("K")


def assign_by_product(evidence: Evidence, records: Sequence[Record]) -> None:
    """Give the records the numbers of the three columns that multiply, unless those they have do as well."""
    rows = list(_by_column([_numbers(evidence, record) for record in records]))
    fits = sum([_multiplies(*_picked(record.numbers, ROLES)) for record in records])
    best, count = _best_triple(rows)
    if count <= fits or count < MOST * len(records):
        return
    for record, row in zip(records, rows, strict=True):
        if row.keys() >= set(best):
            record.numbers.pop("gross_amount", None)
            record.numbers |= {role: row[column] for role, column in zip(ROLES, best, strict=True)}


def _picked(numbers: Mapping[K, Value], keys: Iterable[K]) -> list[Value | None]:
    """The numbers of some columns."""
    return list(map(numbers.get, keys))


def _numbers(evidence: Evidence, record: Record) -> list[Value]:
    """The numbers of the row in which the record's own numbers stand."""
    found: list[Value] = []
    for row in sorted({value.segment.row for value in record.numbers.values()}):
        found += [value for value in evidence.numbers_of(*evidence.rows[row]) if not value.is_rate]
    return found


def _by_column(rows: Sequence[Sequence[Value]]) -> Iterator[_Row]:
    """Each row's numbers by column: those whose right or left edges stand under one another."""
    columns: list[tuple[float, float]] = []
    for values in rows:
        found: dict[int, Value] = {}
        for value in values:
            index = _column_of(value, columns, found)
            if index == len(columns):
                columns.append((value.box.left, value.box.right))
            found[index] = value
        yield found


def _column_of(value: Value, columns: Sequence[tuple[float, float]], taken: Container[int]) -> int:
    """The first free column that a number stands in; a new one behind them where there is none."""
    for index, edges in enumerate(columns):
        if index not in taken and _is_in(value, edges):
            return index
    return len(columns)


def _is_in(value: Value, edges: tuple[float, float]) -> bool:
    return abs(value.box.right - edges[1]) < SAME_COLUMN or abs(value.box.left - edges[0]) < SAME_COLUMN


def _best_triple(rows: Sequence[_Row]) -> tuple[tuple[int, ...], int]:
    """The columns that multiply in most rows: quantity and price, and the amount right of both; none in no row."""
    filled = Counter(chain.from_iterable(rows))
    columns = [column for column, count in filled.most_common(MOST_COLUMNS) if count >= MOST * len(rows)]
    best: tuple[int, ...] = ()
    most = 0
    for triple in permutations(columns, 3):
        if not _in_order(rows, triple):
            continue
        count = sum([_multiplies(*_picked(row, triple)) for row in rows])
        if count > most and any(_multiplies(*_picked(row, triple), more=True) for row in rows):
            best, most = triple, count
    return best, most


def _in_order(rows: Sequence[_Row], triple: tuple[int, int, int]) -> bool:
    """Whether the amount stands last, and the quantity first, unless only what is first is written as money."""
    quantity, price, amount = (_first_edge(rows, column) for column in triple)
    if _is_money(rows, triple[0]) != _is_money(rows, triple[1]):
        return max(quantity, price) < amount and _is_money(rows, triple[1])
    return quantity < price < amount


def _first_edge(rows: Sequence[_Row], column: int) -> float:
    """Where the first number of a column ends."""
    return next(row[column].box.right for row in rows if column in row)


def _is_money(rows: Sequence[_Row], column: int) -> bool:
    """Whether every number of a column has a currency or two decimals."""
    return all(_is_price(row[column]) for row in rows if column in row)


def _is_price(value: Value) -> bool:
    return bool(value.currency) or (value.number is not None and value.number.decimals == CENTS)


def _multiplies(quantity: Value | None, price: Value | None, amount: Value | None, *, more: bool = False) -> bool:
    """Whether they multiply, and not by accident: a factor of one, or nothing, proves little; `more` wants another."""
    if quantity is None or price is None or amount is None:
        return False
    if not amount.amount or not near(quantity.amount * price.amount, amount.amount):
        return False
    trivial = Decimal(1) in (abs(quantity.amount), abs(price.amount))
    return not trivial or (amount.has_decimals and not more)
