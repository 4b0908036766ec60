"""Draws a sample invoice. Every page is drawn by hand on the canvas: text goes where the look says, no flowing."""

import io
from datetime import date
from decimal import Decimal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from samples.model import Company, Content, format_number
from samples.words import WORDS

LEFT, RIGHT, TOP, BOTTOM = 56.0, A4[0] - 50.0, A4[1] - 50.0, 70.0
LEADING = 1.35
COLUMNS = {"description": LEFT, "quantity": 330.0, "rate": 385.0, "price": 465.0, "amount": RIGHT}
MONTHS = [date(2024, month, 1).strftime("%B") for month in range(1, 13)]


class Drawing:
    """One PDF being drawn, with the height of the next line."""

    def __init__(self, content: Content) -> None:
        self.content, self.look, self.words = content, content.look, WORDS[content.language]
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=True, pageCompression=1)
        self.canvas.setTitle(content.number)
        self.y, self.page = TOP, 1
        bold = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
        self.bold = bold[self.look.font]

    def text(self, x: float, text: str, *, bold: bool = False, size: float | None = None, right: bool = False) -> None:
        """Write at the current height."""
        self.canvas.setFont(self.bold if bold else self.look.font, size or self.look.size)
        (self.canvas.drawRightString if right else self.canvas.drawString)(x, self.y, text)

    def down(self, lines: float = 1) -> None:
        """Go down by lines."""
        self.y -= lines * self.look.size * LEADING

    def amount(self, amount: Decimal) -> str:
        """An amount with its currency, as the look wants it."""
        number = format_number(amount, self.content.numbers)
        if self.look.currency_first:
            return (
                f"{self.content.symbol}{number}" if len(self.content.symbol) == 1 else f"{self.content.symbol} {number}"
            )
        return f"{number} {self.content.symbol}"

    def date(self, day: date) -> str:
        """A date as the country writes it, without the machine's locale."""
        text = self.content.date_format.replace("%B", MONTHS[day.month - 1])
        return day.strftime(text)


def draw(content: Content) -> bytes:
    """The PDF."""
    drawing = Drawing(content)
    _letterhead(drawing)
    _customer(drawing)
    _title(drawing)
    _details(drawing)
    _table(drawing)
    _totals(drawing)
    _footer(drawing)
    drawing.canvas.save()
    return drawing.buffer.getvalue()


def _letterhead(drawing: Drawing) -> None:
    supplier, right = drawing.content.supplier, drawing.look.letterhead == "right"
    x = RIGHT if right else LEFT
    drawing.text(x, supplier.name, bold=True, size=drawing.look.size * 1.6, right=right)
    drawing.down(1.5)
    for line in [*supplier.lines, supplier.email]:
        drawing.text(x, line, right=right)
        drawing.down()
    if supplier.tax_id:
        drawing.text(x, f"{drawing.words['tax_id']}: {supplier.tax_id}", right=right)
    drawing.down(2)


def _customer(drawing: Drawing) -> None:
    if drawing.look.sender_line:
        supplier = drawing.content.supplier
        drawing.text(LEFT, " · ".join([supplier.name, *supplier.lines]), size=drawing.look.size * 0.7)
        drawing.down(1.3)
    if drawing.look.labelled_customer:
        drawing.text(LEFT, drawing.words["to"] + ":", bold=True)
        drawing.down()
    customer = drawing.content.customer
    for line in [customer.name, *customer.lines]:
        drawing.text(LEFT, line)
        drawing.down()
    drawing.down(2)


def _title(drawing: Drawing) -> None:
    key = "credit_note" if drawing.content.credit_note else "invoice"
    drawing.text(LEFT, drawing.words[key], bold=True, size=drawing.look.size * 1.8)
    drawing.down(2)


def _details(drawing: Drawing) -> None:
    content, words = drawing.content, drawing.words
    pairs = [
        (words["number"], content.number),
        (words["date"], drawing.date(content.issued)),
        (words["due"], drawing.date(content.due)),
        (words["order"], content.order),
    ]
    if drawing.look.details == "columns":
        width = (RIGHT - LEFT) / len(pairs)
        for row, bold in ((0, True), (1, False)):
            for index, pair in enumerate(pairs):
                drawing.text(LEFT + index * width, pair[row], bold=bold)
            drawing.down()
    else:
        for label, value in pairs:
            drawing.text(LEFT, label)
            drawing.text(LEFT + 150, value)
            drawing.down()
    drawing.down(1.5)


def _table_head(drawing: Drawing) -> None:
    for key, x in COLUMNS.items():
        drawing.text(x, drawing.words[key], bold=True, right=key != "description")
    _rule(drawing)
    drawing.down(1.3)


def _rule(drawing: Drawing) -> None:
    if drawing.look.ruled:
        drawing.canvas.line(LEFT, drawing.y - 3, RIGHT, drawing.y - 3)


def _table(drawing: Drawing) -> None:
    _table_head(drawing)
    carried = Decimal(0)
    for item in drawing.content.items:
        if drawing.y < BOTTOM + 110:
            _break_page(drawing, carried)
        numbers = drawing.content.numbers
        places = 0 if item.quantity == item.quantity.to_integral_value() else 1
        drawing.text(LEFT, item.description)
        drawing.text(COLUMNS["quantity"], format_number(item.quantity, numbers, places), right=True)
        rate = format_number(item.rate, numbers, -int(item.rate.as_tuple().exponent))
        drawing.text(COLUMNS["rate"], f"{rate} %", right=True)
        drawing.text(COLUMNS["price"], format_number(item.price, numbers), right=True)
        drawing.text(COLUMNS["amount"], format_number(item.amount, numbers), right=True)
        _rule(drawing)
        drawing.down(1.2)
        carried += item.amount
    drawing.down(0.6)


def _break_page(drawing: Drawing, carried: Decimal) -> None:
    words, number = drawing.words, format_number(carried, drawing.content.numbers)
    drawing.text(COLUMNS["quantity"], words["carried"])
    drawing.text(RIGHT, number, right=True)
    _footer(drawing)
    drawing.canvas.showPage()
    drawing.y, drawing.page = TOP, drawing.page + 1
    _table_head(drawing)


def _totals(drawing: Drawing) -> None:
    content, words = drawing.content, drawing.words
    x, end = (COLUMNS["quantity"], RIGHT) if drawing.look.totals == "right" else (LEFT, LEFT + 220)
    rows = [(words["net"], content.net, False)]
    for rate, tax in content.taxes().items():
        percent = format_number(rate, content.numbers, max(0, -int(rate.as_tuple().exponent)))
        rows.append((f"{words['tax']} {percent} %", tax, False))
    rows.append((words["total"], content.total, True))
    for label, amount, bold in rows:
        drawing.text(x, label, bold=bold)
        drawing.text(end, drawing.amount(amount), bold=bold, right=True)
        drawing.down(1.2)
    drawing.down()
    drawing.text(LEFT, words["thanks"])


def _footer(drawing: Drawing) -> None:
    supplier: Company = drawing.content.supplier
    y, drawing.y = drawing.y, BOTTOM - 20
    if drawing.look.footer_bank and supplier.iban:
        drawing.text(LEFT, f"{supplier.name}   IBAN {supplier.iban}", size=8)
    drawing.text(RIGHT, f"{drawing.words['page']} {drawing.page}", size=8, right=True)
    drawing.y = y
