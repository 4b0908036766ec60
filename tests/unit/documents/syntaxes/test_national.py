"""National e-invoices as input: each becomes a document that adds up, and what has no place in it stays visible."""

import base64
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.errors import MalformedXml, SeveralInvoices
from chalicelib.documents.model.document import Document
from chalicelib.documents.model.totals import total_differences
from chalicelib.documents.syntaxes.codec import parse, write_cii, write_ubl
from chalicelib.documents.syntaxes.incoming.envelope import invoice_within
from chalicelib.extraction.errors import UnsupportedFormat
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName
from chalicelib.validation import validate
from chalicelib.validation.report.report import Severity
from tests.unit.documents.invoices import invoice
from tests.unit.documents.syntaxes.national_invoices import (
    ALL,
    EBINTERFACE,
    EBINTERFACE_4,
    FACTURAE,
    FATTURAPA,
    FINVOICE,
    ISDOC,
    KSEF,
    OIOUBL,
    SVEFAKTURA,
    UBL_TR,
)


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


PERCENTAGES = "".join(
    f"<ScontoMaggiorazione><Tipo>{kind}</Tipo><Percentuale>{share}</Percentuale></ScontoMaggiorazione>"
    for kind, share in (("SC", "10.00"), ("MG", "5.00"))
)


def fatturapa(*changes: tuple[str, str]) -> Document:
    """The document made of our FatturaPA with some of its text replaced; every replacement must find its text."""
    xml = FATTURAPA
    for old, new in changes:
        assert old in xml, old
        xml = xml.replace(old, new)
    return document_of(xml)


def test_a_discount_that_the_tax_rows_are_less_by_is_one_before_tax_in_fatturapa() -> None:
    document = fatturapa(
        ("<Causale>", f"{PERCENTAGES}<Causale>"),
        ("<ImponibileImporto>200.00<", "<ImponibileImporto>189.00<"),
        ("<Imposta>44.00<", "<Imposta>41.58<"),
        ("<ImportoTotaleDocumento>244.00<", "<ImportoTotaleDocumento>230.58<"),
    )
    assert [each.amount for each in document.allowances] == [Decimal("20.00")]
    assert [each.amount for each in document.charges] == [Decimal("9.00")]
    assert document.totals is not None
    assert (document.totals.allowances, document.totals.charges) == (Decimal("20.00"), Decimal("9.00"))
    assert total_differences(document) == ()


def test_a_discount_that_leaves_the_tax_rows_alone_is_off_the_total_in_fatturapa() -> None:
    """Control 00422 of the exchange: a row's taxable amount is that of its lines; 10 % off 244.00 and then 5 % on."""
    document = fatturapa(
        ("<Causale>", f"{PERCENTAGES}<Causale>"),
        ("<ImportoTotaleDocumento>244.00<", "<ImportoTotaleDocumento>230.58<"),
    )
    totals = document.totals
    assert totals is not None
    assert (document.allowances, document.charges) == ((), ())
    assert (totals.net_total, totals.total) == (Decimal("200.00"), Decimal("244.00"))
    assert (totals.prepaid, totals.amount_due) == (Decimal("53.42"), Decimal("190.58"))
    assert total_differences(document) == ()


FUND = (
    "<DatiCassaPrevidenziale><TipoCassa>TC07</TipoCassa><AlCassa>4.00</AlCassa><ImportoContributoCassa>8.00"
    "</ImportoContributoCassa><AliquotaIVA>22.00</AliquotaIVA></DatiCassaPrevidenziale>"
)


def test_a_contribution_to_a_fund_is_a_charge_where_the_tax_rows_have_it() -> None:
    charged = fatturapa(
        ("<ImportoTotaleDocumento>244.00<", f"{FUND}<ImportoTotaleDocumento>253.76<"),
        ("<ImponibileImporto>200.00<", "<ImponibileImporto>208.00<"),
        ("<Imposta>44.00<", "<Imposta>45.76<"),
    )
    assert [each.amount for each in charged.charges] == [Decimal("8.00")]
    kept_back = fatturapa(("<ImportoTotaleDocumento>", f"{FUND}<ImportoTotaleDocumento>"))
    assert kept_back.charges == ()
    assert (total_differences(charged), total_differences(kept_back)) == ((), ())


