"""The tax breakdown: the rows of rates, where together they make the tax total."""

from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.result import FieldName, TaxRow
from chalicelib.extraction.totals.amounts import money, near
from chalicelib.extraction.totals.rate_rows import rate_rows
from chalicelib.extraction.totals.totals_judge import Totals


def read_tax_breakdown(evidence: Evidence, totals: Totals, table_rows: frozenset[int]) -> tuple[TaxRow, ...]:
    """The rows, if together they make the tax total; a page that prints none has none."""
    rows = rate_rows(evidence, table_rows)
    tax = totals.amount(FieldName.TAX_TOTAL)
    if tax is None or not near(abs(sum((row.tax for row in rows), Decimal(0))), abs(tax)):
        return ()
    return tuple(TaxRow(f"{row.rate.normalize():f}", money(row.net), money(row.tax)) for row in rows)
