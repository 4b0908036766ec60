import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from pypdf import PdfWriter

from chalicelib.documents.model.document import Document, Totals
from chalicelib.documents.model.totals import line_net
from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.extraction.einvoices.from_xml import find_embedded_xml, read_xml
from chalicelib.extraction.einvoices.to_document import line_values, to_document
from chalicelib.extraction.errors import CorruptFile, FileTooLarge, UnsupportedFormat, XmlRefused
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, FieldName, Limits, Line, Method
from chalicelib.extraction.sources.attachments import attached_files
from tests.unit.documents.invoices import full_invoice, invoice

UBL = write_ubl(invoice())


def pdf_with(*attachments: tuple[str, bytes]) -> bytes:
    """A page without content that carries files."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in attachments:
        writer.add_attachment(name, content)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def find(pdf: bytes) -> bytes | None:
    """The first invoice among a PDF's files."""
    return next((invoice.xml for invoice in find_embedded_xml(attached_files(pdf)).invoices), None)


@pytest.mark.parametrize("write", [write_ubl, write_cii])
def test_an_e_invoice_gives_its_fields_with_certainty(write: Callable[[Document], bytes]) -> None:
    extracted = read_xml(write(full_invoice()))
    assert {name: field.value for name, field in extracted.fields.items()} == {
        FieldName.INVOICE_NUMBER: "2024-0017",
        FieldName.ISSUE_DATE: "2024-05-02",
        FieldName.DUE_DATE: "2024-06-01",
        FieldName.CURRENCY: "EUR",
        FieldName.PURCHASE_ORDER: "PO-1",
        FieldName.SUPPLIER_NAME: "Werkstatt Süd GmbH",
        FieldName.SUPPLIER_TAX_ID: "DE123456789",
        FieldName.SUPPLIER_ADDRESS: "Kai 1, Hof 2, Tor 3, 20457 Hamburg, HH, DE",
        FieldName.SUPPLIER_EMAIL: "a@example.com",
        FieldName.CUSTOMER_NAME: "Cliente & Hijos, S.L.",
        FieldName.CUSTOMER_TAX_ID: "ESB12345678",
        FieldName.CUSTOMER_ADDRESS: "Kai 1, Hof 2, Tor 3, 20457 Hamburg, HH, DE",
        FieldName.CUSTOMER_EMAIL: "a@example.com",
        FieldName.NET_TOTAL: "301.73",
        FieldName.TAX_TOTAL: "27.58",
        FieldName.TOTAL: "329.31",
        FieldName.PREPAID: "10.00",
        FieldName.AMOUNT_DUE: "319.32",
        FieldName.IBAN: "DE89370400440532013000",
        FieldName.BIC: "COBADEFFXXX",
    }
    assert {(field.confidence, field.method) for field in extracted.fields.values()} == {(1.0, Method.EMBEDDED_XML)}
    assert extracted.warnings == ()


def test_lines_and_tax_rows_are_read() -> None:
    extracted = read_xml(UBL)
    first = extracted.lines[0]
    assert (first.description, first.quantity, first.unit, first.unit_price) == ("Schraube", "10", "C62", "12.3456")
    assert (first.net_amount, first.tax_rate) == ("123.46", "19")
    assert [(row.rate, row.taxable_amount, row.tax_amount) for row in extracted.tax_breakdown] == [
        ("19", "123.46", "23.46"),
        ("7", "240.00", "16.80"),
    ]


@pytest.mark.parametrize("write", [write_ubl, write_cii])
@pytest.mark.parametrize(
    ("base", "kept", "net"), [("100", "100", "1.00"), ("1", None, "100.00"), (None, None, "100.00")]
)
def test_a_price_for_several_units_is_read_as_such(
    write: Callable[[Document], bytes], base: str | None, kept: str | None, net: str
) -> None:
    price = {"net": "2.00", "base_quantity": base, "base_unit": "KGM" if base else None}
    lines = [{**invoice().lines[0].model_dump(), "quantity": "50", "price": price, "net_amount": None}]
    extracted = read_xml(write(invoice(lines=lines)))
    line = extracted.lines[0]
    assert (line.quantity, line.unit_price, line.base_quantity, line.net_amount) == ("50", "2.00", kept, net)
    assert read_xml(write(to_document(extracted))).lines == extracted.lines


def test_a_line_has_its_base_quantity_in_the_document_that_is_made_of_it() -> None:
    read = Line("Diesel", "50", "KGM", "2.00", "1.00", "19", base_quantity="100")
    made = Document.model_validate({"lines": [line_values(1, read, 1)]}).lines[0]
    assert made.price is not None
    assert (made.price.base_quantity, line_net(made)) == (Decimal(100), Decimal("1.00"))


def test_the_file_itself_is_kept() -> None:
    assert read_xml(UBL).embedded_xml == UBL


def test_a_credit_note_is_known_as_one() -> None:
    assert read_xml(write_ubl(invoice(type_code="381"))).document_type is DocumentType.CREDIT_NOTE


def test_totals_that_disagree_make_the_amounts_doubtful_and_are_warned_of() -> None:
    document = invoice().model_copy(update={"totals": Totals.model_validate({"net_total": "1.00", "total": "2.00"})})
    extracted = read_xml(write_ubl(document))
    assert extracted.warnings == ("totals_disagree",)
    assert extracted.fields[FieldName.TOTAL].confidence < 1
    assert extracted.fields[FieldName.INVOICE_NUMBER].confidence == 1


def test_what_an_e_invoice_lacks_stays_missing() -> None:
    extracted = read_xml(write_ubl(Document(invoice_number="1")))
    assert set(extracted.fields) == {FieldName.INVOICE_NUMBER}


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<html/>", UnsupportedFormat),
        (b"<a>", CorruptFile),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', XmlRefused),
    ],
)
def test_other_files_are_refused_with_the_reason(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_xml(data)


def test_files_beyond_the_limit_are_refused() -> None:
    with pytest.raises(FileTooLarge):
        read(UBL, limits=Limits(file_bytes=10))


@pytest.mark.parametrize(
    "name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "zugferd-invoice.xml", "other.xml", "invoice.dat"]
)
def test_the_invoice_within_a_pdf_is_found_under_any_of_its_names(name: str) -> None:
    xml = write_cii(invoice())
    assert find(pdf_with(("notes.txt", b"hello"), (name, xml))) == xml


def test_the_file_with_the_standard_s_name_goes_before_others() -> None:
    first, second = write_ubl(invoice()), write_cii(invoice())
    assert find(pdf_with(("a.xml", first), ("factur-x.xml", second))) == second


@pytest.mark.parametrize(
    "pdf",
    [b"", b"nonsense", b"%PDF-1.7\n%%EOF", pdf_with(), pdf_with(("a.xml", b"<html/>")), pdf_with(("a.txt", b"text"))],
    ids=["empty", "nonsense", "no-objects", "no-files", "another-xml", "not-xml"],
)
def test_a_pdf_without_e_invoice_has_none(pdf: bytes) -> None:
    assert find(pdf) is None


@pytest.mark.parametrize("cut", range(50, 1500, 97))
def test_a_damaged_pdf_has_none_or_still_the_right_one(cut: int) -> None:
    pdf = pdf_with(("factur-x.xml", UBL))
    damaged = pdf[:cut] + b"\x00<<" + pdf[cut + 40 :]
    assert find(damaged) in {None, UBL}