def test_a_total_that_leaves_out_what_is_kept_back_is_completed_in_fatturapa() -> None:
    totals = fatturapa(("<ImportoTotaleDocumento>244.00<", "<ImportoTotaleDocumento>204.00<")).totals
    assert totals is not None
    assert (totals.total, totals.prepaid, totals.amount_due) == (Decimal("244.00"), Decimal("40.00"), Decimal("204.00"))


@pytest.mark.parametrize(("total", "due"), [("243.65", "203.65"), ("244.00", "204.00")])
def test_what_a_tax_row_says_it_was_rounded_by_is_the_total_s_rounding_where_that_has_it(total: str, due: str) -> None:
    document = fatturapa(
        ("<ImponibileImporto>", "<Arrotondamento>-0.35</Arrotondamento><ImponibileImporto>"),
        ("<ImportoTotaleDocumento>244.00<", f"<ImportoTotaleDocumento>{total}<"),
    )
    assert document.totals is not None
    assert (document.totals.total, document.totals.amount_due) == (Decimal("244.00"), Decimal(due))
    assert total_differences(document) == ()


def test_a_tax_row_that_was_rounded_down_has_a_discount_of_it_in_fatturapa() -> None:
    document = fatturapa(
        ("<ImponibileImporto>200.00<", "<Arrotondamento>-0.35</Arrotondamento><ImponibileImporto>199.65<"),
        ("<Imposta>44.00<", "<Imposta>43.92<"),
        ("<ImportoTotaleDocumento>244.00<", "<ImportoTotaleDocumento>243.57<"),
    )
    assert [(each.amount, each.reason) for each in document.allowances] == [(Decimal("0.35"), "Arrotondamento")]
    assert validate(write_ubl(document)).successful


def test_amounts_of_eight_decimals_have_two_in_the_document() -> None:
    document = fatturapa(("<PrezzoTotale>50.00<", "<PrezzoTotale>49.99900000<"), ("<PrezzoUnitario>50.00<",
                         "<PrezzoUnitario>49.99900000<"))  # fmt: skip
    assert document.lines[1].net_amount == Decimal("50.00")
    assert document.lines[1].price is not None
    assert document.lines[1].price.net == Decimal("49.999")
    assert validate(write_ubl(document)).successful


def test_a_negative_price_is_a_negative_quantity() -> None:
    document = fatturapa(
        ("<PrezzoUnitario>50.00</PrezzoUnitario><PrezzoTotale>50.00<",
         "<PrezzoUnitario>-50.00</PrezzoUnitario><PrezzoTotale>-50.00<"),
        ("<ImponibileImporto>200.00<", "<ImponibileImporto>100.00<"),
        ("<Imposta>44.00<", "<Imposta>22.00<"),
        ("<ImportoTotaleDocumento>244.00<", "<ImportoTotaleDocumento>122.00<"),
    )  # fmt: skip
    line = document.lines[1]
    assert line.price is not None
    assert (line.quantity, line.price.net, line.net_amount) == (Decimal(-1), Decimal("50.00"), Decimal("-50.00"))
    assert validate(write_ubl(document)).successful


@pytest.mark.parametrize(("word", "code"), [("Pz.", "C62"), ("ore", "HUR"), ("KG", "KGM"), ("secchi", "secchi")])
def test_units_in_words_are_codes_where_they_are_known(word: str, code: str) -> None:
    assert fatturapa(("<UnitaMisura>HUR<", f"<UnitaMisura>{word}<")).lines[0].unit == code


@pytest.mark.parametrize(("named", "name", "medium"), [
    ("<FormatoAttachment>Pdf</FormatoAttachment>", "a", "application/pdf"), ("", "Scan.PNG", "image/png"),
    ("<FormatoAttachment>p7m</FormatoAttachment>", "a.p7m", "application/octet-stream"),
])  # fmt: skip
def test_an_attachment_always_says_what_it_is(named: str, name: str, medium: str) -> None:
    attachment = f"<Allegati><NomeAttachment>{name}</NomeAttachment>{named}<Attachment>YQ==</Attachment></Allegati>"
    (found,) = fatturapa(("</FatturaElettronicaBody>", f"{attachment}</FatturaElettronicaBody>")).attachments
    assert found.mime_type == medium


def test_a_legal_reference_beside_a_rate_is_no_reason_for_an_exemption() -> None:
    reference = "<RiferimentoNormativo>Iva 22%</RiferimentoNormativo></DatiRiepilogo>"
    (row,) = fatturapa(("</DatiRiepilogo>", reference)).tax_breakdown
    assert row.exemption_reason is None


