"""E-invoices as they arrive: in envelopes, with rubbish around them, in the wrong encoding, written in other ways."""

import base64
import gzip
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.documents.errors import MalformedXml, SeveralInvoices, XmlRefused
from chalicelib.documents.model.document import EN_16931
from chalicelib.documents.model.totals import total_differences
from chalicelib.documents.syntaxes import codec
from chalicelib.documents.syntaxes.incoming.compressed import MAX_UNPACKED_BYTES
from chalicelib.documents.syntaxes.incoming.envelope import invoice_within
from tests.unit.documents.invoices import invoice

UBL, CII = codec.write_ubl(invoice()), codec.write_cii(invoice())
BARE = UBL.partition(b"?>")[2].strip()
MARK = b"\xef\xbb\xbf"
SBDH = (
    b'<StandardBusinessDocument xmlns="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">'
    b"<StandardBusinessDocumentHeader/>%s</StandardBusinessDocument>"
)
SOAP = (
    b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
    b'<s:Body><r xmlns="urn:x">%s</r></s:Body></s:Envelope>'
)
ATTACHED = (
    b'<AttachedDocument xmlns="urn:oasis:names:specification:ubl:schema:xsd:AttachedDocument-2" '
    b'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    b'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cac:Attachment>%s'
    b"</cac:Attachment></AttachedDocument>"
)
AS_TEXT = b"<cac:ExternalReference><cbc:Description><![CDATA[%s]]></cbc:Description></cac:ExternalReference>"
AS_BASE64 = b'<cbc:EmbeddedDocumentBinaryObject mimeCode="text/xml">%s</cbc:EmbeddedDocumentBinaryObject>'


@pytest.mark.parametrize(
    "envelope",
    [
        SBDH % BARE,
        SOAP % BARE,
        ATTACHED % (AS_TEXT % UBL),
        ATTACHED % (AS_BASE64 % base64.b64encode(UBL)),
        gzip.compress(UBL),
        gzip.compress(SBDH % BARE),
        ATTACHED % (AS_BASE64 % base64.b64encode(gzip.compress(UBL))),
    ],
    ids=["sbdh", "soap", "attached-text", "attached-base64", "gzip", "gzip-sbdh", "attached-gzip"],
)
def test_the_invoice_within_an_envelope_is_read(envelope: bytes) -> None:
    assert codec.read(invoice_within(envelope).root).document == invoice()


def test_a_compressed_file_that_is_damaged_or_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(MalformedXml):
        invoice_within(b"\x1f\x8b" + b"x" * 40)
    with pytest.raises(MalformedXml):
        invoice_within(gzip.compress(UBL)[:-200])
    with pytest.raises(XmlRefused):
        invoice_within(gzip.compress(b"<a>" + b" " * MAX_UNPACKED_BYTES))


def test_an_envelope_with_two_invoices_is_refused_by_number() -> None:
    with pytest.raises(SeveralInvoices) as caught:
        invoice_within(SBDH % (BARE + BARE))
    assert caught.value.count == 2


def test_a_file_as_it_should_be_is_left_as_it_is() -> None:
    assert invoice_within(UBL).data is UBL


@pytest.mark.parametrize("xml", [UBL, CII], ids=["ubl", "cii"])
@pytest.mark.parametrize(
    "around",
    [(MARK + MARK, b""), (b"\n\n", b""), (b"", b"\x00\x1a"), (b"2024-05-06 received\n", b"\n--end--"),
     (MARK + b"\r\n ", b"\n")],
    ids=["marks", "lines", "nuls", "log", "both"],
)  # fmt: skip
def test_marks_white_space_and_rubbish_around_xml_are_taken_off(xml: bytes, around: tuple[bytes, bytes]) -> None:
    before, behind = around
    assert codec.read(invoice_within(before + xml + behind).root).document == invoice()


