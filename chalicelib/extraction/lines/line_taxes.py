"""The rate of a line that prints the amount of its tax instead, and columns of taxes whose heading may mean either.

"GST", "Tax" and "VAT" stand over rates as over amounts. Numbers over every rate of the world are amounts, and so are
those that are one and the same rate of each line's amount. French and Swiss programs print a code in each line, and
say in the tax breakdown what it means: "1 | 912.51 | 20.00 | 182.50".
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.lines.line_record import Record
from chalicelib.extraction.lines.table import Table
from chalicelib.extraction.totals.rate_rows import HIGHEST_RATE, rate_rows
from chalicelib.extraction.values.rates import LEGAL_RATES

RATE, TAX = "tax_rate", "tax_amount"
CENT = Decimal("0.01")  # by which a printed tax may differ from the exact one
RATES = sorted({rate for rates in LEGAL_RATES.values() for rate in rates})
LONGEST_CODE = 2  # digits
MIN_PROVEN = 2  # lines with different taxes


def read_codes(evidence: Evidence, table: Table) -> None:
    """Give lines the rate that their code stands for, where the breakdown explains each line's code."""
    codes = list(map(_code_of, table.records))
    if not codes or None in codes:
        return
    rates = {row.rate: _first_word(evidence, row.row) for row in rate_rows(evidence, frozenset(table.rows))}
    meant = {code: rate for rate, code in rates.items()}
    if not meant.keys() >= set(codes) or any(Decimal(code or 0) in rates for code in codes):
        return
    for record, code in zip(table.records, codes, strict=True):
        del record.numbers[RATE]
        record.rate = meant[code or ""]


def _code_of(record: Record) -> str | None:
    """What stands in a line's cell of the rate, if it may be a code: a digit or two without a sign."""
    number = record.numbers.get(RATE)
    if number is None or number.is_rate:
        return None
    text = f"{number.amount:f}"
    return text if len(text) <= LONGEST_CODE and text.isdigit() else None


def _first_word(evidence: Evidence, row: int) -> str:
    return evidence.rows[row][0].words[0].text


def settle_rates(records: Sequence[Record]) -> None:
    """Put numbers that are taxes where they belong, and give each line the only rate that its tax is of its amount."""
    if _are_taxes(records):
        for record in records:
            if RATE in record.numbers:
                record.numbers.setdefault(TAX, record.numbers.pop(RATE))
    for record in records:
        if RATE not in record.numbers and record.rate is None:
            record.rate = _rate_of(record)


def _are_taxes(records: Sequence[Record]) -> bool:
    """Whether what stands in the column of rates are amounts."""
    every = list(_pairs(records))
    pairs = [(value, net) for value, net in every if not value.is_rate]
    if not pairs or 2 * len(pairs) < len(every):
        return False
    return any(value.amount > HIGHEST_RATE for value, _ in pairs) or _are_of_one_rate(pairs)


def _are_of_one_rate(pairs: Sequence[tuple[Value, Decimal]]) -> bool:
    """Whether numbers, of which two differ, are one and the same rate of the amounts beside them."""
    taxes = [(value.amount, net) for value, net in pairs if value.amount and value.has_decimals]
    amounts = {tax for tax, _ in taxes}
    if len(amounts) < MIN_PROVEN or amounts.issubset(RATES) or not all(value.has_decimals for value, _ in pairs):
        return False  # 9.00 and 21.00 may be rates by accident of the lines' amounts
    return any(all(_fits(tax, net, rate) for tax, net in taxes) for rate in RATES)


def _pairs(records: Sequence[Record]) -> Iterator[tuple[Value, Decimal]]:
    """The number in the column of rates, and the amount, of each line that has both."""
    for record in records:
        if RATE in record.numbers and record.amount:
            yield record.numbers[RATE], record.amount.amount


def _rate_of(record: Record) -> Decimal | None:
    tax, net = record.numbers.get(TAX), record.numbers.get("net_amount")
    if tax is None or net is None or not net.amount:
        return None
    rates = [rate for rate in (Decimal(0), *RATES) if _fits(tax.amount, net.amount, rate)]
    return rates[0] if len(rates) == 1 else None


def _fits(tax: Decimal, net: Decimal, rate: Decimal) -> bool:
    return abs(net * rate / 100 - tax) < CENT