def test_what_is_not_subject_to_vat_has_no_rate() -> None:
    natura = "<AliquotaIVA>0.00</AliquotaIVA><Natura>N2.2</Natura>"
    document = fatturapa(("<AliquotaIVA>22.00</AliquotaIVA>", natura))
    assert {each.tax_rate for each in document.lines} == {None}
    assert {each.rate for each in document.tax_breakdown} == {None}


def test_a_category_with_one_reason_only_says_it() -> None:
    standard, within_the_eu = document_of(KSEF).tax_breakdown
    assert (standard.exemption_reason_code, within_the_eu.exemption_reason_code) == (None, "VATEX-EU-IC")
    reason = "<Adnotacje><Zwolnienie><P_19A>art. 43</P_19A></Zwolnienie>"
    xml = KSEF.replace("<Adnotacje>", reason).replace("P_13_6_2", "P_13_7").replace(">0 WDT<", ">zw<")
    exempt = document_of(xml).tax_breakdown[1]
    assert (exempt.exemption_reason, exempt.exemption_reason_code) == ("art. 43", None)


@pytest.mark.parametrize(("name", "old", "new", "words"), [
    ("fatturapa", "<ModalitaPagamento>MP05<", "<ModalitaPagamento>MP13<", "MP13"),
    ("ksef", "<FormaPlatnosci>6<", "<FormaPlatnosci>3<", "3"),
    ("ksef", "<FormaPlatnosci>6</FormaPlatnosci>",
     "<PlatnoscInna>1</PlatnoscInna><OpisPlatnosci>Barter</OpisPlatnosci>", "Barter"),
    ("facturae", "<PaymentMeans>04<", "<PaymentMeans>13<", "13"),
])  # fmt: skip
def test_means_of_payment_without_a_code_in_the_standard_are_kept_as_words(
    name: str, old: str, new: str, words: str
) -> None:
    assert old in ALL[name]
    payment = document_of(ALL[name].replace(old, new)).payment
    assert payment is not None
    assert (payment.means_code, payment.means) == ("1", words)


def test_a_discount_of_a_line_is_kept_in_ksef() -> None:
    xml = KSEF.replace("<P_9A>75.00</P_9A>", "<P_9A>80.00</P_9A><P_10>10.00</P_10>")
    document = document_of(xml)
    assert [each.amount for each in document.lines[0].allowances] == [Decimal("10.00")]
    assert total_differences(document) == ()


def test_a_lower_price_is_a_negative_quantity_in_ksef_and_its_units_are_codes() -> None:
    xml = KSEF.replace("<P_9A>75.00<", "<P_9A>-75.00<").replace("<P_11>150.00<", "<P_11>-150.00<")
    line = document_of(xml.replace("<P_8A>HUR<", "<P_8A>szt.<")).lines[0]
    assert line.price is not None
    assert (line.quantity, line.price.net, line.unit) == (Decimal(-2), Decimal("75.00"), "C62")


@pytest.mark.parametrize(("before", "price"), [("", "-150.00"), ("<StanPrzed>1</StanPrzed>", "150.00")])
def test_what_is_given_back_without_a_quantity_is_one_less_in_ksef(before: str, price: str) -> None:
    net = price if not before else "150.00"
    xml = KSEF.replace("<P_8B>2</P_8B><P_9A>75.00<", f"<P_9A>{price}<").replace(
        "<P_11>150.00</P_11>", f"<P_11>{net}</P_11>{before}"
    )
    line = document_of(xml).lines[0]
    assert line.price is not None
    assert (line.quantity, line.price.net, line.net_amount) == (Decimal(-1), Decimal("150.00"), Decimal("-150.00"))


def test_what_advances_took_is_off_the_last_invoice_in_ksef() -> None:
    xml = KSEF.replace("<P_13_1>150.00<", "<P_13_1>100.00<").replace("<P_14_1>34.50<", "<P_14_1>23.00<")
    xml = xml.replace("<P_15>234.50<", "<P_15>173.00<").replace("<RodzajFaktury>VAT<", "<RodzajFaktury>ROZ<")
    document = document_of(xml)
    (advances,) = document.allowances
    assert (advances.amount, advances.reason, advances.tax_rate) == (Decimal("50.00"), "Zaliczki", Decimal(23))
    assert total_differences(document) == ()


