"""Pages whose totals have parts: taxes in columns or brackets, surcharges, down payments, earlier balances, outlays."""

from decimal import Decimal

import pytest

from chalicelib.documents.model.document import Document
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, Extracted, FieldName
from tests.unit.extraction.drawn import Row, draw

BRITISH: list[Row] = [
    "Acorn Trading Ltd", "4 Mill Lane, Leeds LS1 4DY", "VAT No: GB123456782", [(400, "INVOICE")],
    "Invoice to:", "Birch Homes Ltd", "9 High Street, York YO1 7HH", "Invoice number: A-100", "Date: 13.05.2024",
]  # fmt: skip
SPANISH: list[Row] = [
    "Dulces Roble S.A.", "C/ Mayor, 7", "28013 Madrid", "CIF: A58818501", [(400, "FACTURA")],
    "Cliente:", "Panadería Olmo S.L.", "C/ Nueva, 3", "46002 Valencia", "Factura nº: F-100", "Fecha: 13/05/2024",
]  # fmt: skip
NET_AND_TAX: list[Row] = [[(300, "Net total"), (-540, "100.00")], [(300, "VAT 20%"), (-540, "20.00")]]


def item(text: str, amount: str) -> Row:
    return [(50, text), (-540, amount)]


def total(label: str, amount: str) -> Row:
    return [(300, label), (-540, amount)]


def reading(*rows: Row, head: list[Row] = BRITISH) -> Extracted:
    return read(draw([*head, *rows]))


def values(found: Extracted, *names: FieldName) -> list[str | None]:
    return [found.fields[name].value if name in found.fields else None for name in names]


def rows_of(document: Document) -> list[tuple[str | None, str, str]]:
    return [(row.category, str(row.rate), str(row.taxable_amount)) for row in document.tax_breakdown]


def test_taxes_under_headings_with_their_rates_are_added() -> None:
    heads = ("Net total", "VAT 5%", "VAT 20%", "Total")
    amounts = ("300.00", "5.00", "40.00", "345.00")
    found = reading(
        [(50, "Description"), (-330, "Qty"), (-420, "Amount"), (-540, "VAT %")],
        [(50, "Heat pump"), (-330, "1"), (-420, "100.00"), (-540, "5")],
        [(50, "Cabinet"), (-330, "2"), (-420, "200.00"), (-540, "20")],
        [(180.0 + 90 * place, text) for place, text in enumerate(heads)],
        [(180.0 + 90 * place, text) for place, text in enumerate(amounts)],
    )
    assert values(found, FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL) == ["300.00", "45.00", "345.00"]
    assert rows_of(to_document(found)) == [("S", "5", "100.00"), ("S", "20", "200.00")]


def test_the_bases_of_all_rates_may_stand_over_all_taxes() -> None:
    found = reading(
        item("Poster", "595.00"), item("Book", "448.00"), "",
        total("Net 24%", "595.00"), total("Net 9%", "448.00"), total("VAT 24%", "142.80"), total("VAT 9%", "40.32"),
        total("Amount due", "1226.12"),
    )  # fmt: skip
    amounts = ["1043.00", "183.12", "1226.12"]
    assert values(found, FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL) == amounts
    assert rows_of(to_document(found)) == [("S", "24", "595.00"), ("S", "9", "448.00")]


@pytest.mark.parametrize("words", ["(incl. VAT of £20.00)", "(including £15.00 VAT 20%, £5.00 VAT 5%)"])
def test_taxes_in_brackets_behind_a_total_are_its_tax(words: str) -> None:
    found = reading(item("Garden bench", "120.00"), [(50, f"Total {words}"), (-540, "£120.00")])
    assert values(found, FieldName.TAX_TOTAL, FieldName.TOTAL) == ["20.00", "120.00"]


def test_a_bracket_that_goes_on_in_the_line_below_is_one() -> None:
    found = reading(
        item("Garden bench", "120.00"),
        [(300, "Total"), (360, "£120.00 (including £15.00 VAT")],
        [(360, "20%, £5.00 VAT 5%)")],
    )
    assert values(found, FieldName.TAX_TOTAL, FieldName.TOTAL) == ["20.00", "120.00"]


