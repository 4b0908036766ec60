"""Identifiers with a form of their own: IBAN, BIC, tax numbers, e-mail. Check digits through python-stdnum.

A number whose check digits are wrong is still what the page says (invoices do carry typing errors, and specimens carry
invented numbers), so it is found, but trusted less and reported.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from chalicelib.extraction.letters import count_digits

# VAT numbers with their country prefix (VIES; HMRC; CH MWSTG Art. 26; NO Foretaksregisteret). Separators are allowed
# where pages print them.
_SEPARATOR = r"[ .\u00a0-]?"
VAT_FORMS = {
    "AT": r"U\d{8}", "BE": r"[01]?\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}", "DE": r"\d{9}",
    "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]", "FI": r"\d{8}",
    "FR": r"[A-Z0-9]{2}\d{9}", "HR": r"\d{11}", "HU": r"\d{8}", "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}", "IT": r"\d{11}",
    "LT": r"\d{9}(?:\d{3})?", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}", "NL": r"\d{9}B\d{2}",
    "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{6,10}", "SE": r"\d{12}", "SI": r"\d{8}", "SK": r"\d{10}",
    "GB": r"\d{9}(?:\d{3})?", "XI": r"\d{9}", "CHE": r"\d{9}", "GR": r"\d{9}",
}  # fmt: skip
# Tax numbers without a country prefix whose form is their own: India's GSTIN, Canada's business number, the number of
# Japan's issuers of qualified invoices (a T before the corporate number), Saudi Arabia's VAT number (15 digits between
# threes). Mexico's looks like an invoice's number.
_GSTIN = r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z][A-Z][0-9A-Z]"
OWN_FORMS = [r"T\d{13}", r"3\d{13}3", _GSTIN, r"\d{5} ?\d{4} ?RT ?\d{4}"]
# Numbers that are tax ids without a country prefix, recognised only with a label: ES, PT, IN, NO, AU, CH, BR, IT ...
_BARE_TAX_ID = re.compile(r"[A-Z0-9](?:[ ./-]?[A-Z0-9]){6,18}")
_JAPANESE = re.compile(r"T\d{13}")
_DIRECTIVE = re.compile(r"\d{2,4}/\d+/[A-Z]{2,3}")  # "2006/112/EC", as notes on exemption cite it
_DECIMAL = re.compile(r"\d+\.\d{5,}")  # a rate in a table: "0.160000"
# Poland's account numbers, printed without the country: two check digits and six groups of four.
_POLISH_ACCOUNT = re.compile(r"(?<![A-Z0-9-])\d{2}(?:[ \u00a0-]?\d{4}){6}(?![ \u00a0-]?\d)")
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]){10,30}(?![A-Z0-9])")
_BIC = re.compile(r"(?<![A-Z0-9])[A-Z]{4}[ ]?[A-Z]{2}[ ]?[A-Z0-9]{2}[ ]?(?:[A-Z0-9]{3})?(?![A-Za-z0-9])")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
MIN_TAX_DIGITS = 7
MAX_TAX_DIGITS = 18  # as long as China's are: what is longer is a payment's or an authority's number


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in a text; `checked` is what its check digits say, None where it has none that are known."""

    text: str
    start: int
    end: int
    checked: bool | None = None


def _vat_pattern() -> re.Pattern[str]:
    bodies = []
    for country, form in VAT_FORMS.items():
        spaced = re.sub(r"(\\d|\[[^\]]+\])\{(\d+)\}", lambda m: "(?:" + m[1] + _SEPARATOR + "){" + m[2] + "}", form)
        bodies.append(f"{country}{_SEPARATOR}{' ?' if country == 'CHE' else ''}{spaced}")  # "CHE- 116.281.710"
    bodies.append(rf"(?:NO{_SEPARATOR})?(?:\d{_SEPARATOR}){{9}}MVA")
    bodies += OWN_FORMS
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(bodies)})(?<![ .\u00a0-])(?![A-Za-z0-9])")


_VAT = _vat_pattern()
_OWN_FORM = re.compile("|".join(OWN_FORMS))


def find_vat_ids(text: str) -> list[Identifier]:
    """VAT numbers with their country prefix.

    >>> [(i.text, i.checked) for i in find_vat_ids("UStId DE 232 446 240, NL810433941B01 and CHE-116.281.710 MWST")]
    [('DE232446240', True), ('NL810433941B01', True), ('CHE116281710', True)]
    """
    found = []
    for match in _VAT.finditer(text):
        compact = re.sub(r"[ .\u00a0-]", "", match[0])
        found.append(Identifier(compact, match.start(), match.end(), _check_vat(compact)))
    return found


def _check_vat(number: str) -> bool | None:
    """Return what the check digits say.

    >>> [_check_vat(n) for n in ("T7000012050002", "974760673MVA", "974760674MVA", "27AAPFU0939F1ZV", "DE136695976")]
    [True, True, False, True, True]
    """
    if number.endswith("MVA"):
        from stdnum.no import mva

        return bool(mva.is_valid(number))
    if _JAPANESE.fullmatch(number):
        from stdnum.jp import cn

        return bool(cn.is_valid(number[1:])) or None  # sole traders' numbers have no check digit
    if _OWN_FORM.fullmatch(number):
        return _check_own_form(number)
    if number.startswith("CHE"):
        from stdnum.ch import uid

        return bool(uid.is_valid(number))
    if number.startswith("GB"):
        from stdnum.gb import vat as british

        return bool(british.is_valid(number))
    from stdnum.eu import vat

    return bool(vat.is_valid(number.replace("GR", "EL", 1) if number.startswith("GR") else number))