def test_a_line_that_is_stated_with_its_tax_has_its_net_in_ksef() -> None:
    """Three lines of 1.00 with 23 % come to 2.43 without tax, the row to 2.44."""
    line = "<FaWiersz><P_7>x</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9B>1.00</P_9B><P_11A>1.00</P_11A><P_12>23</P_12>"
    line += "</FaWiersz>"
    start, end = KSEF.index("<FaWiersz>"), KSEF.rindex("</FaWiersz>") + len("</FaWiersz>")
    xml = KSEF[:start] + line * 3 + KSEF[end:]
    xml = xml.replace("<P_13_1>150.00</P_13_1><P_14_1>34.50</P_14_1><P_13_6_2>50.00</P_13_6_2><P_15>234.50</P_15>",
                      "<P_13_1>2.44</P_13_1><P_14_1>0.56</P_14_1><P_15>3.00</P_15>")  # fmt: skip
    document = document_of(xml)
    assert [each.net_amount for each in document.lines] == [Decimal("0.81")] * 3
    assert [(each.amount, each.reason) for each in document.charges] == [(Decimal("0.01"), "Zaokrąglenie")]
    assert total_differences(document) == ()


def test_a_margin_scheme_is_exempt_and_shows_no_tax_in_ksef() -> None:
    line = "<FaWiersz><P_7>Auto</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9B>150</P_9B><P_11A>150</P_11A></FaWiersz>"
    start, end = KSEF.index("<FaWiersz>"), KSEF.rindex("</FaWiersz>") + len("</FaWiersz>")
    xml = KSEF[:start] + line + KSEF[end:]
    xml = xml.replace("<P_13_1>150.00</P_13_1><P_14_1>34.50</P_14_1><P_13_6_2>50.00</P_13_6_2><P_15>234.50</P_15>",
                      "<P_13_11>150</P_13_11><P_15>150</P_15>")  # fmt: skip
    document = document_of(xml)
    (found,) = document.lines
    assert found.price is not None
    assert (found.net_amount, found.price.net, found.tax_category) == (Decimal(150), Decimal(150), "E")
    assert total_differences(document) == ()


def test_parts_that_were_paid_are_not_due_and_a_deadline_in_words_is_kept_in_ksef() -> None:
    part = "<ZaplataCzesciowa><KwotaZaplatyCzesciowej>34.50</KwotaZaplatyCzesciowej></ZaplataCzesciowa>"
    words = "<TerminOpis><Ilosc>30</Ilosc><Jednostka>dni</Jednostka><ZdarzeniePoczatkowe>od dostawy"
    words += "</ZdarzeniePoczatkowe></TerminOpis>"
    document = document_of(KSEF.replace("<Platnosc>", f"<Platnosc>{part}").replace("<Termin>", f"{words}<Termin>"))
    assert document.totals is not None
    assert (document.totals.prepaid, document.totals.amount_due) == (Decimal("34.50"), Decimal("200.00"))
    assert document.payment_terms == "30 dni od dostawy"


def test_a_comma_is_how_finvoice_writes_numbers() -> None:
    assert "200,00" in FINVOICE
    assert not [each for each in read(FINVOICE.encode()).warnings if each.startswith("unusual_notation")]


def test_the_last_comma_of_finvoice_is_its_decimal_sign() -> None:
    xml = FINVOICE.replace(">2,00</Delivered", ">1,250</Delivered").replace(">80,00<", ">120,1255<")
    xml = xml.replace(">251,00<", ">1.251,00<").replace(">231,00<", ">1 231,00<")
    document = document_of(xml)
    line = document.lines[0]
    assert line.price is not None
    assert (line.quantity, line.price.net) == (Decimal("1.250"), Decimal("120.1255"))
    assert [each.amount for each in line.allowances] == [Decimal("0.16")]
    assert document.totals is not None
    assert (document.totals.total, document.totals.amount_due) == (Decimal("1251.00"), Decimal("1231.00"))
    assert document.totals.prepaid == Decimal("20.00")
    unusual = {each for each in read(xml.encode()).warnings if each.startswith("unusual_notation")}
    assert unusual == {"unusual_notation:total", "unusual_notation:amount_due"}


def test_a_sum_of_three_decimals_is_not_taken_for_thousands_in_finvoice() -> None:
    totals = document_of(FINVOICE.replace(">150,00<", ">1,125<").replace(">50,00</RowVat", ">0,125</RowVat")).totals
    assert totals is not None
    assert totals.lines_net == Decimal("1.250")


