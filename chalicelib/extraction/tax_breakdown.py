"""The tax breakdown: rows that hold a rate, a taxable amount and a tax that is the rate of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from chalicelib.extraction.amounts import money, near
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.page import Segment
from chalicelib.extraction.result import FieldName, TaxRow
from chalicelib.extraction.totals import Totals
from chalicelib.extraction.values import Kind, Value

HIGHEST_RATE = 30  # percent; the highest VAT rate in the world is Hungary's 27


def read_tax_breakdown(evidence: Evidence, totals: Totals, table_rows: frozenset[int]) -> tuple[TaxRow, ...]:
    """The rows, if together they make the tax total; a page that prints none has none."""
    rows: dict[str, TaxRow] = {}
    for number, row in evidence.rows.items():
        if number not in table_rows:
            for found in _tax_rows(evidence, row):
                rows.setdefault(found.rate, found)
    tax = totals.amount(FieldName.TAX_TOTAL)
    added = sum((Decimal(row.tax_amount or 0) for row in rows.values()), Decimal(0))
    return tuple(rows.values()) if tax is not None and near(abs(added), abs(tax)) else ()


def _tax_rows(evidence: Evidence, row: Sequence[Segment]) -> Iterator[TaxRow]:
    numbers = [v for segment in row for v in evidence.values[segment] if v.kind is Kind.NUMBER]
    for rate in (value for value in numbers if _is_rate(value)):
        amounts = [v.amount for v in numbers if v is not rate and v.number and not v.number.percent]
        pair = next(
            (
                (a, b)
                for a in amounts
                for b in amounts
                if a and near(a * rate.amount / 100, b) and (b or rate.amount == 0)
            ),
            None,
        )
        if pair:
            yield TaxRow(f"{rate.amount.normalize():f}", money(pair[0]), money(pair[1]))
            return


def _is_rate(value: Value) -> bool:
    number = value.number
    return number is not None and 0 <= value.amount <= HIGHEST_RATE and (number.percent or number.currency is None)