@pytest.mark.parametrize(("declared", "real"), [
    ("UTF-8", "cp1252"), ("ISO-8859-1", "utf-8"), ("UTF-16", "utf-8"), ("UTF-8", "utf-16-le"), ("US-ASCII", "utf-8"),
    ("UTF-16", "cp1252"), ("macintosh", "utf-8"), ("unicode", "cp1252"), ("", "utf-8"),
])  # fmt: skip
def test_a_wrong_declared_encoding_does_not_spoil_letters(declared: str, real: str) -> None:
    text = UBL.decode().replace('encoding="UTF-8"', f'encoding="{declared}"')
    document = codec.read(invoice_within(text.encode(real)).root).document
    assert document.supplier is not None
    assert document.supplier.name == "Werkstatt Süd GmbH"


def test_what_is_damaged_or_forbidden_stays_refused() -> None:
    with pytest.raises(MalformedXml):
        invoice_within(UBL[: len(UBL) // 2])
    with pytest.raises(XmlRefused):
        invoice_within(MARK + b'\n<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>')


@pytest.mark.parametrize(
    "written", ["2024-05-02T10:30:00", "2024-05-02T10:30:00.5+02:00", "2024-05-02 10:30", "02.05.2024"]
)
def test_the_day_of_a_date_with_more_is_read_in_ubl(written: str) -> None:
    xml = UBL.replace(b"<cbc:IssueDate>2024-05-02<", b"<cbc:IssueDate>" + written.encode() + b"<")
    assert codec.parse(xml).document.issue_date == date(2024, 5, 2)


@pytest.mark.parametrize(("format_code", "written"), [("203", "202405021030"), ("204", "20240502103059")])
def test_the_day_of_a_date_with_a_time_is_read_in_cii(format_code: str, written: str) -> None:
    old, new = b'format="102">20240502<', f'format="{format_code}">{written}<'.encode()
    assert codec.parse(CII.replace(old, new)).document.issue_date == date(2024, 5, 2)


def test_amounts_that_can_mean_one_thing_only_are_read_and_told_of() -> None:
    total = invoice().totals.total  # type: ignore[union-attr]
    parsed = codec.parse(
        UBL.replace(f">{total}</cbc:TaxInc".encode(), f">{total}</cbc:TaxInc".replace(".", ",").encode())
    )
    assert parsed.document == invoice()
    assert parsed.unusual == ("totals.total",)


@pytest.mark.parametrize("written", [b"1,190", b"1190 EUR", b"?"])
def test_an_amount_that_is_not_understood_is_told_of_by_its_field(written: bytes) -> None:
    total = invoice().totals.total  # type: ignore[union-attr]
    parsed = codec.parse(UBL.replace(f">{total}</cbc:TaxInc".encode(), b">" + written + b"</cbc:TaxInc"))
    assert parsed.not_understood == ("totals.total",)


def test_a_party_is_named_by_its_party_name_and_a_person_by_the_person() -> None:
    legal = b"<cbc:RegistrationName>Werkstatt S\xc3\xbcd GmbH</cbc:RegistrationName>"
    assert legal in UBL
    bare = UBL.replace(b"<cac:PartyLegalEntity>", b"").replace(b"</cac:PartyLegalEntity>", b"")
    for other in (
        b"<cac:PartyName><cbc:Name>Jo Muster</cbc:Name></cac:PartyName>",
        b"<cac:Person><cbc:FirstName>Jo</cbc:FirstName><cbc:FamilyName>Muster</cbc:FamilyName></cac:Person>",
    ):
        document = codec.parse(bare.replace(legal, other)).document
        assert document.supplier is not None
        assert document.supplier.name == "Jo Muster"


@pytest.mark.parametrize("scheme", ["VKN", "TCKN"])
def test_turkish_tax_numbers_are_tax_ids(scheme: str) -> None:
    tax = b"<cbc:CompanyID>DE123456789</cbc:CompanyID>"
    number = f'<cac:PartyIdentification><cbc:ID schemeID="{scheme}">1234567801</cbc:ID></cac:PartyIdentification>'
    xml = UBL.replace(tax, b"").replace(b"<cac:PostalAddress>", number.encode() + b"<cac:PostalAddress>", 1)
    document = codec.parse(xml).document
    assert document.supplier is not None
    assert document.supplier.tax_id == "1234567801"


IN_ITEM = b"<cac:ClassifiedTaxCategory>"


@pytest.mark.parametrize(("category", "scheme"), [
    (b"<cbc:ID>StandardRated</cbc:ID>", b"<cbc:ID>63</cbc:ID><cbc:Name>Moms</cbc:Name>"),
    (b"<cbc:ID>S</cbc:ID>", b"<cbc:Name>KDV</cbc:Name><cbc:TaxTypeCode>0015</cbc:TaxTypeCode>"),
])  # fmt: skip
def test_danish_and_turkish_codes_of_tax_are_the_standard_s(category: bytes, scheme: bytes) -> None:
    national = UBL.replace(b"<cbc:ID>S</cbc:ID>", category).replace(b"<cbc:ID>VAT</cbc:ID>", scheme)
    assert codec.parse(national).document == invoice()


@pytest.mark.parametrize(("rate", "reason", "category"), [("20", "", "S"), ("0", "Ihracat", "E"), ("0", "", None)])
def test_a_turkish_tax_row_without_a_category_has_that_of_its_rate(rate: str, reason: str, category: str) -> None:
    kdv = b"<cbc:Name>KDV</cbc:Name><cbc:TaxTypeCode>0015</cbc:TaxTypeCode>"
    why = f"<cbc:TaxExemptionReason>{reason}</cbc:TaxExemptionReason>" if reason else ""
    national = UBL.replace(b"<cbc:ID>S</cbc:ID>", b"").replace(b"<cbc:ID>VAT</cbc:ID>", kdv)
    national = re.sub(rb"<cbc:Percent>.*?</cbc:Percent>", f"<cbc:Percent>{rate}</cbc:Percent>{why}".encode(), national)
    document = codec.parse(national).document
    assert {row.category for row in document.tax_breakdown} == {category}
    assert {line.tax_category for line in document.lines} == {category}


def test_a_building_s_number_is_part_of_the_street() -> None:
    street = re.search(rb"<cbc:StreetName>(.*?)</cbc:StreetName>", UBL)
    assert street is not None
    apart = UBL.replace(street[0], street[0] + b"<cbc:BuildingNumber>11 B</cbc:BuildingNumber>", 1)
    parsed = codec.parse(apart)
    assert parsed.document.supplier is not None
    assert parsed.document.supplier.address is not None
    assert parsed.document.supplier.address.line_1 == f"{street[1].decode()} 11 B"
    assert parsed.ignored == ()


def test_danish_names_of_schemes_are_their_codes() -> None:
    address = b'<cbc:EndpointID schemeID="%s">16356706</cbc:EndpointID>'
    plain = UBL.replace(b"<cac:Party>", b"<cac:Party>" + address % b"0184", 1)
    danish = UBL.replace(b"<cac:Party>", b"<cac:Party>" + address % b"DK:CVR", 1)
    assert codec.parse(danish).document == codec.parse(plain).document


def test_danish_totals_that_say_the_tax_in_place_of_the_net_are_put_right() -> None:
    totals = invoice().totals
    assert totals is not None
    net, tax = (f">{amount}</cbc:TaxExclusiveAmount>".encode() for amount in (totals.net_total, totals.tax_total))
    assert net in UBL
    danish = UBL.replace(net, tax).replace(EN_16931.encode(), b"OIOUBL-2.02")
    document = codec.parse(danish).document
    assert document.totals == totals
    other = codec.parse(UBL.replace(net, tax)).document.totals
    assert other is not None
    assert other.net_total == totals.tax_total


def test_tax_that_the_buyer_keeps_back_lessens_what_is_due() -> None:
    totals = invoice().totals
    assert totals is not None
    assert totals.total is not None
    due = totals.total - 5
    xml = UBL.replace(f">{totals.amount_due}</cbc:PayableAmount>".encode(), f">{due}</cbc:PayableAmount>".encode())
    held = b"<cac:WithholdingTaxTotal><cbc:TaxAmount>5.00</cbc:TaxAmount></cac:WithholdingTaxTotal>"
    document = codec.parse(xml.replace(b"<cac:LegalMonetaryTotal>", held + b"<cac:LegalMonetaryTotal>")).document
    assert document.totals is not None
    assert (document.totals.prepaid, document.totals.amount_due) == (Decimal(5), due)
    assert total_differences(document) == ()


def test_a_line_s_tax_may_stand_beside_its_item() -> None:
    start, end = UBL.index(IN_ITEM), UBL.index(b"</cac:ClassifiedTaxCategory>")
    inside = UBL[start + len(IN_ITEM) : end]
    beside = b"<cac:TaxTotal><cac:TaxSubtotal><cac:TaxCategory>" + inside + b"</cac:TaxCategory></cac:TaxSubtotal>"
    without = UBL[:start] + UBL[end + len(b"</cac:ClassifiedTaxCategory>") :]
    moved = without.replace(b"<cac:Item>", beside + b"</cac:TaxTotal><cac:Item>", 1)
    assert codec.parse(moved).document == invoice()


FREIGHT = (
    b"<ram:SpecifiedLogisticsServiceCharge><ram:Description>Fracht</ram:Description><ram:AppliedAmount>10.00"
    b"</ram:AppliedAmount><ram:AppliedTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>"
    b"<ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:AppliedTradeTax>"
    b"</ram:SpecifiedLogisticsServiceCharge>"
)
TERMS = b"<ram:SpecifiedTradePaymentTerms>"


def test_a_logistics_charge_is_a_charge_of_the_document() -> None:
    (charge,) = codec.parse(CII.replace(TERMS, FREIGHT + TERMS, 1)).document.charges
    assert (charge.amount, charge.reason, charge.tax_category) == (Decimal("10.00"), "Fracht", "S")


@pytest.mark.parametrize("status", ["GROUP", "INFORMATION"])
def test_lines_that_only_group_or_inform_are_no_lines(status: str) -> None:
    start, end = b"<ram:IncludedSupplyChainTradeLineItem>", b"</ram:IncludedSupplyChainTradeLineItem>"
    first = CII[CII.index(start) : CII.index(end) + len(end)]
    number = b"</ram:LineID>"
    code = f"</ram:LineID><ram:LineStatusReasonCode>{status}</ram:LineStatusReasonCode>".encode()
    document = codec.parse(CII.replace(first, first.replace(number, code, 1) + first, 1)).document
    assert document == invoice()
    assert total_differences(document) == ()


def test_lines_without_a_category_are_in_the_only_row_of_the_breakdown() -> None:
    plain = invoice(lines=[{"quantity": "2", "price": {"net": "50"}, "tax_category": "S", "tax_rate": "19",
                            "item": {"name": "x"}}])  # fmt: skip
    lines = tuple(line.model_copy(update={"tax_category": None, "tax_rate": None}) for line in plain.lines)
    assert total_differences(plain.model_copy(update={"lines": lines})) == ()
    wrong = tuple(line.model_copy(update={"net_amount": Decimal(90)}) for line in lines)
    assert total_differences(plain.model_copy(update={"lines": wrong})) != ()


@pytest.mark.parametrize(("tax", "agrees"), [("1234", True), ("1235", True), ("1236", True), ("1230", False)])
def test_in_a_currency_without_decimals_a_tax_may_be_off_by_one(tax: str, agrees: bool) -> None:
    document = invoice(currency="JPY", lines=[
        {"quantity": "1", "price": {"net": "12345"}, "tax_category": "S", "tax_rate": "10", "item": {"name": "x"}},
    ])  # fmt: skip
    rows = tuple(row.model_copy(update={"tax_amount": Decimal(tax)}) for row in document.tax_breakdown)
    net = Decimal(12345)
    sums = {"tax_total": Decimal(tax), "total": net + Decimal(tax), "amount_due": net + Decimal(tax)}
    assert document.totals is not None
    stated = document.model_copy(update={"tax_breakdown": rows, "totals": document.totals.model_copy(update=sums)})
    assert (total_differences(stated) == ()) is agrees


def test_more_decimals_than_the_currency_has_are_no_difference() -> None:
    document = invoice()
    assert document.totals is not None
    exact = document.totals.model_copy(update={"total": document.totals.total + Decimal("0.004")})  # type: ignore[operator]
    assert total_differences(document.model_copy(update={"totals": exact})) == ()


@pytest.mark.parametrize("write", [codec.write_ubl, codec.write_cii])
def test_a_document_that_was_written_here_has_nothing_unusual(write: Callable[..., bytes]) -> None:
    parsed = codec.parse(write(invoice()))
    assert (parsed.not_understood, parsed.unusual) == ((), ())