def test_spains_surcharge_for_retailers_is_a_part_of_the_tax() -> None:
    columns: Row = [(50, "Base imponible"), (150, "% IVA"), (220, "Cuota IVA"), (300, "% R.E."), (370, "Cuota R.E.")]
    cells = (("200,00", "10,00", "20,00", "1,40", "2,80"), ("50,00", "21,00", "10,50", "5,20", "2,60"))
    found = reading(
        [(50, "Descripción"), (-330, "Cantidad"), (-420, "Precio"), (-540, "Importe")],
        [(50, "Croissant"), (-330, "100"), (-420, "2,00"), (-540, "200,00")],
        [(50, "Bolsas"), (-330, "10"), (-420, "5,00"), (-540, "50,00")],
        columns,
        *([(x, text) for x, text in zip((50, 150, 220, 300, 370), row, strict=True)] for row in cells),
        [(300, "TOTAL FACTURA"), (-540, "285,90 €")],
        head=SPANISH,
    )
    assert values(found, FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL) == ["250.00", "35.90", "285.90"]
    assert [(row.rate, row.taxable_amount, row.tax_amount) for row in found.tax_breakdown] == [
        ("11.4", "200.00", "22.80"), ("26.2", "50.00", "13.10"),
    ]  # fmt: skip


def test_several_down_payments_with_their_parts_are_paid_together() -> None:
    found = reading(
        item("Roof", "100.00"), *NET_AND_TAX, total("Total", "120.00"),
        [(50, "1st part"), (160, "01.03.2024"), (-330, "20.00"), (-420, "4.00"), (-540, "-24.00")],
        [(50, "2nd part"), (160, "01.04.2024"), (-330, "30.00"), (-420, "6.00"), (-540, "-36.00")],
        [(50, "Balance due"), (-330, "50.00"), (-420, "10.00"), (-540, "60.00")],
    )  # fmt: skip
    assert found.derived["totals.prepaid"].value == "60.00"
    assert "totals_disagree" not in found.warnings


@pytest.mark.parametrize(("row", "paid"), [("13.05.2024 Visa XXXX4471", "120.00"), ("13.05.2024 Parking", None)])
def test_a_card_in_the_lines_has_paid_all_where_nothing_remains(row: str, paid: str | None) -> None:
    found = reading(item("Room", "100.00"), item(row, "120.00"), *NET_AND_TAX, total("Total", "120.00"),
                    total("Balance due", "0.00"))  # fmt: skip
    derived = found.derived.get("totals.prepaid")
    assert (derived.value if derived else None, "totals_disagree" in found.warnings) == (paid, paid is None)


def test_an_earlier_balance_is_not_due_by_this_invoice() -> None:
    found = reading(item("Drench", "100.00"), *NET_AND_TAX, total("Total", "120.00"), "", "",
                    total("Overdue", "80.00"), total("Total to pay", "200.00"))  # fmt: skip
    assert found.derived["totals.amount_due"].value == "120.00"
    assert "totals_disagree" not in found.warnings


def test_what_is_not_taxed_may_stand_under_the_tax() -> None:
    found = reading(
        [(50, "Our charges"), (-540, "£100.00")], [(50, "Copies (plus VAT)"), (-540, "£10.00")],
        [(50, "VAT at 20%"), (-540, "£22.00")], [(50, "Court fee, not subject to VAT"), (-540, "£30.00")],
        [(50, "TOTAL"), (-540, "£162.00")],
    )  # fmt: skip
    assert [line.description for line in found.lines] == [
        "Our charges", "Copies (plus VAT)", "Court fee, not subject to VAT",
    ]  # fmt: skip
    assert rows_of(to_document(found)) == [("S", "20", "110.00"), ("E", "0", "30.00")]


def test_a_fee_outside_of_tax_is_neither_the_tax_nor_lost() -> None:
    found = reading(
        [(50, "Description"), (-330, "Qty"), (-420, "Price"), (-540, "Amount")],
        [(50, "Brake discs"), (-330, "2"), (-420, "50.00"), (-540, "100.00")],
        *NET_AND_TAX, total("Court fee not subject to VAT", "30.00"), total("Total", "150.00"),
    )  # fmt: skip
    assert values(found, FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL) == ["100.00", "20.00", "150.00"]
    document = to_document(found)
    assert [(each.amount, each.tax_category) for each in document.charges] == [(Decimal("30.00"), "E")]
    assert document.totals is not None
    assert document.totals.net_total == Decimal("130.00")


