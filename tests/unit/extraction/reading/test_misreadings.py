"""What looks like something else: rules under names, lines that equal a sum, words that are signs elsewhere."""

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import JAPAN, Row, draw

HEAD = ["KRANICH LTD", "12 Mill Lane", "LS1 4DY Leeds", "Invoice number: A-17"]


def read_rows(*rows: Row, font: str = "Helvetica") -> Extracted:
    return read(draw(rows, font))


def value(reading: Extracted, name: FieldName) -> str | None:
    return reading.fields[name].value if name in reading.fields else None


def test_a_rule_of_signs_under_a_brand_is_no_name() -> None:
    for rule in ("-----------------", "* * *"):
        reading = read_rows("KRANICH", rule, *HEAD[1:], "Date: 3 May 2024", "Total: £20.00")
        assert value(reading, FieldName.INVOICE_NUMBER) == "A-17"


def test_a_rule_of_signs_under_a_customer_is_no_part_of_the_name() -> None:
    reading = read_rows(*HEAD, "Bill to:", "Jo Muster", "--------", "7 High Street", "LS1 4DY Leeds", "Total: £20.00")
    assert value(reading, FieldName.CUSTOMER_NAME) == "Jo Muster"


def test_a_line_that_equals_the_lines_above_stays() -> None:
    amounts = {"Design": "100.00", "Setup": "50.00", "Development": "150.00", "Hosting": "20.00"}
    lines = [[(50.0, text), (-540.0, amount)] for text, amount in amounts.items()]
    reading = read_rows(
        *HEAD, [(50.0, "Description"), (-540.0, "Amount")], *lines, [(300.0, "Total"), (-540.0, "320.00")]
    )
    assert [(line.description, line.net_amount) for line in reading.lines] == list(amounts.items())


def test_the_law_is_no_currency_in_portugal() -> None:
    rows = [
        "Fatura n.º 17",
        "NIF: PT501964843",
        "Data: 03-05-2024",
        "Total: 20,00",
        "Isento nos termos da lei do imposto",
    ]
    assert value(read_rows(*rows), FieldName.CURRENCY) == "EUR"


def test_another_accounts_currency_does_not_turn_dates() -> None:
    note = "For payments in USD please ask for our other account."
    reading = read_rows(*HEAD, "Date: 03/05/2024", "Total: € 20.00", note)
    assert value(reading, FieldName.ISSUE_DATE) == "2024-05-03"


def test_an_honorific_alone_is_nobody() -> None:
    reading = read_rows("請求書", "株式会社みなと商事", "御中", "合計 ¥20,000", font=JAPAN)
    assert value(reading, FieldName.CUSTOMER_NAME) == "株式会社みなと商事"
    assert value(reading, FieldName.SUPPLIER_NAME) is None


def test_an_invoice_number_of_initials_and_a_date_is_no_tax_id() -> None:
    reading = read_rows(*HEAD[:3], "Invoice number: INV240315001", "Date: 15 March 2024", "Total: £20.00")
    assert value(reading, FieldName.INVOICE_NUMBER) == "INV240315001"
    assert value(reading, FieldName.SUPPLIER_TAX_ID) is None
