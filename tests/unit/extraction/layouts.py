"""Layouts as the world's invoicing programs print them, drawn row by row, each with what stands on the page.

A row is a text, or cells as `(x, text)`; a negative x sets the text right-aligned to that place. Every layout holds one
or two difficulties that its name says; companies are invented.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Cell = tuple[float, str]
Row = str | Sequence[Cell]
LEFT, TOP, LEADING, SIZE = 50.0, 800.0, 14.0, 9.0


@dataclass(frozen=True)
class Layout:
    """A page and its truth: fields by name, lines as description, quantity and amount."""

    rows: Sequence[Row]
    fields: Mapping[str, str]
    lines: Sequence[tuple[str, str | None, str]] = field(default_factory=tuple)
    document_type: str = "invoice"

    def pdf(self) -> bytes:
        """The page as a PDF."""
        return draw(self.rows)


def draw(rows: Sequence[Row], leading: float = LEADING) -> bytes:
    """One page with the rows from the top; an empty text leaves a row free."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", SIZE)
    for number, row in enumerate(rows):
        for x, text in [(LEFT, row)] if isinstance(row, str) else row:
            y = TOP - number * leading
            canvas.drawRightString(-x, y, text) if x < 0 else canvas.drawString(x, y, text)
    canvas.save()
    return buffer.getvalue()


def table(columns: Sequence[float], *rows: Sequence[str]) -> list[Row]:
    """Rows of a table: each text at its column's x."""
    return [list(zip(columns, row, strict=True)) for row in rows]


GOODS = (50.0, -330.0, -420.0, -540.0)

