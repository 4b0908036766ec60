"""The sample invoices: twelve fictional companies in nine languages, each in another layout."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from samples.model import Company, Content, Item, Look, Numbers


def _items(*rows: tuple[str, str, str, str]) -> list[Item]:
    return [Item(text, Decimal(quantity), Decimal(price), Decimal(rate)) for text, quantity, price, rate in rows]


def _many(prefix: str, count: int, rate: str) -> list[Item]:
    return [
        Item(
            f"{prefix} {number:03d}",
            Decimal(1 + number % 7),
            Decimal(f"{4 + number // 3}.{number % 90 + 10}"),
            Decimal(rate),
        )
        for number in range(1, count + 1)
    ]


_BUYER_DE = Company("Lindenhof Gastronomie GmbH", ["Lindenallee 8", "50667 Köln"])


def contents() -> Sequence[Content]:
    """Every sample's content and look."""
    return [
        Content(
            "english-services", "en", "2024-0117", date(2024, 3, 14), date(2024, 4, 13), "PO-5521", "GBP", "£",
            Company("Fernwood Design Studio Ltd", ["12 Mill Lane", "Leeds LS1 4AP", "United Kingdom"], "GB980780684",
                    "GB33BUKB20201555555555", "accounts@fernwood-design.example"),
            Company("Harbour Street Books Ltd", ["4 Harbour Street", "Bristol BS1 5TY", "United Kingdom"]),
            _items(("Brand workshop, half day", "1", "640.00", "20"), ("Logo refinement", "12", "85.00", "20"),
                   ("Print preparation", "3.5", "85.00", "20")),
            Numbers.POINT, "%d %B %Y", look=Look(letterhead="right", currency_first=True),
        ),
        Content(
            "german-goods", "de", "RE-20240456", date(2024, 5, 6), date(2024, 6, 5), "B-7781", "EUR", "€",
            Company("Nordlicht Bürobedarf GmbH", ["Speicherstraße 21", "20457 Hamburg"], "DE136695976",
                    "DE89 3704 0044 0532 0130 00", "buchhaltung@nordlicht-buero.example"),
            _BUYER_DE,
            _items(("Kopierpapier A4, 500 Blatt", "40", "4.29", "19"), ("Ordner breit, grau", "25", "2.15", "19"),
                   ("Fachbuch Lagerhaltung", "2", "38.00", "7")),
            Numbers.COMMA, "%d.%m.%Y", look=Look(sender_line=True, labelled_customer=False, ruled=False),
        ),
        Content(
            "german-credit-note", "de", "GS-2024-031", date(2024, 6, 17), date(2024, 7, 1), "B-7781", "EUR", "€",
            Company("Nordlicht Bürobedarf GmbH", ["Speicherstraße 21", "20457 Hamburg"], "DE136695976",
                    "DE89 3704 0044 0532 0130 00", "buchhaltung@nordlicht-buero.example"),
            _BUYER_DE,
            _items(("Ordner breit, grau (beschädigt)", "-5", "2.15", "19"),),
            Numbers.COMMA, "%d.%m.%Y", credit_note=True, look=Look(sender_line=True, labelled_customer=False),
        ),
        Content(
            "french-restaurant", "fr", "FA-2024-0093", date(2024, 2, 5), date(2024, 3, 6), "CMD-310", "EUR", "€",
            Company("Boulangerie du Vieux Pont SARL", ["7 quai des Tanneurs", "67000 Strasbourg"], "FR40303265045",
                    "FR14 2004 1010 0505 0001 3M02 606", "contact@vieux-pont.example"),
            Company("Hôtel des Vosges", ["18 rue de la Gare", "68000 Colmar"]),
            _items(("Pain de campagne 1 kg", "60", "3.40", "5.5"), ("Brioche tressée", "24", "5.90", "5.5"),
                   ("Location de corbeilles", "1", "35.00", "20")),
            Numbers.SPACE, "%d/%m/%Y", look=Look(details="columns", font="Times-Roman", size=10),
        ),
        Content(
            "dutch-long", "nl", "F2024.1180", date(2024, 9, 30), date(2024, 10, 30), "REF-88", "EUR", "€",
            Company("Waterland Techniek B.V.", ["Kanaalweg 5", "1441 AB Purmerend"], "NL810433941B01",
                    "NL91 ABNA 0417 1643 00", "info@waterland-techniek.example"),
            Company("Molenaar Installaties", ["Dorpsstraat 44", "1135 AC Edam"]),
            _many("Koppelstuk type K", 70, "21"), Numbers.COMMA, "%d-%m-%Y", look=Look(ruled=False),
        ),
        Content(
            "spanish-columns", "es", "2024/000231", date(2024, 11, 8), date(2024, 12, 8), "PED-904", "EUR", "€",
            Company("Talleres Sierra Clara S.L.", ["Calle Encina 15", "28013 Madrid"], "ESB58378431",
                    "ES91 2100 0418 4502 0005 1332", "administracion@sierra-clara.example"),
            Company("Viveros Montealto", ["Avenida del Parque 3", "45001 Toledo"]),
            _items(("Revisión de maquinaria", "2", "180.00", "21"), ("Filtro de aceite F-20", "6", "14.75", "21")),
            Numbers.COMMA, "%d/%m/%Y", look=Look(letterhead="right", details="columns", totals="left"),
        ),
        Content(
            "italian-plain", "it", "178/2024", date(2024, 7, 22), date(2024, 8, 31), "ORD-61", "EUR", "€",
            Company("Officina Lago Alto S.r.l.", ["Via dei Mulini 9", "22100 Como"], "IT00743110157",
                    "IT60 X054 2811 1010 0000 0123 456", "info@lagoalto.example"),
            Company("Cantina Belvedere S.p.A.", ["Corso Roma 101", "10121 Torino"]),
            _items(("Serbatoio inox 200 l", "3", "1240.00", "22"), ("Trasporto", "1", "95.00", "22")),
            Numbers.COMMA, "%d/%m/%Y", look=Look(ruled=False, font="Courier", size=8.5),
        ),
        Content(
            "swedish-kronor", "sv", "41127", date(2024, 1, 19), date(2024, 2, 18), "IO-2207", "SEK", "kr",
            Company("Granskogens Snickeri AB", ["Sågvägen 3", "831 30 Östersund"], "SE556012579001",
                    "SE45 5000 0000 0583 9825 7466", "faktura@granskogen.example"),
            Company("Fjällhotellet i Norr AB", ["Stationsgatan 12", "981 31 Kiruna"]),
            _items(("Bordsskiva i ek", "4", "3450.00", "25"), ("Montering", "16", "520.00", "25")),
            Numbers.SPACE, "%Y-%m-%d", look=Look(letterhead="right"),
        ),
        Content(
            "american-goods", "en", "INV-88213", date(2024, 12, 3), date(2025, 1, 2), "4500017", "USD", "$",
            Company("Prairie Wind Supply LLC", ["880 Grain Road", "Omaha, NE 68102", "United States"], "", "",
                    "billing@prairiewind.example"),
            Company("Two Rivers Farm Co.", ["15 County Road 9", "Ames, IA 50010", "United States"]),
            _items(("Steel fence post, 6 ft", "150", "7.35", "7"), ("Barbed wire roll", "12", "89.90", "7"),
                   ("Delivery", "1", "120.00", "7")),
            Numbers.POINT, "%m/%d/%Y", look=Look(currency_first=True, details="rows", footer_bank=False),
        ),
        Content(
            "swiss-apostrophe", "de", "24-1009", date(2024, 10, 9), date(2024, 11, 8), "A-310", "CHF", "CHF",
            Company("Seeblick Messtechnik AG", ["Hafenweg 2", "8280 Kreuzlingen"], "CHE116281710",
                    "CH93 0076 2011 6238 5295 7", "rechnung@seeblick-mess.example"),
            Company("Alpenmilch Genossenschaft", ["Dorfplatz 1", "6430 Schwyz"]),
            _items(("Durchflussmesser DN50", "2", "1890.00", "8.1"), ("Kalibrierung vor Ort", "5", "165.00", "8.1")),
            Numbers.APOSTROPHE, "%d.%m.%Y", look=Look(labelled_customer=False, currency_first=True),
        ),
        Content(
            "portuguese-plain", "pt", "FT 2024/455", date(2024, 4, 29), date(2024, 5, 29), "NE-77", "EUR", "€",
            Company("Cerâmica Vale Verde, Lda", ["Rua das Oliveiras 30", "3000-150 Coimbra"], "PT501964843",
                    "PT50 0002 0123 1234 5678 9015 4", "geral@valeverde.example"),
            Company("Pousada da Ria", ["Largo do Cais 2", "3800-200 Aveiro"]),
            _items(("Azulejo pintado à mão", "120", "3.80", "23"), ("Jarra grande", "6", "42.50", "23")),
            Numbers.COMMA, "%d-%m-%Y", look=Look(totals="left", font="Times-Roman", size=10),
        ),
        Content(
            "danish-columns", "da", "10557", date(2024, 8, 15), date(2024, 8, 29), "RQ-19", "DKK", "kr.",
            Company("Vestkyst Kaffe ApS", ["Havnegade 11", "6700 Esbjerg"], "DK13585628", "DK50 0040 0440 1162 43",
                    "bogholderi@vestkystkaffe.example"),
            Company("Café Fyrtårnet", ["Strandvej 2", "9990 Skagen"]),
            _items(("Kaffebønner, mørk, 1 kg", "25", "112.00", "25"), ("Kværn, udlejning", "1", "450.00", "25")),
            Numbers.COMMA, "%d.%m.%Y", look=Look(details="columns", ruled=False),
        ),
    ]  # fmt: skip
