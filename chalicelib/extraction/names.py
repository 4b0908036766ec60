"""What names of companies and people, and lines of addresses, look like."""

import re

from chalicelib.extraction.folding import fold

LEGAL_FORMS = {
    fold(form)
    for form in (
        "GmbH", "AG", "KG", "OHG", "UG", "e.K.", "e.V.", "GbR", "mbH", "PartG", "eG", "KGaA", "SE", "Ltd", "Limited", "LLC",
        "L.L.C.", "Inc", "Incorporated", "Corp", "Corporation", "PLC", "LLP", "Co", "Company", "Pty", "Pvt", "B.V.", "BV",
        "N.V.", "NV", "VOF", "BVBA", "SPRL", "S.A.", "SA", "SAS", "S.A.S.", "SARL", "S.à r.l.", "EURL", "SASU", "SCI", "SRL",
        "S.r.l.", "S.p.A.", "SpA", "S.n.c.", "S.a.s.", "S.L.", "SL", "S.L.U.", "SLU", "S.C.", "Lda", "Ltda", "Unipessoal",
        "AB", "HB", "ApS", "A/S", "AS", "ASA", "IVS", "I/S", "Oy", "Oyj", "Ky", "Tmi", "s.r.o.", "a.s.", "v.o.s.", "spol.",
        "Sp. z o.o.", "z o.o.", "S.K.A.", "sp.j.", "Kft", "Zrt", "d.o.o.", "OÜ", "UAB", "SIA", "有限公司", "GmbH & Co. KG", "S.C.P.",
    )
}  # fmt: skip
_STREET = re.compile(
    r"\b(?:str(?:aße|asse|\.)?|straße|weg|allee|platz|gasse|ring|damm|street|st\.?|road|rd\.?|avenue|ave\.?|lane|drive|dr\.?|"
    r"boulevard|blvd|suite|square|court|close|rue|chemin|place|quai|impasse|route|calle|c/|avda|avenida|plaza|paseo|via|viale|"
    r"piazza|corso|rua|travessa|praça|largo|ul\.|ulica|al\.|vägen|gatan|vej|gade|veien|gata|katu|tie|ulice|nám\.|straat|laan|"
    r"plein|kade|box|postfach|p\.?o\.? box)\b|(?:straße|strasse|str\.|weg|gasse|allee|platz|straat|laan|vägen|gatan|vej|gade|"
    r"veien|vegen|katu|stræde)\b",
    re.IGNORECASE,
)
# Postal code and town, in the order of most of Europe, of the UK, the US, Canada, Australia, Portugal, Poland, the Netherlands.
_POSTAL = re.compile(
    r"\b(?:[A-Z]{1,3}[- ])?\d{4,5}(?:[- ]\d{3})?\s+[^\W\d_]{2,}|\b\d{3} ?\d{2}\s+[^\W\d_]{2,}|\b\d{4} ?[A-Z]{2}\s+[^\W\d_]{2,}"
    r"|\b\d{2}-\d{3}\s+[^\W\d_]{2,}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
    r"|\b(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT)\s+\d{4}\b|\b\d{6}\b"
)
_CONTACT = re.compile(r"@|www\.|https?:|\btel\b|\bfax\b|\+\d{2}|\(\d{3}\)", re.IGNORECASE)
SEPARATORS = re.compile(r"\s+[-–—•·|*]\s+|\s*[•·|]\s*|\s{3,}|,\s+(?=\d|[^,]*\d)")
MAX_NAME_WORDS = 8
MAX_NAME_LETTERS = 70


def has_legal_form(text: str) -> bool:
    """Does a company's legal form stand in the text?

    >>> has_legal_form("Nordwind Textil GmbH"), has_legal_form("Vela s.r.o."), has_legal_form("Anna Berg")
    (True, True, False)
    """
    words = text.replace(",", " ").split()
    forms = {fold(word) for word in words[1:]} | {fold("".join(words[-n:])) for n in (2, 3)}
    return bool(forms & LEGAL_FORMS) or fold(text).endswith("有限公司")


def is_address(text: str) -> bool:
    """A street with a number, or a postal code with its town.

    >>> [is_address(t) for t in ("Ringstraße 20", "80333 München", "1025 RX Amsterdam", "Scranton PA 18503", "Kunden AG")]
    [True, True, True, True, False]
    """
    if has_postal_code(text):
        return True
    return any(letter.isdigit() for letter in text) and bool(
        _STREET.search(text) or re.match(r"\d+\w? [^\W\d]|[^\W\d].* \d+\w?$", text)
    )


def has_postal_code(text: str) -> bool:
    """A postal code with its town."""
    return bool(_POSTAL.search(text))


def is_contact(text: str) -> bool:
    """A phone number, e-mail or web address."""
    return bool(_CONTACT.search(text))


def is_name(text: str) -> bool:
    """Could the text be a name: letters, few words, no sentence, no contact data?

    >>> [is_name(t) for t in ("Nordwind GmbH", "Anna Berg", "12 items", "www.example.com", "a", "Total: 5")]
    [True, True, False, False, False, False]
    """
    letters = sum(letter.isalpha() for letter in text)
    digits = sum(letter.isdigit() for letter in text)
    words = text.split()
    if letters < 2 or len(text) > MAX_NAME_LETTERS or len(words) > MAX_NAME_WORDS:  # noqa: PLR2004
        return False
    sentence = text.endswith((".", "?", "!")) and not has_legal_form(text) and len(words) > 2  # noqa: PLR2004
    starts_well = text[0].isupper() or not text[0].isascii() or has_legal_form(text)
    return starts_well and digits * 2 <= letters and not is_contact(text) and ":" not in text and not sentence


def name_part(text: str) -> str:
    """The name that a line begins with, where an address follows on the same line.

    >>> name_part("Kranich GmbH · Allee 17 · 12345 Feld"), name_part("Kranich Ltd., 42 Milky Way, Faraway"), name_part("A - B")
    ('Kranich GmbH', 'Kranich Ltd.', 'A')
    """
    return SEPARATORS.split(text.strip(" :·•|-–,*"), maxsplit=1)[0].strip(" :,")