def _check_own_form(number: str) -> bool | None:
    """Return what the check character of India's numbers says; the others' rules are not published."""
    if not re.fullmatch(_GSTIN, number):
        return None
    from stdnum.in_ import gstin

    return bool(gstin.is_valid(number))


def country_of(number: str) -> str | None:
    """The country that a tax number's form shows.

    >>> [country_of(n) for n in ("DE136695976", "CHE116281710", "36AABCA7649D1ZR", "300828312300003", "974760673MVA")]
    ['DE', 'CHE', 'IN', 'SA', 'NO']
    """
    if number.endswith("MVA"):
        return "NO"
    if _OWN_FORM.fullmatch(number):
        return "JP" if number[0] == "T" else "IN" if number[2].isalpha() else "SA" if number.isdigit() else "CA"
    return number[:3] if number.startswith("CHE") else number[:2]


def find_bare_tax_ids(text: str) -> list[Identifier]:
    """Tax numbers without a country prefix, as they stand behind a label.

    >>> [i.text for i in find_bare_tax_ids("B87530432")], [i.text for i in find_bare_tax_ids("201/113/40209")]
    (['B87530432'], ['201/113/40209'])
    >>> find_bare_tax_ids("2006/112/EC"), find_bare_tax_ids("0.160000")
    ([], [])
    """
    found = [Identifier(match[0], match.start(), match.end()) for match in _BARE_TAX_ID.finditer(text)]
    return [number for number in found if _may_be_tax_id(number.text)]


def _may_be_tax_id(text: str) -> bool:
    if _DECIMAL.fullmatch(text) or _DIRECTIVE.fullmatch(text):
        return False
    return MIN_TAX_DIGITS <= count_digits(text) <= MAX_TAX_DIGITS


# Tax numbers printed without a country prefix, by language and number of digits, and the check of stdnum for them.
# Only one country of the language has numbers of this length, so a failed check counts against the number.
_NATIONAL = {
    ("tr", 10): "tr.vkn", ("tr", 11): "tr.tckimlik", ("hr", 11): "hr.oib", ("el", 9): "gr.vat", ("fr", 15): "ma.ice",
    ("pt", 14): "br.cnpj",
}  # fmt: skip
# Lengths shared by several countries: a valid check identifies the country, an invalid one proves nothing.
_AMBIGUOUS_LENGTHS = {("en", 9): "gb.vat", ("en", 11): "au.abn", ("es", 11): "ar.cuit", ("nl", 10): "be.vat"}


def check_national(number: str, language: str | None) -> bool | None:
    """What the check digits of a number without country prefix say, None where the language's country is not known.

    >>> check_national("9990001231", "tr"), check_national("999 000 1232", "tr"), check_national("9990001231", "de")
    (True, False, None)
    >>> check_national("232 153 895", "en"), check_national("232 153 896", "en"), check_national("51 824 753 556", "en")
    (True, None, True)
    """
    digits = re.sub(r"\D", "", number)
    key = (language or "", len(digits))
    if key in _NATIONAL:
        return _is_valid(_NATIONAL[key], digits)
    if key in _AMBIGUOUS_LENGTHS and _is_valid(_AMBIGUOUS_LENGTHS[key], digits):
        return True
    return None


def _is_valid(module: str, digits: str) -> bool:
    return bool(import_module(f"stdnum.{module}").is_valid(digits))


def find_ibans(text: str) -> list[Identifier]:
    """IBANs; where one runs into following text, the part whose length and check digits are right.

    >>> [(i.text, i.checked) for i in find_ibans("IBAN DE30 5075 0094 0000 0485 67 BIC HELADEF1GEL")]
    [('DE30507500940000048567', True)]
    >>> [(i.text, i.checked) for i in find_ibans("Numer konta: 61 1090 1014 0000 0712 1981 2874")]
    [('PL61109010140000071219812874', True)]
    """
    from stdnum import iban

    found = list(_polish_accounts(text))
    for match in _IBAN.finditer(text):
        groups = re.split(r"[ \u00a0]", match[0])
        sizes = range(len(groups), 0, -1)
        right = next((n for n in sizes if iban.is_valid("".join(groups[:n]))), None)
        kept = groups[: right or _plausible_groups(groups)]
        found.append(Identifier("".join(kept), match.start(), match.start() + len(" ".join(kept)), right is not None))
    return found


def _polish_accounts(text: str) -> Iterator[Identifier]:
    """Accounts without their country, known by their check digits."""
    from stdnum import iban

    for match in _POLISH_ACCOUNT.finditer(text):
        number = "PL" + re.sub(r"\D", "", match[0])
        if iban.is_valid(number):
            yield Identifier(number, match.start(), match.end(), checked=True)


def _plausible_groups(groups: list[str]) -> int:
    """Groups up to the first purely alphabetic one: words in capitals follow unchecked IBANs."""
    return next((n for n, group in enumerate(groups) if n and group.isalpha() and len(group) != 4), len(groups))  # noqa: PLR2004


def find_bics(text: str) -> list[Identifier]:
    """Bank identifier codes by their form (ISO 9362): recognised only with a label, many words have the form."""
    return [Identifier(m[0].replace(" ", ""), m.start(), m.end()) for m in _BIC.finditer(text)]


def find_emails(text: str) -> list[Identifier]:
    """E-mail addresses.

    >>> [i.text for i in find_emails("write to a.b@example.com.")]
    ['a.b@example.com']
    """
    return [Identifier(m[0].rstrip("."), m.start(), m.end()) for m in _EMAIL.finditer(text)]
