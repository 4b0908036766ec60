from decimal import Decimal

from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.deriving.steps import complete
from chalicelib.extraction.einvoices.from_xml import read_xml
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.facts import Facts
from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName, Line, Method, TaxRow
from chalicelib.validation import validate
from chalicelib.validation.report.report import FindingKind
from tests.unit.documents.invoices import full_invoice

READ = {
    FieldName.INVOICE_NUMBER: "R-7",
    FieldName.ISSUE_DATE: "2024-05-02",
    FieldName.CURRENCY: "EUR",
    FieldName.SUPPLIER_NAME: "Werkstatt",
    FieldName.SUPPLIER_TAX_ID: "DE123456789",
    FieldName.SUPPLIER_ADDRESS: "Hauptstr. 1\n80331 München",
    FieldName.CUSTOMER_NAME: "Kunde",
    FieldName.NET_TOTAL: "30.00",
    FieldName.TAX_TOTAL: "5.70",
    FieldName.TOTAL: "35.70",
    FieldName.IBAN: "DE89370400440532013000",
}
LINES = (
    Line("Schraube", "10", "Stk.", "1.00", "10.00", "19"),
    Line("Montage", "2", "Std", "10.00", "20.00", "19"),
)


def read(lines: tuple[Line, ...] = LINES, kind: DocumentType = DocumentType.INVOICE, **more: str) -> Document:
    values = {**READ, **{FieldName(name): value for name, value in more.items()}}
    fields = {name: Field(value, 0.9, Method.LABEL, page=1) for name, value in values.items()}
    read_values = Extracted(kind, fields, lines, (TaxRow("19", "30.00", "5.70"),))
    return to_document(complete(read_values, Facts(speaks_of_tax=True)))


def test_every_field_that_was_read_has_its_place_in_the_document() -> None:
    document = read(due_date="2024-06-01", bic="COBADEFFXXX", customer_email="k@example.com", prepaid="5.00")
    assert document.invoice_number == "R-7"
    assert str(document.due_date) == "2024-06-01"
    assert document.supplier is not None
    assert document.supplier.tax_id == "DE123456789"
    assert document.customer is not None
    assert document.customer.contact is not None
    assert document.customer.contact.email == "k@example.com"
    assert document.payment is not None
    assert document.payment.credit_transfers[0].provider == "COBADEFFXXX"
    assert document.totals is not None
    assert document.totals.amount_due == Decimal("30.70")


def test_what_was_not_read_stays_missing() -> None:
    document = to_document(Extracted(DocumentType.OTHER, {}))
    assert document.model_dump(exclude_defaults=True, exclude_none=True) == {"specification": "urn:cen.eu:en16931:2017"}


def test_what_is_missing_shows_up_as_findings() -> None:
    found = {finding.rule for finding in validate(write_ubl(read())).findings}
    assert "BR-10" in found
    assert not found & {"BR-02", "BR-12", "BR-21", "BR-25", "BR-CO-10", "BR-CO-13", "BR-CO-15", "BR-CL-23"}


def test_an_address_keeps_its_lines_and_gives_city_and_post_code_where_they_are_clear() -> None:
    supplier = read().supplier
    assert supplier is not None
    assert supplier.address is not None
    assert supplier.address.model_dump(exclude_none=True) == {
        "line_1": "Hauptstr. 1", "post_code": "80331", "city": "München", "country": "DE",
    }  # fmt: skip


def test_a_tax_number_without_country_is_no_vat_identifier() -> None:
    supplier = read(supplier_tax_id="12 345 678 901").supplier
    assert supplier is not None
    assert (supplier.tax_id, supplier.tax_registration) == (None, "12 345 678 901")


def test_printed_units_become_codes_and_unknown_ones_are_named_in_a_note() -> None:
    document = read((*LINES, Line("Ding", "1", "Sack", "0", "0.00", "19")))
    assert [(line.unit, line.note) for line in document.lines] == [("C62", None), ("HUR", None), ("ZZ", "Sack")]
    assert "BR-CL-23" not in {finding.rule for finding in validate(write_ubl(document)).findings}


def test_a_rate_of_nothing_leaves_the_tax_category_open() -> None:
    assert [
        line.tax_category for line in read((Line("a", tax_rate="0"), Line("b", tax_rate="7")), total="9").lines
    ] == [None, "S"]


def test_lines_that_do_not_come_to_the_net_total_of_unsure_totals_are_not_papered_over() -> None:
    document = read(LINES[:1], total="36.00")
    assert (len(document.lines), document.charges) == (1, ())
    kinds = {finding.rule: finding.kind for finding in validate(write_ubl(document)).findings}
    assert kinds["BR-CO-13"] is FindingKind.WRONG


def test_a_credit_note_printed_with_negative_amounts_is_written_with_positive_ones() -> None:
    lines = (Line("Schraube", "-10", "Stk", "3.00", "-30.00", "19"),)
    document = read(lines, DocumentType.CREDIT_NOTE, net_total="-30.00", tax_total="-5.70", total="-35.70")
    assert document.type_code == "381"
    assert document.totals is not None
    assert document.totals.total == Decimal("35.70")
    assert (document.lines[0].quantity, document.lines[0].net_amount) == (Decimal(10), Decimal("30.00"))


def test_values_that_are_no_values_stay_missing() -> None:
    document = read(issue_date="soon", total="a lot", invoice_number="\x00")
    assert (document.issue_date, document.invoice_number) == (None, None)
    assert document.totals is not None
    assert document.totals.total is None


def test_an_e_invoice_keeps_everything_its_xml_says() -> None:
    document = full_invoice()
    assert to_document(read_xml(write_ubl(document))) == document
