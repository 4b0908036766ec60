"""National e-invoices as input: each becomes a document that adds up, and what has no place in it stays visible."""

import base64
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.documents.errors import MalformedXml, SeveralInvoices
from chalicelib.documents.model.document import Document
from chalicelib.documents.model.totals import total_differences
from chalicelib.documents.syntaxes.codec import parse, write_cii, write_ubl
from chalicelib.documents.syntaxes.incoming.envelope import invoice_within
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName
from chalicelib.validation import validate
from tests.unit.documents.syntaxes.national_invoices import (
    EBINTERFACE,
    EBINTERFACE_4,
    FACTURAE,
    FATTURAPA,
    FINVOICE,
    ISDOC,
    KSEF,
    SVEFAKTURA,
)

ALL = {
    "fatturapa": FATTURAPA, "ksef": KSEF, "ebinterface": EBINTERFACE, "svefaktura": SVEFAKTURA, "finvoice": FINVOICE,
    "facturae": FACTURAE, "isdoc": ISDOC,
}  # fmt: skip


def document_of(xml: str) -> Document:
    """The document that is made of a national e-invoice."""
    return parse(xml.encode()).document


@pytest.mark.parametrize(("name", "number", "total", "due", "supplier", "customer", "tax_id"), [
    ("fatturapa", "FT-7", "244.00", "204.00", "Officina Rossi S.r.l.", "Lara Bianchi", "IT12345670017"),
    ("ksef", "FV/7", "234.50", "234.50", "Warsztat Sp. z o.o.", "Kunde AG", "PL5260001246"),
    ("svefaktura", "S-7", "249.50", "250.00", "Verkstad AB", "Kund AB", "SE556677889901"),
    ("ebinterface", "R-7", "240.00", "240.00", "Werkstatt GmbH", "Kunde AG", "ATU13585627"),
    ("finvoice", "L-7", "251.00", "231.00", "Paja Oy", "Asiakas Oy", "FI01120389"),
    ("facturae", "F24/7", "242.00", "212.00", "Taller S.L.", "Lara Blanco", "ESB58378431"),
    ("isdoc", "Z-7", "242.00", "200.00", "Dílna s.r.o.", "Zákazník a.s.", "CZ25123891"),
])  # fmt: skip
def test_the_values_of_a_national_e_invoice_are_read_with_certainty(  # noqa: PLR0917
    name: str, number: str, total: str, due: str, supplier: str, customer: str, tax_id: str
) -> None:
    result = read(ALL[name].encode())
    values = {field: found.value for field, found in result.fields.items()}
    assert values | {
        FieldName.INVOICE_NUMBER: number, FieldName.ISSUE_DATE: "2024-05-06", FieldName.DUE_DATE: "2024-06-05",
        FieldName.TOTAL: total, FieldName.AMOUNT_DUE: due,
        FieldName.SUPPLIER_NAME: supplier, FieldName.CUSTOMER_NAME: customer, FieldName.SUPPLIER_TAX_ID: tax_id,
    } == values  # fmt: skip
    assert {found.confidence for found in result.fields.values()} == {1.0}
    assert f"national_format:{name}" in result.warnings
    assert result.structured is not None
    assert (result.structured.syntax, result.structured.xml) == (name, None)


@pytest.mark.parametrize("name", ALL)
def test_its_amounts_agree_with_its_lines(name: str) -> None:
    document = document_of(ALL[name])
    assert total_differences(document) == ()
    assert document.lines
    assert document.tax_breakdown


@pytest.mark.parametrize("write", [write_ubl, write_cii])
@pytest.mark.parametrize("name", ["fatturapa", "ebinterface", "svefaktura", "finvoice", "facturae", "isdoc"])
def test_the_document_made_of_it_follows_en_16931(name: str, write: object) -> None:
    report = validate(write(document_of(ALL[name])))  # type: ignore[operator]
    assert report.successful, report.findings


