"""PDFs that carry an e-invoice: the XML's values count, and the page is held against them."""

import gzip
import io
from decimal import Decimal

import pikepdf
import pytest

from chalicelib.documents.model.document import Document
from chalicelib.documents.model.totals import complete
from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, FieldName, Method
from samples import generate
from tests.support.papers.one_file import invoice as billed
from tests.support.papers.one_file import joined, one_file
from tests.unit.documents.invoices import invoice
from tests.unit.extraction.carrying import WAYS, carrying
from tests.unit.extraction.drawn import Row, draw

PDF = {sample.name: sample.pdf for sample in generate()}["german-goods"]
PAGE = read(PDF)
ORDER = b'<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"><ID>PO-1</ID></Order>'
ORDER_X = (
    b'<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="urn:un:unece:uncefact:data:standard:'
    b'SCRDMCCBDACIOMessageStructure:100"><rsm:ExchangedDocument/></rsm:SCRDMCCBDACIOMessageStructure>'
)


def as_on_page(**changes: object) -> Document:
    """The e-invoice that says what the page says."""
    lines = [{"quantity": "1", "price": {"net": PAGE.fields[FieldName.NET_TOTAL].value}, "tax_category": "S",
              "tax_rate": "19", "item": {"name": "Ware"}}]  # fmt: skip
    values = {name.value: PAGE.fields[name].value for name in (FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE)}
    document = complete(invoice(**values, lines=lines, payment=None))
    return document.model_copy(update=changes)


def test_the_xml_wins_and_a_page_that_says_otherwise_is_a_warning() -> None:
    xml = write_cii(as_on_page(invoice_number="X-1"))
    result = read(carrying(PDF, ("factur-x.xml", xml)))
    assert result.fields[FieldName.INVOICE_NUMBER].value == "X-1"
    assert "xml_and_page_disagree:invoice_number" in result.warnings
    assert (result.embedded_xml, result.pages) == (xml, 1)


def test_a_page_that_agrees_is_no_warning() -> None:
    warnings = read(carrying(PDF, ("factur-x.xml", write_cii(as_on_page())))).warnings
    assert not [warning for warning in warnings if warning.endswith(("invoice_number", "issue_date", "net_total"))]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["factur-x.xml", "anything.xml", "data.bin"])
def test_the_xml_is_found_by_its_content_wherever_it_hangs(way: str, name: str) -> None:
    result = read(carrying(PDF, (name, write_cii(as_on_page(invoice_number="X-1"))), way=way))
    assert result.fields[FieldName.INVOICE_NUMBER].value == "X-1"


@pytest.mark.parametrize("way", WAYS)
def test_the_xml_is_found_where_its_stream_says_no_type(way: str) -> None:
    result = read(carrying(PDF, ("a.bin", write_cii(as_on_page(invoice_number="X-1"))), way=way, typed=False))
    assert result.fields[FieldName.INVOICE_NUMBER].value == "X-1"


@pytest.mark.parametrize("way", WAYS)
def test_the_xml_is_found_where_all_that_names_it_is_compressed(way: str) -> None:
    xml = write_cii(as_on_page(invoice_number="X-1"))
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(carrying(PDF, ("a.bin", xml), way=way, typed=False))) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/EF" not in packed.getvalue()
    assert read(packed.getvalue()).fields[FieldName.INVOICE_NUMBER].value == "X-1"


def test_compressed_xml_is_read_in_a_pdf_and_by_itself() -> None:
    compressed = gzip.compress(write_cii(as_on_page(invoice_number="X-1")))
    for file in (compressed, carrying(PDF, ("a.gz", compressed))):
        assert read(file).fields[FieldName.INVOICE_NUMBER].value == "X-1"


