"""Tables with one column of money: whether "Price" is the price of one or the line's amount, its sum says.

Web shops print quantity and price and no line total. Where the prices add up to a printed sum they are the amounts.
"""

from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import make_claims
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.lines.columns import AMOUNTS
from chalicelib.extraction.lines.table import Table
from chalicelib.extraction.totals.amounts import near

SUMS = ("subtotal", "net_total", "total")


def amounts_from_prices(evidence: Evidence, table: Table) -> None:
    """Turn prices into amounts where no line has an amount and the prices add up to a sum on the page."""
    records = [record for record in table.records if "unit_price" in record.numbers]
    if not records or any(set(AMOUNTS) & set(record.numbers) for record in table.records):
        return
    added = sum((record.numbers["unit_price"].amount for record in records), Decimal(0))
    sums = [claim.value.amount for claim in make_claims(evidence, Kind.NUMBER) if claim.name in SUMS]
    if any(near(added, amount) for amount in sums):
        for record in records:
            record.numbers["net_amount"] = record.numbers.pop("unit_price")