def test_one_dot_before_three_digits_of_finvoice_is_named_and_nothing_is_worked_out_with_it() -> None:
    xml = FINVOICE.replace(">251,00<", ">1.250<").replace(">150,00<", ">1.500<").replace("EpiInstructedAmount", "Other")
    document, warnings = document_of(xml), read(xml.encode()).warnings
    assert document.totals is not None
    assert (document.totals.total, document.totals.amount_due, document.totals.lines_net) == (None, None, None)
    assert (document.lines[0].net_amount, document.lines[0].allowances) == (None, ())
    assert "not_understood:total" in warnings


def test_a_day_that_comes_first_stays_unusual_in_finvoice() -> None:
    warnings = read(FINVOICE.replace(">20240506</InvoiceDate>", ">6.5.2024</InvoiceDate>").encode()).warnings
    assert "unusual_notation:issue_date" in warnings


def test_a_rate_of_another_country_has_its_row_in_ksef() -> None:
    xml = KSEF.replace("<P_13_1>150.00</P_13_1><P_14_1>34.50</P_14_1>", "<P_13_5>150.00</P_13_5><P_14_5>28.50</P_14_5>")
    xml = xml.replace("<P_12>23</P_12>", "<P_12_XII>19</P_12_XII>").replace("<P_15>234.50<", "<P_15>228.50<")
    document = document_of(xml)
    assert (document.tax_breakdown[0].rate, document.tax_breakdown[0].tax_amount) == (Decimal(19), Decimal("28.50"))
    assert document.lines[0].tax_rate == Decimal(19)
    assert total_differences(document) == ()


def test_a_lower_rate_of_ebinterface_is_of_the_standard_category() -> None:
    document = document_of(EBINTERFACE.replace('TaxCategoryCode="S"', 'TaxCategoryCode="AA"'))
    assert {row.category for row in document.tax_breakdown} == {"S"}
    assert {line.tax_category for line in document.lines} == {"S"}


def test_what_is_asked_for_below_the_line_is_due_beside_the_total_in_ebinterface() -> None:
    below = "<BelowTheLineItem><Description>Rest vom Mai</Description><LineItemAmount>1.50</LineItemAmount>"
    xml = EBINTERFACE.replace("</Details>", f"{below}</BelowTheLineItem></Details>")
    xml = xml.replace("<PayableAmount>240.00<", "<PayableAmount>241.50<").replace('Unit="C62"', 'Unit="Stk."')
    document = document_of(xml)
    assert document.totals is not None
    assert (document.totals.total, document.totals.amount_due) == (Decimal("240.00"), Decimal("241.50"))
    assert total_differences(document) == ()
    assert document.lines[0].unit == "C62"
    assert "no_place:Details/BelowTheLineItem/Description" in read(xml.encode()).warnings


def test_numbers_of_an_article_are_told_apart_in_ebinterface() -> None:
    numbers = "".join(
        f'<ArticleNumber ArticleNumberType="{kind}">{number}</ArticleNumber>'
        for kind, number in (
            ("GTIN", "00012345678905"), ("BillersArticleNumber", "I39"), ("InvoiceRecipientsArticleNumber", "E39"),
        )
    )  # fmt: skip
    (line,) = document_of(EBINTERFACE.replace("<Quantity ", f"{numbers}<Quantity ")).lines
    assert line.item is not None
    assert line.item.standard_id is not None
    assert (line.item.supplier_id, line.item.customer_id) == ("I39", "E39")
    assert (line.item.standard_id.value, line.item.standard_id.scheme) == ("00012345678905", "0160")


def test_lines_of_svefaktura_that_name_no_tax_are_in_the_only_row() -> None:
    start, end = SVEFAKTURA.rindex("<cac:TaxCategory>"), SVEFAKTURA.rindex("</cac:TaxCategory>")
    gtin = '<cac:StandardItemIdentification><cac:ID identificationSchemeAgencyID="9">7305424567898</cac:ID>'
    gtin += "</cac:StandardItemIdentification>"
    (line,) = document_of(SVEFAKTURA[:start] + gtin + SVEFAKTURA[end + len("</cac:TaxCategory>") :]).lines
    assert (line.tax_category, line.tax_rate) == ("S", Decimal(25))
    assert line.item is not None
    assert line.item.standard_id is not None
    assert line.item.standard_id.scheme == "0160"