def test_a_base_over_its_tax_is_no_line() -> None:
    found = reading(
        [(50, "Freight to Milan"), (-540, "200.00")], [(50, "Freight to York"), (-540, "100.00")],
        [(300, "zero-rated"), (-540, "200.00")], [(300, "taxable 20 %"), (-540, "100.00")],
        [(300, "20 % VAT"), (-540, "20.00")], [(300, "Invoice total"), (-540, "320.00")],
    )  # fmt: skip
    assert not {"taxable 20 %", "20 % VAT"} & {line.description for line in found.lines}
    assert ("S", "20", "100.00") in rows_of(to_document(found))


def test_lines_stand_in_the_column_of_their_net_total_and_begin_where_all_do() -> None:
    found = reading(
        [(160, "Subscription"), (-460, "30.00"), (-540, "36.00")],
        [(50, "A margin's text"), (160, "Calls abroad"), (-460, "10.00"), (-540, "12.00")],
        [(160, "Total"), (-460, "40.00"), (-540, "48.00")],
        [(160, "of which VAT 20 % on 40.00"), (-540, "8.00")],
    )
    assert [(line.description, line.net_amount) for line in found.lines] == [
        ("Subscription", "30.00"), ("Calls abroad", "10.00"),
    ]  # fmt: skip


def test_a_rate_of_nought_needs_an_amount() -> None:
    found = reading(
        [(50, "Terms"), (200, "Discount"), (300, "Credit")], [(50, "30 days"), (200, "0.00"), (300, "0.00")],
        item("Vase", "100.00"), *NET_AND_TAX, total("Total", "120.00"),
    )  # fmt: skip
    assert [row.rate for row in found.tax_breakdown if row.rate == "0"] == []


def test_rates_in_brackets_are_no_negative_ones() -> None:
    found = reading(
        item("Wine", "100.00"), item("Oil", "50.00"), [(300, "Net total"), (-540, "150.00")],
        [(50, "VAT (20.00)"), (150, "100.00"), (220, "20.00")], [(50, "VAT (5.00)"), (150, "50.00"), (220, "2.50")],
        total("Total VAT", "22.50"), total("Total", "172.50"),
    )  # fmt: skip
    assert [(row.rate, row.tax_amount) for row in found.tax_breakdown] == [("20", "20.00"), ("5", "2.50")]


def test_a_certificate_that_is_charged_is_no_title() -> None:
    rows = [*SPANISH[:4], *SPANISH[5:]]
    found = reading(item("Certificado de eficiencia energética", "480,00"), [(300, "Base imponible"), (-540, "480,00")],
                    [(300, "IVA 21 %"), (-540, "100,80")], [(300, "Retención I.R.P.F. 15 %"), (-540, "-72,00")],
                    [(300, "TOTAL A PERCIBIR"), (-540, "508,80")], head=rows)  # fmt: skip
    assert found.document_type is DocumentType.INVOICE
    assert found.derived["totals.prepaid"].value == "72.00"


def test_a_day_of_delivery_is_read_under_a_label_in_two_languages() -> None:
    found = reading("Data dostawy / Date of supply: 12.05.2024", item("Rack", "100.00"), *NET_AND_TAX,
                    total("Total", "120.00"))  # fmt: skip
    assert found.facts is not None
    assert found.facts.delivered_on == "2024-05-12"


def test_the_last_digits_of_a_card_are_no_payment() -> None:
    found = reading(
        item("Tea", "100.00"), *NET_AND_TAX, total("Total", "120.00"), "PAID by card **** 8827 on 13.05.2024"
    )
    assert values(found, FieldName.TOTAL, FieldName.PREPAID) == ["120.00", None]


def test_a_tax_named_in_brackets_parts_no_payment_from_its_label() -> None:
    found = reading(
        *NET_AND_TAX, total("Total", "120.00"), [(50, "Deposit paid (2 x 30.00 incl. VAT)"), (-540, "-60.00")],
        total("Balance due", "60.00"),
    )  # fmt: skip
    assert values(found, FieldName.TOTAL, FieldName.PREPAID, FieldName.AMOUNT_DUE) == ["120.00", "60.00", "60.00"]


def test_a_rate_of_nothing_beside_another_is_not_the_tax() -> None:
    found = reading(
        item("Trug", "54.16"), item("Labels", "24.87"), item("A book", "18.99"), total("Subtotal", "98.02"),
        total("Shipping", "4.96"), total("VAT 20%", "16.80"), total("VAT 0% (books)", "0.00"), total("Total", "119.78"),
    )  # fmt: skip
    assert values(found, FieldName.TAX_TOTAL, FieldName.TOTAL) == ["16.80", "119.78"]