def test_what_has_no_place_in_the_document_is_named() -> None:
    assert (
        "no_place:FatturaElettronicaBody/DatiGenerali/DatiTrasporto/MezzoTrasporto" in read(FATTURAPA.encode()).warnings
    )
    assert "no_place:Fa/Adnotacje/P_16" in read(KSEF.encode()).warnings


def test_a_line_of_fatturapa_has_its_discount_and_is_one_of_something_without_a_quantity() -> None:
    first, second = document_of(FATTURAPA).lines
    assert [each.amount for each in first.allowances] == [Decimal("10.00")]
    assert (second.quantity, second.unit) == (Decimal(1), "C62")


@pytest.mark.parametrize(
    ("reason", "category"),
    [("N2.2", "O"), ("N3.1", "G"), ("N3.2", "K"), ("N3.5", "E"), ("N3", "G"), ("N4", "E"), ("N6.3", "AE")],
)
def test_a_reason_for_no_tax_is_a_category(reason: str, category: str) -> None:
    xml = FATTURAPA.replace(
        "<AliquotaIVA>22.00</AliquotaIVA>", f"<AliquotaIVA>0.00</AliquotaIVA><Natura>{reason}</Natura>"
    )
    document = document_of(xml)
    assert {each.category for each in document.tax_breakdown} == {category}
    assert {each.tax_category for each in document.lines} == {category}


def test_vat_that_the_buyer_pays_to_the_state_is_not_due() -> None:
    xml = FATTURAPA.replace("<EsigibilitaIVA>I<", "<EsigibilitaIVA>S<")
    totals = document_of(xml).totals
    assert totals is not None
    assert (totals.prepaid, totals.amount_due) == (Decimal("84.00"), Decimal("160.00"))


def test_a_lot_of_several_invoices_is_refused_by_number() -> None:
    start, end = FATTURAPA.index("<FatturaElettronicaBody>"), FATTURAPA.index("</p:Fatt")
    with pytest.raises(SeveralInvoices):
        parse((FATTURAPA[:end] + FATTURAPA[start:end] + FATTURAPA[end:]).encode())


def test_rates_in_words_are_categories_in_ksef() -> None:
    document = document_of(KSEF)
    assert [(line.tax_category, line.tax_rate) for line in document.lines] == [("S", Decimal(23)), ("K", Decimal(0))]
    assert [(row.category, row.rate, row.tax_amount) for row in document.tax_breakdown] == [
        ("S", Decimal(23), Decimal("34.50")),
        ("K", Decimal(0), Decimal(0)),
    ]
    assert document.delivery is not None
    assert document.delivery.delivered_on == date(2024, 5, 2)
    assert [note.text for note in document.notes] == ["Uwagi: Maj"]


def test_an_invoice_in_ksef_that_is_paid_has_nothing_due() -> None:
    totals = document_of(KSEF.replace("<Platnosc>", "<Platnosc><Zaplacono>1</Zaplacono>")).totals
    assert totals is not None
    assert (totals.prepaid, totals.amount_due) == (Decimal("234.50"), Decimal(0))


def test_variant_2_of_ksef_is_read_like_3() -> None:
    second = KSEF.replace("2025/06/25/13775", "2023/06/29/12648").replace("FA (3)", "FA (2)")
    assert document_of(second) == document_of(KSEF)


def test_prices_for_several_units_and_discounts_are_kept_in_ebinterface() -> None:
    (line,) = document_of(EBINTERFACE).lines
    assert line.price is not None
    assert (line.price.net, line.price.base_quantity) == (Decimal("50.00"), Decimal(100))
    assert [each.amount for each in line.allowances] == [Decimal("25.00")]


def test_ebinterface_4_with_its_prefixed_attributes_is_read() -> None:
    parsed = parse(EBINTERFACE_4.encode())
    assert (parsed.document.type_code, parsed.document.currency) == ("381", "EUR")
    assert total_differences(parsed.document) == ()
    assert parsed.ignored == ("/Invoice/@GeneratingSystem",)