def test_a_request_for_an_advance_is_no_invoice_in_isdoc() -> None:
    assert "<DocumentType>1<" in ISDOC
    assert "not_an_invoice" in read(ISDOC.replace("<DocumentType>1<", "<DocumentType>4<").encode()).warnings


def test_the_part_of_a_country_is_read_in_finvoice() -> None:
    xml = FINVOICE.replace("</SellerPostCodeIdentifier>", "</SellerPostCodeIdentifier><SellerCountrySubdivision>"
                           "Uusimaa</SellerCountrySubdivision>")  # fmt: skip
    supplier = document_of(xml).supplier
    assert supplier is not None
    assert supplier.address is not None
    assert supplier.address.subdivision == "Uusimaa"


@pytest.mark.parametrize(("specification", "name"), [("TR1.2", "ubl-tr"), ("OIOUBL-2.02", "oioubl")])
def test_a_nation_s_ubl_says_so_and_names_what_has_no_place(specification: str, name: str) -> None:
    xml = write_ubl(invoice(specification=specification)).replace(b"<cbc:IssueDate>", b"<cbc:UUID>1</cbc:UUID>"
                                                                  b"<cbc:IssueDate>")  # fmt: skip
    assert {f"national_format:{name}", "no_place:cbc:UUID"} <= set(read(xml).warnings)


@pytest.mark.parametrize("write", [write_ubl, write_cii])
def test_the_document_made_of_a_danish_invoice_follows_en_16931(write: Callable[[Document], bytes]) -> None:
    document = document_of(OIOUBL)
    assert total_differences(document) == ()
    assert Severity.FATAL not in {each.severity for each in validate(write(document), ruleset="en16931").findings}


def test_the_document_made_of_a_turkish_invoice_lacks_the_country_of_the_tax_numbers_alone() -> None:
    document = document_of(UBL_TR)
    assert total_differences(document) == ()
    supplier, customer = document.supplier, document.customer
    assert supplier is not None
    assert customer is not None
    assert supplier.address is not None
    assert (document.type_code, supplier.name, customer.name) == ("380", "Atölye A.Ş.", "Ayşe Kaya")
    assert (supplier.tax_id, customer.tax_id) == ("1234567801", "12345678902")
    assert (supplier.address.line_1, supplier.address.line_2, supplier.address.country) == ("Cadde 5", "Çankaya", "TR")
    findings = validate(write_ubl(document), ruleset="en16931").findings
    assert {each.rule for each in findings if each.severity is Severity.FATAL} == {"BR-CO-09"}


ODD = ("0", "-100", "", "x", "9" * 30, "0.000000001", "1,5", "NaN", "-0", "23 %")
NUMBERS = re.compile(r">([-\d.,]+)<")


@given(st.sampled_from([*ALL.values(), OIOUBL, UBL_TR]), st.data())
def test_numbers_that_make_no_sense_leave_a_document_that_can_be_written(xml: str, data: st.DataObject) -> None:
    spots = list(NUMBERS.finditer(xml))
    for spot in sorted(data.draw(st.sets(st.sampled_from(spots), max_size=4)), key=lambda each: -each.start()):
        xml = xml[: spot.start(1)] + data.draw(st.sampled_from(ODD)) + xml[spot.end(1) :]
    document = document_of(xml)
    assert document.supplier is not None
    total_differences(document)
    assert parse(write_ubl(document)).document.supplier is not None
    assert parse(write_cii(document)).document.supplier is not None


@pytest.mark.parametrize(("root", "named"), [
    ('<c:Comprobante xmlns:c="http://www.sat.gob.mx/cfd/4"/>', "CFDI"),
    ('<p:FatturaElettronicaSemplificata xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0"/>',
     "simplified FatturaPA"),
    ('<Invoice xmlns="http://isdoc.cz/namespace/invoice"/>', "ISDOC 5"),
])  # fmt: skip
def test_a_format_that_is_not_read_is_refused_by_name(root: str, named: str) -> None:
    with pytest.raises(UnsupportedFormat, match=named):
        read(root.encode())


@pytest.mark.parametrize("spoilt", ["http://www.w3.org/2000/09/xmldsig#&quot;", "http://www.w3.org/2000/09/ xmldsig#"])
def test_a_namespace_with_a_sign_that_no_address_has_is_mended(spoilt: str) -> None:
    xml = FATTURAPA.replace(" xmlns:p=", f' xmlns:ds="{spoilt}" xmlns:p=')
    assert read(xml.encode()).fields[FieldName.INVOICE_NUMBER].value == "FT-7"


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
