"""Amounts of credit notes in every notation, and balances of earlier invoices, which are no lines."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import GOODS, Row, draw, table

TOTALS = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)
HEAD: list[Row] = ["Kranich Ltd", "12 Mill Lane", "LS1 4DY Leeds"]
CREDIT_NOTE: list[Row] = [*HEAD, "CREDIT NOTE", "Credit Note No: CN-5", "Date: 6 May 2024"]
INVOICE: list[Row] = [*HEAD, "INVOICE", "Invoice No: 5", "Date: 6 May 2024"]
LINES = table(GOODS, ("Description", "Qty", "Price", "Amount"), ("Hammer", "10", "100.00", "1,000.00"))


def amount(text: str, printed: str) -> Row:
    return [(300, text), (-540, printed)]


def values(reading: Extracted, *names: FieldName) -> list[str | None]:
    return [reading.fields[name].value if name in reading.fields else None for name in names]


@pytest.mark.parametrize(
    "notation",
    ["{} CR", "{}CR", "${} Cr", "‹{}›", "<{}>", "({})", "( {} )", "$({})", "(${})", "({} USD)", "-${}", "$-{}", "${}-",
     "{}-", "- {}", "{} USD-"],
)  # fmt: skip
def test_an_amount_is_negative_in_every_notation(notation: str) -> None:
    printed = [notation.format(number) for number in ("1,000.00", "80.00", "1,080.00")]
    totals = [amount(text, number) for text, number in zip(("Subtotal", "Sales Tax 8%", "Total"), printed, strict=True)]
    reading = read(draw([*CREDIT_NOTE, *LINES, *totals], every_letter=True))
    assert values(reading, *TOTALS) == ["-1000.00", "-80.00", "-1080.00"]
    assert reading.warnings == ()


def test_an_amount_on_the_debit_side_is_what_an_invoice_asks_for() -> None:
    reading = read(draw([*INVOICE, *LINES, amount("Total", "$1,080.00 DR")]))
    assert values(reading, FieldName.TOTAL) == ["1080.00"]


@pytest.mark.parametrize("paid", ["-250.00", "250.00 CR", "(250.00)", "250.00"])
@pytest.mark.parametrize(
    ("balance", "payment"),
    [("Previous balance", "Payments received"), ("Balance brought forward", "Payment received - thank you")],
)
def test_earlier_balances_and_payments_are_no_lines_and_not_paid_for_this_invoice(
    balance: str, payment: str, paid: str
) -> None:
    earlier = [amount(balance, "250.00"), amount(payment, paid)]
    due = [amount("New charges", "1,080.00"), amount("Total amount due", "1,080.00")]
    reading = read(draw([*INVOICE, *LINES, *earlier, *due]))
    assert [line.description for line in reading.lines] == ["Hammer"]
    assert values(reading, FieldName.PREPAID, FieldName.TOTAL) == [None, "1080.00"]


def test_lines_under_an_earlier_balance_are_read() -> None:
    head: Row = [(50, "Description"), (-540, "Amount")]
    rows = [("Saldo der letzten Rechnung", "50,00"), ("Erhaltene Zahlung", "-50,00"), ("Wartung Mai", "100,00")]
    lines: list[Row] = [[(50, text), (-540, number)] for text, number in rows]
    german: list[Row] = ["Kranich GmbH", "10115 Berlin", "Rechnung", "Rechnung Nr. 5", "Datum: 06.05.2024"]
    reading = read(draw([*german, head, *lines, amount("Gesamtbetrag", "100,00 EUR")]))
    assert [line.description for line in reading.lines] == ["Wartung Mai"]
    assert values(reading, FieldName.PREPAID, FieldName.TOTAL) == ["50.00", "100.00"]