LAYOUTS = {
    "labels above values, payment slip to the supplier": Layout(
        [
            [(50, "TAX INVOICE"), (300, "Invoice Date"), (430, "Harbour & Finch")],
            [(300, "21 Sep 2025"), (430, "125 Jetty Street")],
            [(70, "Gumleaf Tools Pty Ltd"), (430, "Geelong VIC 3220")],
            [(70, "Attention: The Office"), (300, "Invoice Number"), (430, "AUSTRALIA")],
            [(70, "43 Wharf Street"), (300, "RE87945")],
            [(70, "Fremantle WA 6160"), (300, "ABN")],
            [(300, "51 824 753 556")],
            "",
            *table(
                GOODS, ("Description", "Quantity", "Unit Price", "Amount AUD"), ("Coffee", "2.00", "25.00", "50.00")
            ),
            [(-450, "Subtotal"), (-540, "50.00")],
            [(-450, "TOTAL GST 10%"), (-540, "5.00")],
            [(-450, "TOTAL AUD"), (-540, "55.00")],
            "Due Date: 11 Oct 2025",
            "",
            [(50, "PAYMENT ADVICE"), (320, "Customer"), (430, "Gumleaf Tools Pty Ltd")],
            [(50, "To: Harbour & Finch"), (320, "Invoice Number"), (430, "RE87945")],
            [(50, "125 Jetty Street"), (320, "Amount Due"), (-540, "55.00")],
        ],
        {
            "invoice_number": "RE87945",
            "issue_date": "2025-09-21",
            "due_date": "2025-10-11",
            "currency": "AUD",
            "supplier_name": "Harbour & Finch",
            "supplier_tax_id": "51 824 753 556",
            "customer_name": "Gumleaf Tools Pty Ltd",
            "net_total": "50.00",
            "tax_total": "5.00",
            "total": "55.00",
        },
        [("Coffee", "2.00", "50.00")],
    ),
    "a person above the company, dollars of Canada": Layout(
        [
            "Northlake Studios Inc.",
            "12 Mill Street, Toronto, ON M5V 2T6",
            [(400, "INVOICE # 1042")],
            [(50, "BILL TO"), (400, "DATE 03/25/2025")],
            [(50, "Alex Sample"), (400, "DUE DATE 04/24/2025")],
            "Birchwood Media Ltd.",
            "80 King Street West",
            "Toronto, ON M5H 1J9",
            "",
            *table(GOODS, ("ACTIVITY", "QTY", "RATE", "AMOUNT"), ("Photography", "3", "$120.00", "$360.00")),
            [(400, "SUBTOTAL"), (-540, "$360.00")],
            [(400, "HST 13%"), (-540, "$46.80")],
            [(400, "TOTAL"), (-540, "$406.80")],
        ],
        {
            "invoice_number": "1042",
            "issue_date": "2025-03-25",
            "due_date": "2025-04-24",
            "currency": "CAD",
            "supplier_name": "Northlake Studios Inc.",
            "customer_name": "Birchwood Media Ltd.",
            "total": "406.80",
        },
        [("Photography", "3", "360.00")],
    ),
    "narrow columns whose texts nearly touch": Layout(
        [
            [(230, "Tarn Print Works Ltd")],
            [(215, "6 Beck Road, Leeds LS1 4DY")],
            [(50, "Oakhill Limited"), (350, "Invoice No"), (460, "10230")],
            [(50, "101 Moor Road"), (350, "Invoice/Tax Date"), (460, "16/04/2025")],
            [(50, "Cardiff CF10 1EP"), (350, "Cust. Order No"), (460, "PO-57445")],
            "",
            *table(
                (-86, 91, -330, -375, -430, -470, -540),
                ("Quantity", "Details", "Unit Price", "Disc Amt", "Net Amt", "VAT %", "VAT"),
                ("1.00", "Steel bracket 40 x 60 mm", "213.54", "0.00", "213.54", "20.00", "42.71"),
                ("12.00", "Cable 2 m", "10.00", "0.00", "120.00", "20.00", "24.00"),
            ),
            "",
            [(380, "Total Net Amount"), (-540, "333.54")],
            [(380, "Total VAT Amount"), (-540, "66.71")],
            [(380, "Invoice Total"), (-540, "£400.25")],
        ],
        {
            "invoice_number": "10230",
            "issue_date": "2025-04-16",
            "purchase_order": "PO-57445",
            "supplier_name": "Tarn Print Works Ltd",
            "customer_name": "Oakhill Limited",
            "net_total": "333.54",
            "tax_total": "66.71",
            "total": "400.25",
            "currency": "GBP",
        },
        [("Steel bracket 40 x 60 mm", "1.00", "213.54"), ("Cable 2 m", "12.00", "120.00")],
    ),
    "two half taxes with their rate glued on": Layout(
        [
            "Banyan Systems Pvt. Ltd.",
            "Plot 41, Lake Nagar",
            "Pune, Maharashtra 411001",
            [(50, "GSTIN 27AAPFU0939F1ZV"), (420, "TAX INVOICE")],
            [(50, "Invoice No : KA/24-25/300"), (300, "Place Of Supply : Karnataka (29)")],
            "Invoice Date : 25/05/2025",
            [(50, "Bill To")],
            "Monsoon Traders LLP",
            "Plot 73, Hill Nagar",
            "Bengaluru, Karnataka 560001",
            "GSTIN 29AAGCB7383J1Z4",
            "",
            *table(
                (50, -300, -380, -460, -540),
                ("Item & Description", "Qty", "Rate", "CGST Amt", "Amount"),
                ("Router", "3.00", "18,000.00", "4,860.00", "54,000.00"),
                ("Setup", "1.00", "1,20,000.00", "10,800.00", "1,20,000.00"),
            ),
            [(380, "Sub Total"), (-540, "1,74,000.00")],
            [(380, "CGST9 (9%)"), (-540, "15,660.00")],
            [(380, "SGST9 (9%)"), (-540, "15,660.00")],
            [(380, "Total"), (-540, "Rs.2,05,320.00")],
        ],
        {
            "invoice_number": "KA/24-25/300",
            "issue_date": "2025-05-25",
            "currency": "INR",
            "supplier_name": "Banyan Systems Pvt. Ltd.",
            "supplier_tax_id": "27AAPFU0939F1ZV",
            "customer_tax_id": "29AAGCB7383J1Z4",
            "customer_name": "Monsoon Traders LLP",
            "net_total": "174000.00",
            "tax_total": "31320.00",
            "total": "205320.00",
        },
        [("Router", "3.00", "54000.00"), ("Setup", "1.00", "120000.00")],
    ),
    "net and tax in a table, prices that include tax": Layout(
        [
            [(50, "marketplace.example"), (480, "Invoice")],
            [(300, "Sold by Heron Books Limited")],
            [(300, "VAT # GB999999973")],
            [(300, "Invoice date / Delivery date"), (450, "16 December 2024")],
            [(300, "Invoice #"), (450, "GB-2257-2024-3")],
            "Billing address",
            "Robin Sample",
            "94 Canal Road",
            "Cardiff CF10 1EP",
            "",
            *table(
                GOODS,
                ("Description", "Qty", "Unit price (incl. VAT)", "Item subtotal (incl. VAT)"),
                ("Atlas", "12", "£57.60", "£691.20"),
            ),
            [(400, "Invoice total"), (-540, "£691.20")],
            *table(
                (300, -430, -540),
                ("VAT rate", "Item subtotal (excl. VAT)", "VAT subtotal"),
                ("20%", "£576.00", "£115.20"),
            ),
        ],
        {
            "invoice_number": "GB-2257-2024-3",
            "issue_date": "2024-12-16",
            "supplier_name": "Heron Books Limited",
            "customer_name": "Robin Sample",
            "net_total": "576.00",
            "tax_total": "115.20",
            "total": "691.20",
        },
        [("Atlas", "12", "691.20")],
    ),
    "payments on account before the rest to pay": Layout(
        [
            [(50, "Auental Energie GmbH, Uferweg 12, 99084 Erfurt")],
            [(50, "Kim Muster"), (340, "Kundennummer"), (450, "200350550")],
            [(50, "Talgasse 5"), (340, "Rechnungsnummer"), (450, "VR80784277")],
            [(50, "34117 Kassel"), (340, "Rechnungsdatum"), (450, "27.10.2024")],
            "Ihre Jahresrechnung Strom",
            "",
            *table((50, -540), ("Bezeichnung", "Betrag in EUR"), ("Arbeitspreis", "825,00"), ("Grundpreis", "175,00")),
            [(50, "Summe netto"), (-540, "1.000,00")],
            [(50, "Umsatzsteuer 19 %"), (-540, "190,00")],
            [(50, "Rechnungsbetrag brutto"), (-540, "1.190,00")],
            [(50, "abzüglich gezahlter Abschläge"), (-540, "-480,00")],
            [(50, "Ihre Nachzahlung"), (-540, "710,00")],
            "Den Betrag von 710,00 EUR buchen wir am 11.11.2024 von Ihrem Konto ab.",
            "",
            "Auental Energie GmbH | Amtsgericht Erfurt HRB 4711 | USt-IdNr.: DE136695976 | Bank: IBAN DE30 5075 0094",
            "0000 0485 67",
        ],
        {
            "invoice_number": "VR80784277",
            "issue_date": "2024-10-27",
            "due_date": "2024-11-11",
            "supplier_name": "Auental Energie GmbH",
            "customer_name": "Kim Muster",
            "net_total": "1000.00",
            "tax_total": "190.00",
            "total": "1190.00",
            "amount_due": "710.00",
            "iban": "DE30507500940000048567",
        },
        [("Arbeitspreis", None, "825.00"), ("Grundpreis", None, "175.00")],
    ),
    "labels in two lines over their values": Layout(
        [
            "Atelier du Vallon SARL",
            "121 rue du Moulin",
            "35000 Rennes",
            [(340, "Moulin Vert SAS")],
            [(340, "22 rue des Prés")],
            [(340, "69003 Lyon")],
            "FACTURE N° FA422579",
            "",
            [(50, "Date"), (130, "Code"), (200, "Date"), (300, "Mode de")],
            [(130, "client"), (200, "d'échéance"), (300, "règlement")],
            "",
            [(50, "08/12/2024"), (130, "CL00731"), (200, "22/12/2024"), (300, "Virement")],
            "",
            *table(
                (50, 120, -350, -440, -540),
                ("Référence", "Désignation", "Qté", "P.U. HT", "Montant HT"),
                ("X2091", "Formation", "1,00", "1 200,00", "1 200,00"),
                ("B1067", "Déplacement", "2,00", "150,00", "300,00"),
            ),
            "",
            [(350, "Total HT"), (-540, "1 500,00")],
            [(350, "Total TVA 20 %"), (-540, "300,00")],
            [(350, "Net à payer"), (-540, "1 800,00 €")],
        ],
        {
            "invoice_number": "FA422579",
            "issue_date": "2024-12-08",
            "due_date": "2024-12-22",
            "currency": "EUR",
            "supplier_name": "Atelier du Vallon SARL",
            "customer_name": "Moulin Vert SAS",
            "net_total": "1500.00",
            "tax_total": "300.00",
            "total": "1800.00",
        },
        [("Formation", "1.00", "1200.00"), ("Déplacement", "2.00", "300.00")],
    ),
    "totals in a row, with income tax kept back": Layout(
        [
            [(50, "Talleres Sierra S.L."), (450, "FACTURA")],
            "C/ Mayor, 78",
            "50001 Zaragoza",
            "NIF: B87530432",
            [(50, "Nº Factura"), (150, "Fecha"), (250, "Vencimiento"), (350, "Cliente: Huerta Alta S.A.")],
            [(350, "C/ Nueva, 113")],
            [(50, "2024-007"), (150, "14/02/2024"), (250, "28/02/2024"), (350, "46002 Valencia")],
            "",
            *table(GOODS, ("Descripción", "Cantidad", "Precio", "Importe"), ("Diseño", "2,00", "500,00", "1.000,00")),
            "",
            [
                (50, "Base imponible"),
                (160, "% IVA"),
                (230, "Cuota IVA"),
                (310, "% IRPF"),
                (380, "Retención"),
                (450, "TOTAL FACTURA"),
            ],
            [
                (-150, "1.000,00"),
                (-210, "21,00"),
                (-300, "210,00"),
                (-350, "15,00"),
                (-430, "-150,00"),
                (-540, "1.060,00 €"),
            ],
        ],
        {
            "invoice_number": "2024-007",
            "issue_date": "2024-02-14",
            "due_date": "2024-02-28",
            "supplier_name": "Talleres Sierra S.L.",
            "supplier_tax_id": "B87530432",
            "customer_name": "Huerta Alta S.A.",
            "net_total": "1000.00",
            "tax_total": "210.00",
            "total": "1060.00",
        },
        [("Diseño", "2.00", "1000.00")],
    ),
    "parties side by side, each with a labelled name": Layout(
        [
            [(220, "FATTURA ELETTRONICA")],
            [(50, "Cedente/prestatore (fornitore)"), (300, "Cessionario/committente (cliente)")],
            [
                (50, "Identificativo fiscale ai fini IVA: IT00743110157"),
                (300, "Identificativo fiscale ai fini IVA: IT01533030480"),
            ],
            [(50, "Denominazione: Tipografia Colle S.n.c."), (300, "Denominazione: Mulino Alto S.p.A.")],
            [(50, "Indirizzo: Via Lunga, 83"), (300, "Indirizzo: Via Corta, 125")],
            [(50, "Cap: 40121 Nazione: IT"), (300, "Cap: 35122 Nazione: IT")],
            "",
            [(50, "Tipologia documento"), (220, "Numero documento"), (340, "Data documento")],
            [(50, "TD01 fattura"), (220, "12/A"), (340, "20-07-2024")],
            "",
            *table(
                (50, -330, -420, -470, -540),
                ("Descrizione", "Quantità", "Prezzo unitario", "%IVA", "Prezzo totale"),
                ("Stampa", "2,00", "177,77", "22,00", "355,54"),
                ("Carta", "24,00", "25,00", "22,00", "600,00"),
            ),
            "",
            [(50, "%IVA"), (250, "Totale imponibile"), (420, "Totale imposta")],
            [(-80, "22,00"), (-320, "955,54"), (-480, "210,22")],
            [(50, "Valuta"), (420, "Totale documento")],
            [(50, "EUR"), (-480, "1.165,76")],
        ],
        {
            "invoice_number": "12/A",
            "issue_date": "2024-07-20",
            "supplier_name": "Tipografia Colle S.n.c.",
            "supplier_tax_id": "IT00743110157",
            "customer_name": "Mulino Alto S.p.A.",
            "customer_tax_id": "IT01533030480",
            "net_total": "955.54",
            "tax_total": "210.22",
            "total": "1165.76",
            "currency": "EUR",
        },
        [("Stampa", "2.00", "355.54"), ("Carta", "24.00", "600.00")],
    ),
    "taxes with their bases, the due date in a sentence": Layout(
        [
            [(350, "Duinzicht Techniek B.V.")],
            "Molen Bouw B.V.",
            "t.a.v. de administratie",
            "Kade 87",
            [(50, "2011 RC Haarlem"), (350, "Laan 52")],
            [(50, "Factuurnummer: RE95176"), (350, "3511 LH Utrecht")],
            [(50, "Factuurdatum: 19-07-2024"), (350, "Btw: NL810433941B01")],
            "",
            *table(
                GOODS,
                ("Omschrijving", "Aantal", "Prijs", "Bedrag"),
                ("Onderhoud", "3,00", "€ 100,00", "€ 300,00"),
                ("Handboek", "1,00", "€ 200,00", "€ 200,00"),
            ),
            [(300, "Subtotaal"), (-540, "€ 500,00")],
            [(300, "21% btw over € 300,00"), (-540, "€ 63,00")],
            [(300, "9% btw over € 200,00"), (-540, "€ 18,00")],
            [(300, "Totaal"), (-540, "€ 581,00")],
            "We verzoeken u het bedrag van € 581,00 voor 18-08-2024 te voldoen op onze bankrekening.",
        ],
        {
            "invoice_number": "RE95176",
            "issue_date": "2024-07-19",
            "due_date": "2024-08-18",
            "supplier_name": "Duinzicht Techniek B.V.",
            "customer_name": "Molen Bouw B.V.",
            "net_total": "500.00",
            "tax_total": "81.00",
            "total": "581.00",
        },
        [("Onderhoud", "3.00", "300.00"), ("Handboek", "1.00", "200.00")],
    ),
    "a shop without line totals": Layout(
        [
            [(400, "Corhill Limited")],
            [(400, "86 Quay Lane")],
            [(400, "Galway, H91 E2K8")],
            [(400, "VAT IE6388047V")],
            [(50, "INVOICE")],
            [(50, "Robin Sample"), (330, "Invoice Number:"), (440, "4410")],
            [(50, "36 Hill Lane"), (330, "Invoice Date:"), (440, "August 1, 2024")],
            [(50, "Dublin 2, D02 X285"), (330, "Order Number:"), (440, "74410")],
            "",
            *table(
                (50, 330, -540),
                ("Product", "Quantity", "Price"),
                ("Workshop", "10", "€600.00"),
                ("Chair", "2", "€80.00"),
            ),
            [(330, "Subtotal"), (-540, "€680.00")],
            [(330, "VAT"), (-540, "€156.40")],
            [(330, "Total"), (-540, "€836.40")],
        ],
        {
            "invoice_number": "4410",
            "issue_date": "2024-08-01",
            "supplier_name": "Corhill Limited",
            "customer_name": "Robin Sample",
            "net_total": "680.00",
            "tax_total": "156.40",
            "total": "836.40",
        },
        [("Workshop", "10", "600.00"), ("Chair", "2", "80.00")],
    ),
    "a name in spaced letters, a number that looks like a date": Layout(
        [
            [(50, "P I N E W O O D   S P .   Z   O . O .")],
            "ul. Lipowa 12",
            "61-001 Poznan",
            "NIP 5260001246",
            "Nabywca",
            "Brzeg S.A.",
            "ul. Polna 3",
            "31-042 Kraków",
            "Faktura nr FV 5/04/2024",
            "Data wystawienia: 2024-04-17",
            "",
            *table(GOODS, ("Nazwa", "Ilosc", "Cena netto", "Wartosc netto"), ("Hosting", "2", "50,00", "100,00")),
            [(330, "Razem netto"), (-540, "100,00")],
            [(330, "Kwota VAT 23%"), (-540, "23,00")],
            [(330, "Do zaplaty"), (-540, "123,00 PLN")],
        ],
        {
            "invoice_number": "FV 5/04/2024",
            "issue_date": "2024-04-17",
            "customer_name": "Brzeg S.A.",
            "net_total": "100.00",
            "tax_total": "23.00",
            "total": "123.00",
            "currency": "PLN",
        },
        [("Hosting", "2", "100.00")],
    ),
    "a credit note that names the invoice it corrects": Layout(
        [
            "Orgel Druck GmbH · Talstraße 114 · 28195 Bremen",
            "",
            "Fluss Handels GmbH & Co. KG",
            "Bergstraße 173",
            "28195 Bremen",
            "Gutschrift GS-3001",
            "Gutschrift zur Rechnung RE-2023-118 vom 02.01.2024",
            "Datum: 17.02.2024",
            "",
            *table(
                GOODS, ("Artikelbezeichnung", "Menge", "Einzelpreis", "Gesamtpreis"), ("Karten", "5", "20,00", "100,00")
            ),
            [(330, "Summe netto"), (-540, "100,00 EUR")],
            [(330, "MwSt. 19,00 %"), (-540, "19,00 EUR")],
            [(330, "Gutschriftsbetrag"), (-540, "119,00 EUR")],
        ],
        {
            "invoice_number": "GS-3001",
            "issue_date": "2024-02-17",
            "supplier_name": "Orgel Druck GmbH",
            "customer_name": "Fluss Handels GmbH & Co. KG",
            "net_total": "100.00",
            "tax_total": "19.00",
            "total": "119.00",
        },
        [("Karten", "5", "100.00")],
        document_type="credit_note",
    ),
}
"""Layouts by what is difficult about them."""
