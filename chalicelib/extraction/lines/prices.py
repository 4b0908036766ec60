"""Tables with one column of money: whether "Price" is the price of one or the line's amount, its sum says.

Web shops print quantity and price and no line total. Where the prices add up to a printed sum they are the amounts.
"""

from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lines.columns import AMOUNTS
from chalicelib.extraction.lines.table import Table
from chalicelib.extraction.totals.amounts import claimed_amounts, near_any

SUMS = ("subtotal", "net_total", "total")


def amounts_from_prices(evidence: Evidence, table: Table) -> None:
    """Turn prices into amounts where no line has an amount and the prices add up to a sum on the page."""
    records = [record for record in table.records if "unit_price" in record.numbers]
    if not records or any(not record.numbers.keys().isdisjoint(AMOUNTS) for record in table.records):
        return
    added = sum([record.numbers["unit_price"].amount for record in records], Decimal(0))
    if near_any(added, claimed_amounts(evidence, *SUMS)):
        for record in records:
            record.numbers["net_amount"] = record.numbers.pop("unit_price")
