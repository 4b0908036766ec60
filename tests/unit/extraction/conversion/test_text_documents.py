"""Word, Excel and HTML invoices: their text is read, nothing is run or loaded, and too much is refused by its size."""

import io
import zipfile

import openpyxl
import pypdfium2
import pytest

from chalicelib.extraction import errors
from chalicelib.extraction.conversion.blocks import MAX_ROWS, Block, Paragraph, Table
from chalicelib.extraction.conversion.docx import read_docx
from chalicelib.extraction.conversion.html import read_html
from chalicelib.extraction.conversion.typesetting import typeset
from chalicelib.extraction.conversion.xlsx import read_xlsx
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName
from chalicelib.extraction.sniff import Format, sniff
from tests.support.papers import office

INVOICES = {Format.DOCX: office.docx, Format.XLSX: office.xlsx, Format.HTML: office.html}


@pytest.mark.parametrize("kind", sorted(INVOICES))
def test_an_invoice_is_read_from_its_text(kind: Format) -> None:
    data = INVOICES[kind]()
    assert sniff(data) is kind
    reading = read(data)
    found = {name: field.value for name, field in reading.fields.items()}
    assert found[FieldName.INVOICE_NUMBER] == "N-2024-117"
    assert (found[FieldName.ISSUE_DATE], found[FieldName.DUE_DATE]) == ("2024-05-06", "2024-06-05")
    assert (found[FieldName.SUPPLIER_NAME], found[FieldName.CUSTOMER_NAME]) == (office.SUPPLIER[0], office.CUSTOMER[0])
    assert (found[FieldName.TOTAL], found[FieldName.CURRENCY]) == ("119.00", "EUR")
    assert [line.description for line in reading.lines] == ["Steel bar"]


def text_of(blocks: list[Block]) -> str:
    return " ".join(b.text if isinstance(b, Paragraph) else " ".join(sum(b.rows, ())) for b in blocks)


def test_word_text_that_was_deleted_or_is_a_fields_code_is_left_out() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        '<w:r><w:instrText>INCLUDETEXT "http://127.0.0.1"</w:instrText></w:r><w:r><w:t> value</w:t></w:r></w:p>'
    )
    assert text_of(read_docx(office.docx(body))) == "new value"


def test_words_main_part_is_the_one_that_the_package_names() -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    body = f'<w:document xmlns:w="{office.W}"><w:body>{office.paragraph("Nordlicht")}</w:body></w:document>'
    for target in ("word/document2.xml", "/word/document2.xml"):
        relations = f'<Relationships><Relationship Type="{relation}" Target="{target}"/></Relationships>'
        document = office.zipped({"_rels/.rels": relations, "word/document2.xml": body})
        assert sniff(document) is Format.DOCX
        assert read_docx(document) == [Paragraph("Nordlicht")]


def test_word_headers_come_first_and_tables_that_place_tables_are_opened() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{office.table([['a', 'b']])}</w:tc></w:tr></w:tbl>"
    blocks = read_docx(office.docx(inner, header=office.paragraph("Nordlicht")))
    assert blocks == [Paragraph("Nordlicht"), Table((("a", "b"),))]


def test_what_excel_hides_is_not_read() -> None:
    assert "999" not in text_of(read_xlsx(office.xlsx()))


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1.5625, "[h]:mm", "37.5"),
        (0.3125, "h:mm", "7.5"),
        (0.3125, "[h]:mm:ss;@", "7.5"),
        (45413.5, "mmm yyyy", "2024-05"),
        (45413.5, "mm-dd-yy h:mm", "2024-05-01"),
        (45413, "mmm-yy", "2024-05"),
    ],
)
def test_excels_times_are_hours_and_its_months_have_no_day(value: float, form: str, shown: str) -> None:
    book = openpyxl.Workbook()
    cell = book.active["A1"]
    cell.value, cell.number_format = value, form
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_xlsx(buffer.getvalue()) == [Table(((shown,),))]


def test_a_cell_that_reaches_into_further_rows_leaves_their_columns_in_place() -> None:
    rows = (
        '<tr><td rowspan="2">Bar</td><td>2</td><td rowspan=3 colspan=2>7.00</td></tr>',
        "<tr><td>3</td></tr><tr><td>Rod</td><td>4</td></tr><tr><td>Nut</td><td>5</td><td>x</td><td>8.00</td></tr>",
    )
    (table,) = read_html(f"<html><table>{''.join(rows)}</table></html>".encode())
    assert isinstance(table, Table)
    assert table.rows == (("Bar", "2", "7.00", ""), ("", "3", "", ""), ("Rod", "4", "", ""), ("Nut", "5", "x", "8.00"))


def test_a_cell_that_claims_to_reach_without_end_does_no_harm() -> None:
    rows = '<tr><td rowspan="99999999">a</td><td rowspan="5000">b</td></tr>' + "<tr><td>c</td></tr>" * 3
    (table,) = read_html(f"<html><table>{rows}</table></html>".encode())
    assert isinstance(table, Table)
    assert table.rows[1:] == (("c", ""),) * 3


@pytest.mark.parametrize("columns", [2, 14, 15, 40])
def test_every_column_of_a_table_is_on_the_page(columns: int) -> None:
    cells = tuple(f"{number}.00" for number in range(columns))
    page = pypdfium2.PdfDocument(typeset([Paragraph("Invoice"), Table((cells,))], 1))[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    assert max(right for _, _, right, _ in boxes) <= page.get_width() - 40
    assert (page.get_width() > 600) is (columns > 14)


def test_what_a_page_hides_or_runs_is_not_read() -> None:
    text = text_of(read_html(office.html()))
    assert "999" not in text
    assert "Shop" not in text
    assert "80331 München" in text


def test_a_page_says_its_encoding_or_is_utf_8() -> None:
    latin = '<html><meta charset="iso-8859-1"><p>Müller</p></html>'.encode("latin-1")
    assert read_html(latin) == read_html("<html><p>Müller</p></html>".encode()) == [Paragraph("Müller")]


@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml"])
def test_a_part_that_unpacks_to_far_more_than_its_size_is_refused(part: str) -> None:
    bomb = office.zipped({"word/document.xml": "<a/>", part: b" " * 40_000_000})
    with pytest.raises(errors.DocumentTooLong):
        read_docx(bomb)


def test_an_entity_in_a_part_is_refused() -> None:
    evil = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(errors.CorruptFile):
        read_docx(office.zipped({"word/document.xml": evil}))


def test_a_document_with_a_password_says_so() -> None:
    data = bytearray(office.docx())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offset = archive.start_dir
    while (offset := data.find(b"PK\x01\x02", offset)) >= 0:
        data[offset + 8] |= 1
        offset += 4
    with pytest.raises(errors.EncryptedDocument):
        read_docx(bytes(data))


def test_a_document_longer_than_an_invoice_is_refused() -> None:
    with pytest.raises(errors.DocumentTooLong):
        typeset([Paragraph("row")] * (MAX_ROWS + 1), 50)
    with pytest.raises(errors.TooManyPages):
        typeset([Paragraph("row")] * 200, 2)
    with pytest.raises(errors.NoText):
        typeset([Paragraph("")], 2)


def test_elements_nested_without_end_are_read_without_failing() -> None:
    deep = b"<html>" + b"<div><b>" * 5_000 + b"Total 1.00"
    read_html(deep)
    body = "<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80
    assert read_docx(office.docx(body)) == []