@pytest.mark.parametrize("around", [b"\n", b"\xef\xbb\xbf\xef\xbb\xbf"])
def test_marks_before_the_declaration_do_not_hide_the_xml(around: bytes) -> None:
    result = read(carrying(PDF, ("factur-x.xml", around + write_cii(as_on_page(invoice_number="X-1")))))
    assert result.fields[FieldName.INVOICE_NUMBER].value == "X-1"


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_the_one_that_agrees_with_the_page_is_taken(order: int) -> None:
    files = [("a.xml", write_cii(invoice(invoice_number="OLD-1"))), ("b.xml", write_cii(as_on_page()))]
    result = read(carrying(PDF, *files[::order]))
    assert result.fields[FieldName.INVOICE_NUMBER].value == PAGE.fields[FieldName.INVOICE_NUMBER].value
    assert "xml_of_another_invoice:OLD-1" in result.warnings


def test_every_invoice_whose_xml_was_not_read_is_named_once() -> None:
    others = [(f"{number}.xml", write_cii(invoice(invoice_number=f"OLD-{number}"))) for number in range(1, 4)]
    again = ("again.xml", write_ubl(invoice(invoice_number="OLD-1")))
    warnings = read(carrying(PDF, ("factur-x.xml", write_cii(as_on_page())), *others, again)).warnings
    named = [warning for warning in warnings if warning.startswith("xml_of_another_invoice")]
    assert named == [f"xml_of_another_invoice:OLD-{number}" for number in range(1, 4)]


def test_one_invoice_in_both_syntaxes_is_one() -> None:
    both = (("a.xml", write_cii(as_on_page())), ("b.xml", write_ubl(as_on_page())))
    assert not any("another" in warning for warning in read(carrying(PDF, *both)).warnings)


def test_pages_of_several_invoices_with_the_xml_of_one_are_a_warning() -> None:
    own = PAGE.fields[FieldName.INVOICE_NUMBER].value
    result = read(carrying(joined(PDF, one_file(billed("ZZ-900"))), ("factur-x.xml", write_cii(as_on_page()))))
    assert (result.fields[FieldName.INVOICE_NUMBER].value, result.parts) == (own, ())
    assert "several_invoices" in result.warnings


@pytest.mark.parametrize("content", [b"<xml/>", b"<rsm:CrossIndustryInvoice", b"<?xml version='1.0'?><Invoice/>"])
def test_xml_that_cannot_be_used_is_a_warning(content: bytes) -> None:
    result = read(carrying(PDF, ("factur-x.xml", content)))
    assert result.fields[FieldName.TOTAL].method is not Method.EMBEDDED_XML
    assert "attached_xml_unusable" in result.warnings


def test_xml_beside_a_good_one_is_no_warning() -> None:
    files = (("factur-x.xml", write_cii(as_on_page())), ("plan.xml", b"<plan/>"))
    assert "attached_xml_unusable" not in read(carrying(PDF, *files)).warnings


@pytest.mark.parametrize("xml", [ORDER, ORDER_X])
def test_a_pdf_whose_xml_is_an_order_is_no_invoice(xml: bytes) -> None:
    rows: list[Row] = ["Kranich Ltd", "LS1 4DY Leeds", "Number: 17", "Date: 6 May 2024", "Total: 119.00 EUR"]
    result = read(carrying(draw(rows), ("order-x.xml", xml)))
    assert (result.document_type, result.warnings) == (DocumentType.OTHER, ("not_an_invoice",))
    assert FieldName.TOTAL not in result.fields


def test_an_order_that_only_supplements_an_invoice_changes_nothing() -> None:
    result = read(carrying(PDF, ("order.xml", ORDER), relationship="Supplement"))
    assert result.document_type is DocumentType.INVOICE


def test_a_pro_forma_invoice_in_xml_is_no_invoice() -> None:
    result = read(write_ubl(invoice(type_code="325")))
    assert (result.document_type, result.warnings) == (DocumentType.OTHER, ("not_an_invoice",))


def test_the_page_s_amounts_are_those_that_the_xml_of_these_tests_has() -> None:
    assert as_on_page().totals is not None
    assert Decimal(PAGE.fields[FieldName.NET_TOTAL].value) == as_on_page().totals.net_total  # type: ignore[union-attr]
