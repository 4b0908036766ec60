"""Office documents and web pages of one invented invoice, as the programs write them that people use."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SUPPLIER = ("Nordlicht Handel GmbH", "Hafenweg 12", "20457 Hamburg", "VAT ID: DE136695976")
CUSTOMER = ("Berg & Tal AG", "Marktplatz 3", "80331 München")
LINES = (("Item", "Quantity", "Unit price", "Amount"), ("Steel bar", "2", "50.00", "100.00"))
TOTALS = (("Net total", "100.00 EUR"), ("VAT 19 %", "19.00 EUR"), ("Total", "119.00 EUR"))
FACTS = ("Invoice number: N-2024-117", "Invoice date: 2024-05-06", "Due date: 2024-06-05")


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A ZIP file of these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str = "", *, header: str = "") -> bytes:
    """A Word document with this body, or that of the invoice."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body or invoice_body()}</w:body></w:document>',
    }
    if header:
        parts["word/header1.xml"] = f'<w:hdr xmlns:w="{W}">{header}</w:hdr>'
    return zipped(parts)


def invoice_body() -> str:
    """The body of the invoice: addresses, facts, a table of lines, totals set with tabulators."""
    head = "".join(map(paragraph, (*SUPPLIER, *CUSTOMER, "Invoice", *FACTS)))
    return head + table(LINES) + "".join(paragraph("\t".join(row)) for row in TOTALS)


def paragraph(text: str) -> str:
    """A paragraph of Word; a tabulator is an element."""
    runs = "<w:r><w:tab/></w:r>".join(f"<w:r><w:t>{escape(piece)}</w:t></w:r>" for piece in text.split("\t"))
    return f"<w:p>{runs}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of Word."""
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def xlsx() -> bytes:
    """A workbook of the invoice, with dates and amounts as numbers."""
    import datetime as dt

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for text in (*SUPPLIER, None, *CUSTOMER, None, "Invoice"):
        sheet.append([text])
    sheet.append(["Invoice number:", "N-2024-117"])
    sheet.append(["Invoice date:", dt.date(2024, 5, 6)])
    sheet.append(["Due date:", dt.date(2024, 6, 5)])
    sheet.append([])
    sheet.append(list(LINES[0]))
    sheet.append(["Steel bar", 2, 50, 100])
    sheet.append([])
    for label, amount in (("Net total", 100), ("VAT 19 %", 19), ("Total", 119)):
        sheet.append([label, None, None, amount])
        sheet.cell(sheet.max_row, 4).number_format = '#,##0.00 "EUR"'
    notes = book.create_sheet("internal")
    notes.append(["Total", 999])
    notes.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def html() -> bytes:
    """A page as shops mail it: tables that place other tables, a script, and pictures from elsewhere."""

    def rows(cells: Sequence[Sequence[str]]) -> str:
        return "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in cells)

    party = "</td><td>".join("<br>".join(map(escape, lines)) for lines in (SUPPLIER, CUSTOMER))
    facts = "".join(f"<p>{fact}</p>" for fact in FACTS)
    return f"""<!DOCTYPE html><html><head><title>Shop</title><style>p {{color: red}}</style></head><body>
        <script>document.write("Total 999.00")</script><img src="http://127.0.0.1:9/pixel.gif">
        <table><tr><td><h1>Invoice</h1><table><tr><td>{party}</td></tr></table>{facts}
        <p style="display:none">Total: 999.00 EUR</p>
        <table>{rows(LINES)}</table><table>{rows(TOTALS)}</table></td></tr></table></body></html>""".encode()
