"""Rules of the reader that hold for any supplier, each on a page that is made to need it."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, FieldName
from tests.unit.extraction.drawn import GOODS, Row, draw, table

HEAD: list[Row] = [
    "Acorn Trading Ltd",
    "4 Mill Lane, Leeds LS1 4DY",
    "Invoice number: A-100",
    "Invoice date: 03.05.2024",
]


def value(rows: list[Row], name: FieldName) -> str | None:
    field = read(draw(rows)).fields.get(name)
    return field.value if field else None


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Please transfer the amount by 3 June 2024 to the account below.", "2024-06-03"),
        ("Please pay 2 % less by 10 May 2024 as an early discount on the total.", None),
        ("The goods will arrive at your warehouse by 3 June 2024 as agreed.", None),
    ],
)
def test_a_sentence_about_paying_gives_the_due_date_and_one_about_something_else_does_not(
    sentence: str, due: str | None
) -> None:
    assert value([*HEAD, "Total: EUR 20.00", sentence], FieldName.DUE_DATE) == due


def test_letters_in_white_are_read_on_a_dark_ground_and_left_out_on_a_white_one() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for number, text in enumerate(["INVOICE", "Date 03.05.2024", "Acorn Trading Ltd, 4 Mill Lane", "Total: EUR 20.00"]):
        canvas.drawString(60, 780 - 16 * number, text)
    canvas.rect(50, 700, 300, 16, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 704, "Invoice number: BATTLEFIT-100")
    canvas.drawString(60, 600, "Invoice number: HIDDEN-7")
    canvas.save()
    assert read(buffer.getvalue()).fields[FieldName.INVOICE_NUMBER].value == "BATTLEFIT-100"


RECEIPT: list[Row] = ["Acorn Trading Ltd", "Receipt", "Receipt number 2211-9084", "Date paid 3 May 2024",
                      *table(GOODS, ("Description", "Qty", "Unit price", "Amount"), ("Plan", "1", "$20.00", "$20.00")),
                      [(-420, "Total"), (-540, "$20.00")]]  # fmt: skip


def test_a_receipt_is_a_proof_of_payment_and_no_invoice() -> None:
    assert read(draw(RECEIPT)).document_type is DocumentType.OTHER


@pytest.mark.parametrize("added", ["VAT No: GB999999973", "Invoice number: A-100"])
def test_a_receipt_with_a_tax_id_or_an_invoice_number_is_a_simplified_invoice(added: str) -> None:
    result = read(draw([*RECEIPT, added]))
    assert result.document_type is DocumentType.INVOICE
    assert result.fields[FieldName.TOTAL].value == "20.00"


@pytest.mark.parametrize(
    "title",
    ["Proforma Invoice", "Proforma-Rechnung", "Facture pro forma", "Factura proforma", "Faktura pro forma",
     "Statement of Account", "2. Mahnung", "Relance", "Albaran", "Documento di trasporto", "Orderbevestiging", "Offert",
     "Tilbud", "Ordrebekreftelse", "Tarjous", "Oferta handlowa", "Guia de Remessa", "Nabidka", "Services Agreement"],
)  # fmt: skip
def test_a_paper_of_another_kind_gets_no_total_in_any_language(title: str) -> None:
    goods = table(GOODS, ("Description", "Qty", "Price", "Amount"), ("Widget", "2", "10,00", "20,00"))
    result = read(draw(["Acorn Trading Ltd", title, "Nr. 2024-17", "03.05.2024", *goods, "Total EUR 20,00"]))
    assert (result.document_type, result.warnings) == (DocumentType.OTHER, ("not_an_invoice",))
    assert FieldName.TOTAL not in result.fields


def test_a_word_of_credit_in_a_letter_makes_no_credit_note() -> None:
    letter: list[Row] = ["Acorn Trading Ltd", "3 May 2024", "Dear customer, we have seen the invoice that you mention",
                         "and will credit EUR 50.00 to your account within the next days."]  # fmt: skip
    assert read(draw(letter)).document_type is DocumentType.OTHER


def test_a_tax_larger_than_its_net_amount_is_not_believed() -> None:
    rows: list[Row] = [*HEAD, "VAT total: EUR 576.00", "Net total: EUR 115.20", "Total: EUR 691.20"]
    result = read(draw(rows))
    assert result.fields[FieldName.TAX_TOTAL].confidence < 0.9
    assert "totals_disagree" in result.warnings


def test_a_total_in_a_box_beside_a_text_that_ends_with_a_labels_word_is_found_by_its_sum() -> None:
    rows: list[Row] = [*HEAD, "Subtotal: $640.00", "Fee: $66.00", [(60, "With kind regards"), (350, "Total")],
                       [(60, "Please add your bank details"), (-540, "$706.00")]]  # fmt: skip
    assert value(rows, FieldName.TOTAL) == "706.00"


def test_a_country_is_nobodys_name() -> None:
    rows: list[Row] = [[(400, "UNITED KINGDOM")], *HEAD, "Total: GBP 20.00"]
    assert value(rows, FieldName.SUPPLIER_NAME) == "Acorn Trading Ltd"


def test_a_brand_is_given_by_the_name_under_which_it_is_registered() -> None:
    rows: list[Row] = ["Acorn", "Invoice number: A-100", "Invoice date: 3 May 2024", "Total: GBP 20.00", *[""] * 45,
                       "Acorn Trading Ltd. Registered office: 4 Mill Lane, Leeds LS1 4DY."]  # fmt: skip
    assert value(rows, FieldName.SUPPLIER_NAME) == "Acorn Trading Ltd."


@pytest.mark.parametrize(("printed_later", "total"), [("", "120.00"), ("Carry 500.00", None)])
def test_a_total_with_an_unknown_label_is_proved_by_net_and_tax_unless_a_larger_amount_follows(
    printed_later: str, total: str | None
) -> None:
    rows: list[Row] = [*HEAD, "Net total: EUR 100.00", "VAT 20%: EUR 20.00", "Whole 120.00", printed_later]
    assert value(rows, FieldName.TOTAL) == total


def test_rates_whose_sums_only_the_total_confirms_are_added_up() -> None:
    goods = table(GOODS, ("Description", "Qty", "Price", "Amount"), ("Hedge", "4", "250.00", "1,000.00"),
                  ("Seedlings", "8", "12.50", "100.00"))  # fmt: skip
    rates = table((50, -250, -350, -450), ("Rate", "Net amount", "VAT amount", "Gross amount"),
                  ("23%", "1,000.00", "230.00", "1,230.00"), ("8%", "100.00", "8.00", "108.00"))  # fmt: skip
    fields = read(draw([*HEAD, *goods, "Invoice total: 1,338.00 EUR", *rates])).fields
    found = [fields[name].value for name in (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)]
    assert found == ["1100.00", "238.00", "1338.00"]


def test_a_label_in_two_lines_stands_beside_the_value_of_its_first() -> None:
    rows: list[Row] = ["Colle S.r.l.", "Fattura n. 17", "Data: 03.05.2024", [(420, "Tot."), (480, "€ 120,00")],
                       [(420, "documento")]]  # fmt: skip
    assert value(rows, FieldName.TOTAL) == "120.00"


def test_the_last_word_of_a_sentence_names_nothing_under_it() -> None:
    rows: list[Row] = ["Acorn Trading Ltd", [(437, "Fatura-Recibo")], [(-502, "FR M/61")], "Total: EUR 20,00",
                       "Os artigos foram colocados na data do", "documento.", "8sQd-Processado"]  # fmt: skip
    assert value(rows, FieldName.INVOICE_NUMBER) == "FR M/61"


def test_a_stamp_in_brackets_takes_no_date_from_the_label_under_it() -> None:
    rows: list[Row] = [[(250, "Tax Invoice"), (440, "(ORIGINAL FOR RECIPIENT)")],
                       [(50, "Acorn Trading Ltd"), (301, "Invoice No."), (411, "Dated")],
                       [(301, "A-100"), (411, "24-May-2022")], [(301, "Buyer's Order"), (411, "Dated")],
                       [(301, "No."), (411, "1-Jan-2022")], "Total: EUR 20.00"]  # fmt: skip
    assert value(rows, FieldName.ISSUE_DATE) == "2022-05-24"


def test_a_street_with_its_number_is_no_sender() -> None:
    rows: list[Row] = ["Colle & Monti", "Via Lunga, 35 - 40121 Bologna (BO)", *HEAD[2:], "Total: EUR 20.00"]
    assert value(rows, FieldName.SUPPLIER_NAME) == "Colle & Monti"


def test_a_legal_form_torn_by_wide_letters_is_mended() -> None:
    rows: list[Row] = ["ACORN TRADING LT D", *HEAD[1:], "Total: EUR 20.00"]
    assert value(rows, FieldName.SUPPLIER_NAME) == "ACORN TRADING LTD"


@pytest.mark.parametrize(
    ("account", "iban"),
    [("61 1090 1014 0000 0712 1981 2874", "PL61109010140000071219812874"), ("62 1090 1014 0000 0712 1981 2874", None)],
)
def test_a_polish_account_without_its_country_is_an_iban_if_its_check_digits_are_right(
    account: str, iban: str | None
) -> None:
    assert value([*HEAD, f"Numer konta: {account}", "Total: 20,00"], FieldName.IBAN) == iban


@pytest.mark.parametrize(("other", "currency"), [("CZ25123891", None), ("PL5260001246", "PLN")])
def test_a_currency_that_nobody_prints_is_that_of_the_country_of_all_tax_ids(other: str, currency: str | None) -> None:
    rows: list[Row] = [*HEAD, "VAT No: PL8567346215", "Your VAT number", other, "Total: 20.00"]
    field = read(draw(rows)).fields.get(FieldName.CURRENCY)
    assert (field.value if field else None) == currency
    assert field is None or field.confidence < 0.9
