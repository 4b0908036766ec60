"""Invented names, addresses and words for the pages that we draw, by country."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """How a country's parties are written: legal forms, people, streets, towns, and the words around them."""

    language: str
    forms: Sequence[str]
    people: Sequence[str]
    streets: Sequence[str]
    towns: Sequence[str]
    tax_label: str
    tax_form: str
    trades: Sequence[str]
    title: str
    details: Sequence[str]  # labels of number, date and due date
    totals: Sequence[str]
    items: Sequence[str]
    department: str
    director: str
    bank: str


STEMS = (
    "Kranich", "Fernau", "Talbro", "Ostrava", "Lumen", "Verda", "Nordholm", "Quintal", "Sabler", "Miroda", "Halden",
    "Brook", "Tessin", "Oriel", "Palmar", "Zephyr", "Corvin", "Delta", "Alba", "Rowan", "Sirius", "Monte",
    "Arbor", "Vektor", "Kestrel", "Lindqvist", "Marell", "Pinto", "Roux", "Bassi", "Novak", "Szabo",
)  # fmt: skip

COUNTRIES = (
    Country("en", ("Ltd", "Limited", "LLC", "Inc.", "PLC", "Corp.", ""),
            ("Jo Doe", "Alex Muster", "Kim Brook", "Mary Rowan", "Liam Oriel", "Dr. Ann Hale"),
            ("12 Mill Lane", "4 Harbour Street", "880 Grain Road", "Suite 5, 17 Oak Avenue", "100 Forest Court"),
            ("Leeds LS1 4DY", "Bristol BS1 5TY", "Omaha, NE 68102", "Denver, CO 80202", "Ames, IA 50010"),
            "VAT No.", "GB980780684", ("Trading", "Services", "Supplies", "& Sons", "Foods", "Consulting", "Signs"),
            "Invoice", ("Invoice No", "Date", "Due date"), ("Subtotal", "VAT 20%", "Total"),
            ("Consulting, one day", "Steel post", "Delivery", "Paint, white, 5 l"), "Accounts Payable", "Director",
            "Northern Bank plc"),
    Country("de", ("GmbH", "AG", "GmbH & Co. KG", "OHG", "e.K.", "UG", ""),
            ("Anna Berg", "Max Feld", "Theo Lind", "Erika Moor", "Frau Ute Stein", "Herr Jan Vogt"),
            ("Lindenallee 8", "Speicherstraße 21", "Am Markt 3", "Feldweg 17a", "Ringstr. 140"),
            ("50667 Köln", "20457 Hamburg", "34117 Kassel", "D-80333 München", "8280 Kreuzlingen"),
            "USt-IdNr.", "DE136695976", ("Bau", "Handel", "Technik", "Druckerei", "Logistik", "Werkzeuge"),
            "Rechnung", ("Rechnungsnummer", "Datum", "Fällig am"), ("Netto", "MwSt. 19%", "Gesamtbetrag"),
            ("Beratung, ein Tag", "Stahlrohr", "Lieferung", "Farbe, weiß, 5 l"), "Abteilung Einkauf",
            "Geschäftsführer", "Volksbank Feldstadt eG"),
    Country("fr", ("SARL", "SAS", "SA", "EURL", "SCI", ""),
            ("Claire Roux", "Jean Morel", "Luc Petit", "Mme Anne Blanc", "M. Paul Vidal"),
            ("7 quai des Tanneurs", "18 rue de la Gare", "3 avenue du Parc", "46 bd Central"),
            ("67000 Strasbourg", "68000 Colmar", "75011 Paris", "20000 Casablanca"),
            "N° TVA", "FR40303265045", ("Conseil", "Bâtiment", "Distribution", "et Fils", "Services"),
            "Facture", ("Facture n°", "Date", "Échéance"), ("Total HT", "TVA 20%", "Total TTC"),
            ("Conseil, une journée", "Tube acier", "Livraison"), "Service comptabilité", "Gérant", "Banque du Pont"),
    Country("es", ("S.L.", "S.A.", "S.L.U.", ""), ("Ana Sol", "Luis Prado", "Marta Rey", "D. Juan Cano"),
            ("Calle Encina 15", "Avenida del Parque 3", "C/ Mayor 22", "Plaza Nueva 1"),
            ("28013 Madrid", "45001 Toledo", "08001 Barcelona"), "CIF", "ESB58378431",
            ("Talleres", "Suministros", "Viveros", "Servicios", "Comercial"), "Factura",
            ("Factura nº", "Fecha", "Vencimiento"), ("Base imponible", "IVA 21%", "Total"),
            ("Asesoría, un día", "Tubo de acero", "Transporte"), "Dpto. de Compras", "Administrador", "Banco del Sur"),
    Country("it", ("S.r.l.", "S.p.A.", "S.n.c.", ""), ("Anna Bassi", "Luca Monti", "Gino Riva"),
            ("Via dei Mulini 9", "Corso Roma 101", "Piazza Dante 4"), ("22100 Como", "10121 Torino", "20121 Milano"),
            "P.IVA", "IT00743110157", ("Officina", "Cantina", "Servizi", "Costruzioni"), "Fattura",
            ("Fattura n.", "Data", "Scadenza"), ("Imponibile", "IVA 22%", "Totale"),
            ("Consulenza, un giorno", "Tubo", "Trasporto"), "Ufficio acquisti", "Amministratore", "Banca del Lago"),
    Country("nl", ("B.V.", "N.V.", "VOF", ""), ("Anna de Boer", "Jan Bakker", "Piet van Dam"),
            ("Kanaalweg 5", "Dorpsstraat 44", "Bosweg 181"), ("1441 AB Purmerend", "1135 AC Edam", "3511 LH Utrecht"),
            "Btw-nummer", "NL810433941B01", ("Techniek", "Bouw", "Groothandel", "Diensten"), "Factuur",
            ("Factuurnummer", "Datum", "Vervaldatum"), ("Subtotaal", "Btw 21%", "Totaal"),
            ("Advies, een dag", "Stalen buis", "Levering"), "Afdeling Inkoop", "Directeur", "Noordbank"),
    Country("sv", ("AB", "HB", ""), ("Anna Lind", "Erik Berg", "Maja Ek"), ("Sågvägen 3", "Stationsgatan 12"),
            ("831 30 Östersund", "981 31 Kiruna", "111 22 Stockholm"), "Momsreg.nr", "SE556012579001",
            ("Snickeri", "Bygg", "Handel", "Konsult"), "Faktura", ("Fakturanummer", "Fakturadatum", "Förfallodatum"),
            ("Netto", "Moms 25%", "Att betala"), ("Montering", "Bordsskiva", "Frakt"), "Ekonomiavdelningen", "VD",
            "Norrbanken AB"),
    Country("cs", ("s.r.o.", "a.s.", ""), ("Jan Novotný", "Eva Malá", "Petr Dvořák"), ("Hlavní 15", "Husova 1576"),
            ("619 00 Brno", "530 03 Pardubice", "110 00 Praha 1"), "DIČ", "CZ26279690",
            ("elektro", "stavby", "obchod", "servis"), "Faktura", ("Faktura č.", "Datum vystavení", "Datum splatnosti"),
            ("Základ", "DPH 21%", "Celkem k úhradě"), ("Práce, den", "Trubka", "Doprava"), "Oddělení nákupu",
            "Jednatel", "Severní banka, a.s."),
    Country("pl", ("Sp. z o.o.", "S.A.", "Sp.j.", ""), ("Jan Kowal", "Ewa Lis", "Adam Wilk"),
            ("ul. Polna 7", "ul. Lipowa 22/4"), ("00-950 Warszawa", "31-042 Kraków"), "NIP", "PL5260001246",
            ("Usługi", "Handel", "Transport"), "Faktura", ("Faktura nr", "Data wystawienia", "Termin płatności"),
            ("Wartość netto", "VAT 23%", "Razem do zapłaty"), ("Doradztwo", "Rura", "Dostawa"), "Dział zakupów",
            "Prezes", "Bank Polny S.A."),
    Country("pt", ("Lda", "S.A.", "Unipessoal Lda", ""), ("Ana Pinto", "João Reis", "Rui Costa"),
            ("Rua das Oliveiras 30", "Largo do Cais 2"), ("3000-150 Coimbra", "3800-200 Aveiro"), "NIF", "PT501964843",
            ("Cerâmica", "Transportes", "Serviços"), "Fatura", ("Fatura n.º", "Data", "Vencimento"),
            ("Base", "IVA 23%", "Total"), ("Consultoria", "Tubo", "Transporte"), "Departamento de Compras", "Gerente",
            "Banco da Ria"),
    Country("hu", ("Kft.", "Zrt.", "Bt.", ""), ("Kovács Anna", "Nagy Péter"), ("Fő utca 12.", "Kossuth tér 3."),
            ("1022 Budapest", "6724 Szeged"), "Adószám", "HU13024772", ("Építő", "Kereskedelmi", "Szolgáltató"),
            "Számla", ("Számlaszám", "Számla kelte", "Fizetési határidő"), ("Nettó", "ÁFA 27%", "Bruttó végösszeg"),
            ("Tanácsadás", "Cső", "Szállítás"), "Beszerzés", "Ügyvezető", "Alföldi Bank Zrt."),
    Country("ja", ("株式会社", "合同会社", "有限会社"), ("山田太郎", "佐藤花子"), ("中央区本町1-2-3", "港区南町4-5"),
            ("〒100-0001 東京都", "〒530-0001 大阪府"), "登録番号", "T7000012050002", ("商事", "印刷", "食堂", "工業"),
            "請求書", ("請求書番号", "発行日", "支払期限"), ("小計", "消費税", "合計"), ("相談料", "配送"), "経理部",
            "代表取締役", "みなと銀行"),
)  # fmt: skip