def length(size: int) -> bytes:
    """A definite length of ASN.1."""
    if size < 128:
        return bytes([size])
    octets = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([0x80 + len(octets)]) + octets


def element(tag: int, *contents: bytes, endless: bool = False) -> bytes:
    """An element of ASN.1, its end marked by zeros where it is endless."""
    content = b"".join(contents)
    return bytes([tag, 0x80]) + content + b"\0\0" if endless else bytes([tag]) + length(len(content)) + content


def signed(xml: bytes, *, endless: bool = False) -> bytes:
    """A file as signing programs write it, its content in one piece or in many."""
    signed_data, plain_data = (bytes.fromhex(f"06092a864886f70d0107{last}") for last in ("02", "01"))
    pieces = [element(0x04, xml[at : at + 1000]) for at in range(0, len(xml), 1000)]
    octets = element(0x24, *pieces, endless=True) if endless else element(0x04, xml)
    inner = element(0x30, plain_data, element(0xA0, octets, endless=endless), endless=endless)
    data = element(0x30, element(0x02, b"\1"), element(0x31), inner, element(0x31, b"\4\2no"), endless=endless)
    return element(0x30, signed_data, element(0xA0, data, endless=endless), endless=endless)


@pytest.mark.parametrize("endless", [False, True])
def test_a_signed_file_is_read_in_every_encoding(endless: bool) -> None:
    file = signed(FATTURAPA.encode(), endless=endless)
    for written in (file, base64.b64encode(file), base64.encodebytes(file)):
        assert read(written).fields[FieldName.INVOICE_NUMBER].value == "FT-7"


@pytest.mark.parametrize("endless", [False, True])
def test_a_signed_file_that_is_cut_off_is_damaged(endless: bool) -> None:
    with pytest.raises(MalformedXml):
        invoice_within(signed(FATTURAPA.encode(), endless=endless)[:1500])


def test_percentage_discounts_of_a_document_of_fatturapa_have_their_amount() -> None:
    changes = "".join(
        f"<ScontoMaggiorazione><Tipo>{kind}</Tipo><Percentuale>{share}</Percentuale></ScontoMaggiorazione>"
        for kind, share in (("SC", "10.00"), ("MG", "5.00"))
    )
    document = document_of(FATTURAPA.replace("<Causale>", f"{changes}<Causale>"))
    assert [each.amount for each in document.allowances] == [Decimal("20.00")]
    assert [each.amount for each in document.charges] == [Decimal("9.00")]
    assert document.totals is not None
    assert (document.totals.allowances, document.totals.charges) == (Decimal("20.00"), Decimal("9.00"))


@pytest.mark.parametrize(("comment", "category"), [("<Comment>Steuerfrei</Comment>", "E"), ("", None)])
def test_a_rate_of_0_without_a_category_stays_open_in_ebinterface(comment: str, category: str | None) -> None:
    assert 'TaxCategoryCode="S"' in EBINTERFACE
    xml = EBINTERFACE.replace(' TaxCategoryCode="S"', "").replace(">20</TaxPercent>", ">0</TaxPercent>")
    assert ">0</TaxPercent>" in xml
    document = document_of(xml.replace("</TaxItem></Tax>", f"{comment}</TaxItem></Tax>"))
    assert {row.category for row in document.tax_breakdown} == {category}
    assert {line.tax_category for line in document.lines} == {category}


@pytest.mark.parametrize(("less", "more"), [("false", "true"), ("0", "1")])
def test_indicators_of_svefaktura_are_words_or_numbers(less: str, more: str) -> None:
    changes = "".join(
        f"<cac:AllowanceCharge><cbc:ChargeIndicator>{indicator}</cbc:ChargeIndicator>"
        f"<cbc:Amount>{amount}</cbc:Amount></cac:AllowanceCharge>"
        for indicator, amount in ((less, "3.00"), (more, "2.00"))
    )
    document = document_of(SVEFAKTURA.replace("<cac:TaxTotal>", f"{changes}<cac:TaxTotal>", 1))
    assert document.totals is not None
    assert (document.totals.allowances, document.totals.charges) == (Decimal("3.00"), Decimal("2.00"))
    assert [each.amount for each in document.allowances] == [Decimal("3.00")]


def test_a_discount_of_a_row_is_what_its_amount_lacks_of_price_by_quantity() -> None:
    for name in ("finvoice", "isdoc"):
        first, second = document_of(ALL[name]).lines
        assert [each.amount for each in first.allowances] == [Decimal("10.00")], name
        assert (first.unit, second.unit, second.allowances) == ("HUR", "C62", ()), name


def test_what_is_kept_back_in_facturae_is_not_due() -> None:
    document = document_of(FACTURAE)
    assert document.totals is not None
    assert (document.totals.prepaid, document.totals.total) == (Decimal("30.00"), Decimal("242.00"))
    assert document.customer is not None
    assert document.customer.address is not None
    assert (document.customer.address.post_code, document.customer.address.country) == ("10115", "DE")
    assert document.purchase_order == "PO-1"


@pytest.mark.parametrize(("code", "category"), [("01", "E"), ("02", "O")])
def test_a_line_without_tax_says_why_in_facturae(code: str, category: str) -> None:
    event = f"<SpecialTaxableEventCode>{code}</SpecialTaxableEventCode>"
    event += "<SpecialTaxableEventReason>Art. 20</SpecialTaxableEventReason>"
    xml = FACTURAE.replace("<TaxRate>21.00<", "<TaxRate>0.00<").replace("<TotalAmount>42.00<", "<TotalAmount>0.00<")
    xml = xml.replace("</InvoiceLine>", f"<SpecialTaxableEvent>{event}</SpecialTaxableEvent></InvoiceLine>")
    document = document_of(xml)
    assert {line.tax_category for line in document.lines} == {category}
    assert [(row.category, row.exemption_reason) for row in document.tax_breakdown] == [(category, "Art. 20")]


def test_the_surcharge_of_small_traders_is_part_of_the_tax_in_facturae() -> None:
    surcharge = "<EquivalenceSurcharge>5.20</EquivalenceSurcharge><EquivalenceSurchargeAmount>"
    surcharge += "<TotalAmount>10.40</TotalAmount></EquivalenceSurchargeAmount></Tax></TaxesOutputs>\n  <TaxesWithheld>"
    xml = FACTURAE.replace("</Tax></TaxesOutputs>\n  <TaxesWithheld>", surcharge)
    assert xml != FACTURAE
    (row,) = document_of(xml).tax_breakdown
    assert (row.rate, row.tax_amount) == (Decimal("26.2"), Decimal("52.40"))


def test_several_invoices_in_one_facturae_are_refused_by_number() -> None:
    start, end = FACTURAE.index("<Invoice>"), FACTURAE.index("</Invoices>")
    with pytest.raises(SeveralInvoices):
        parse((FACTURAE[:end] + FACTURAE[start:end] + FACTURAE[end:]).encode())


def test_local_reverse_charge_is_its_category_in_isdoc() -> None:
    flagged = ISDOC.replace(
        "<Percent>21</Percent>", "<Percent>0</Percent><LocalReverseChargeFlag>true</LocalReverseChargeFlag>"
    )
    document = document_of(flagged)
    assert {line.tax_category for line in document.lines} == {"AE"}
    assert {row.category for row in document.tax_breakdown} == {"AE"}


def test_a_corrective_facturae_is_a_corrected_invoice_and_names_the_other() -> None:
    corrective = "<InvoiceClass>OR</InvoiceClass><Corrective><InvoiceNumber>5</InvoiceNumber></Corrective>"
    document = document_of(FACTURAE.replace("<InvoiceClass>OO</InvoiceClass>", corrective))
    assert document.type_code == "384"
    assert [each.number for each in document.preceding_invoices] == ["5"]
