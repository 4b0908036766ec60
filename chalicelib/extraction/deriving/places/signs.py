"""What speaks for a country: printed names, post codes, tax ids, accounts, telephones, currencies.

A sign that leaves no other country is certain. Of others, two that agree are needed, for a bank account abroad or a
currency used abroad is nothing unusual.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from chalicelib.extraction.deriving.places.addresses import PostLine
from chalicelib.extraction.letters import count_digits

CERTAIN = 0.9
SUPPORT = 0.5  # of one sign; two that agree make 1.0
BY_NAME, BY_POST_CODE, BY_TAX_ID, BY_DOMESTIC = 0.99, 0.97, 0.95, 0.9
_OTHER_PREFIXES = {"EL": "GR", "XI": "GB", "CHE": "CH"}
_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU = frozenset(_EU.split())
"""The European Union's members, by ISO 3166-1."""
_TAX_COUNTRIES = EU | {"CH", "GB", "IS", "LI", "NO"}
_CALLING = {
    "1": "US CA", "30": "GR", "31": "NL", "32": "BE", "33": "FR", "34": "ES", "351": "PT", "352": "LU", "353": "IE",
    "354": "IS", "356": "MT", "357": "CY", "358": "FI", "359": "BG", "36": "HU", "370": "LT", "371": "LV",
    "372": "EE", "385": "HR", "386": "SI", "39": "IT", "40": "RO", "41": "CH", "420": "CZ", "421": "SK", "423": "LI",
    "43": "AT", "44": "GB", "45": "DK", "46": "SE", "47": "NO", "48": "PL", "49": "DE", "61": "AU", "64": "NZ",
    "65": "SG", "81": "JP", "86": "CN", "90": "TR", "91": "IN", "212": "MA", "216": "TN",
}  # fmt: skip
_CALLS = re.compile(
    r"(?<![\w+])(?<![A-Z]{2}\d\d )(?:\+\s?(\d{1,3})|(?<!\d )00\s?(\d{1,3})(?=[\s()./-]))[\s().\d/-]{5,}"
)
"""After "00" alone a gap must follow the country's code, for "003698313000065" is a tax number; and no digits may stand
before it, as in an account's "6302 0048 1937"."""
_CURRENCIES = {
    "GBP": "GB", "SEK": "SE", "DKK": "DK", "NOK": "NO", "CZK": "CZ", "HUF": "HU", "PLN": "PL", "RON": "RO", "BGN": "BG",
    "CHF": "CH", "AUD": "AU", "NZD": "NZ", "JPY": "JP", "INR": "IN", "CAD": "CA", "TRY": "TR", "ISK": "IS", "MAD": "MA",
    "SGD": "SG", "BRL": "BR", "CNY": "CN", "ZAR": "ZA",
}  # fmt: skip
_EURO_CODES = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK"
_EURO = frozenset(_EURO_CODES.split())
_ONE_HOME = {
    "sv": "SE", "da": "DK", "no": "NO", "nb": "NO", "fi": "FI", "cs": "CZ", "sk": "SK", "hu": "HU", "pl": "PL",
    "bg": "BG", "hr": "HR", "sl": "SI", "et": "EE", "lv": "LV", "lt": "LT", "ja": "JP",
    "tr": "TR", "ro": "RO", "el": "GR",
}  # fmt: skip
_HOMES = {
    "de": "DE AT CH LI LU", "fr": "FR BE CH LU MC MA TN CA", "it": "IT CH", "es": "ES MX", "pt": "PT BR", "nl": "NL BE",
    "ar": "MA TN", "zh": "CN SG", "en": "GB IE AU NZ",
} | _ONE_HOME  # fmt: skip
"""The countries in which a language is spoken."""
_LANGUAGE_AND_FORM = {
    ("de", "DE", 5): "DE", ("fr", "FR", 5): "FR", ("es", "ES", 5): "ES", ("it", "IT", 5): "IT", ("fi", "FI", 5): "FI",
    ("nl", "BE", 4): "BE", ("da", "DK", 4): "DK", ("no", "NO", 4): "NO", ("hu", "HU", 4): "HU",
    ("en", "NZ", 4): "NZ",
}  # fmt: skip
_STANDARD_RATES = {
    ("de", "19"): "DE", ("fr", "21"): "BE", ("fr", "8.1"): "CH", ("it", "22"): "IT", ("es", "21"): "ES",
    ("en", "20"): "GB", ("en", "23"): "IE", ("en", "15"): "NZ", ("pt", "23"): "PT",
}  # fmt: skip
"""The country of a language whose standard rate of tax no other country of that language has."""
_NAMES = {
    "HU": r"Kft\.?|Zrt\.?|Nyrt\.?", "PL": r"[Ss]p\. ?z ?o\. ?o\.?", "FI": r"Oy|Oyj|OY", "DK": r"ApS",
    "AU": r"P(?:ty|TY)\.? L(?:td|TD)\.?",
    "DE": r"e\. ?K\.?|UG \(haftungsbeschränkt\)|GbR", "FR": r"SASU|EURL", "IT": r"S\. ?p\. ?A\.?|S\. ?n\. ?c\.?",
    "LT": r"UAB", "EE": r"OÜ", "NO": r"ASA",
    "IN": r"P(?:vt|VT)\.? L(?:td|TD)\.?",
    "TR": r"A\.Ş\.?|Ltd\. Şti\.?", "PT": r"Lda\.?",
}  # fmt: skip
_LEGAL_FORMS = {code: re.compile(rf"(?:^|[\s,])(?:{forms})$") for code, forms in _NAMES.items()}
_REGISTERS = {
    "DE": r"USt\.?-?Id|HR[AB] ?\d", "FR": r"SIRET|SIREN|Code APE", "GB": r"Companies House|Registered in England",
    "AU": r"ABN:? ?\d", "NZ": r"NZBN", "IN": r"GSTIN", "PL": r"NIP:? ?\d|REGON", "NL": r"KvK", "DK": r"CVR(?![A-Z])",
    "HU": r"Adószám|Cégjegyzékszám",
    "IT": r"P\. ?IVA|Partita IVA", "ES": r"CIF", "BR": r"CNPJ", "SE": r"F-skatt", "NO": r"Foretaksregisteret",
    "RO": r"CUI|Reg\. ?Com", "AT": r"Firmenbuch|ATU\d", "CH": r"CHE-\d", "BE": r"BTW BE|RPR|RPM", "FI": r"Y-tunnus",
}  # fmt: skip
"""Words that no other country's paper has; what two countries write, as "Handelsregister", is not among them."""
_REGISTERED = {code: re.compile(rf"(?<!\w)(?:{words})") for code, words in _REGISTERS.items()}
_DOMAIN = re.compile(r"(?:@|www\.)[\w.-]+\.([a-z]{2})\b")
_DOMAINS = {"uk": "GB"} | {code.lower(): code for code in (*_TAX_COUNTRIES, "AU", "NZ")}


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for a country: what it is, and how much it says."""

    country: str
    source: str
    strength: float = SUPPORT


def decide(signs: Iterable[Sign]) -> Sign | None:
    """The country that the strongest sign is certain of, or that two others agree on and none denies.

    >>> decide([Sign("DE", "supplier_tax_id", 0.95), Sign("FR", "telephone")]).country
    'DE'
    >>> decide([Sign("DE", "iban"), Sign("DE", "telephone")])
    Sign(country='DE', source='iban, telephone', strength=0.9)
    >>> decide([Sign("DE", "iban"), Sign("DE", "telephone"), Sign("FR", "post_code")]) is None
    True
    """
    signs = list(signs)
    certain = max(signs, key=lambda sign: sign.strength, default=None)
    if certain and certain.strength >= CERTAIN:
        # A post code of another form than the tax id's country outweighs it: who sells abroad registers there for VAT.
        rivals = {sign.country for sign in signs if sign.strength >= certain.strength}
        return certain if len(rivals) == 1 else None
    if len({sign.country for sign in signs}) != 1:
        return None
    sources = dict.fromkeys([sign.source for sign in signs])
    return Sign(signs[0].country, ", ".join(sources), CERTAIN) if len(sources) > 1 else None


def of_tax_id(number: str | None) -> str | None:
    """The country that registers a party for tax, by the id's letters.

    >>> of_tax_id("EL123456789"), of_tax_id("CHE-116.281.710"), of_tax_id("NO 923609016 MVA"), of_tax_id("12345")
    ('GR', 'CH', 'NO', None)
    """
    compact = re.sub(r"[^A-Z0-9]", "", (number or "").upper())
    prefix = re.match(r"CHE|[A-Z]{2}(?=[A-Z]?\d)", compact)
    code = _OTHER_PREFIXES.get(prefix[0], prefix[0]) if prefix else None
    if code in _TAX_COUNTRIES:
        return code
    return "NO" if compact.endswith("MVA") else None


def of_account(iban: str | None) -> str | None:
    """The country of a bank, by the IBAN's letters."""
    return iban[:2].upper() if iban and re.match(r"[A-Za-z]{2}\d\d", iban) else None


def of_currency(code: str | None) -> str | None:
    """The only country whose currency it is."""
    return _CURRENCIES.get(code or "")


def of_language(languages: Sequence[str]) -> str | None:
    """The only country whose language it is."""
    return _ONE_HOME.get(languages[0]) if languages else None


def of_rate(languages: Sequence[str], rates: Iterable[Decimal], currency: str | None) -> str | None:
    """The country of the page's language that has the only rate of tax on it; English is written everywhere.

    >>> of_rate(["en"], [Decimal("15.0")], "NZD"), of_rate(["en"], [Decimal(20)], "EUR")
    ('NZ', None)
    >>> of_rate(["de"], [Decimal(19)], "USD"), of_rate(["de"], [Decimal(19), Decimal(7)], "EUR")
    ('DE', None)
    """
    printed = [*{f"{rate.normalize():f}" for rate in rates if rate}]
    if not languages or len(printed) != 1:
        return None
    country = _STANDARD_RATES.get((languages[0], printed[0]))
    return country if languages[0] != "en" or uses(country, currency) else None


def of_bank(bic: str | None) -> str | None:
    """The country of a bank, by the fifth and sixth letter of its code (ISO 9362).

    >>> of_bank("COBADEFFXXX"), of_bank("COBA")
    ('DE', None)
    """
    return bic[4:6].upper() if bic and re.fullmatch(r"[A-Za-z]{6}\w{2}(?:\w{3})?", bic) else None


def of_language_and_currency(languages: Sequence[str], currency: str | None) -> str | None:
    """A country of the language, where it is the only one with the currency; English is written everywhere.

    >>> of_language_and_currency(["fr"], "MAD"), of_language_and_currency(["fr"], "EUR")
    ('MA', None)
    """
    if not languages or languages[0] == "en":
        return None
    country = of_currency(currency)
    return country if is_home(languages, country) else None


def is_home(languages: Sequence[str], country: str | None) -> bool:
    """Whether the page's language is spoken in a country.

    >>> is_home(["de"], "AT"), is_home(["de"], "FR"), is_home([], "DE")
    (True, False, False)
    """
    return bool(languages) and country in _HOMES.get(languages[0], "").split()


def only_home(languages: Sequence[str], currency: str | None) -> str | None:
    """The only country of the page's language that has the currency; English is written wherever euros are paid.

    >>> only_home(["en"], "EUR"), only_home(["es"], "EUR"), only_home(["de"], "EUR"), only_home(["en"], "NZD")
    (None, 'ES', None, 'NZ')
    """
    if not languages or (languages[0], currency) == ("en", "EUR"):
        return None
    found = [country for country in _HOMES.get(languages[0], "").split() if uses(country, currency)]
    return found[0] if len(found) == 1 else None


def uses(country: str | None, currency: str | None) -> bool:
    """Whether a country's currency is this one.

    >>> uses("DE", "EUR"), uses("CZ", "CZK"), uses("CZ", "EUR")
    (True, True, False)
    """
    if currency == "EUR":
        return country in _EURO
    return country is not None and of_currency(currency) == country


def of_legal_form(name: str | None) -> frozenset[str]:
    """The countries whose law knows the legal form in a company's name, of forms that one country has.

    >>> of_legal_form("Minta Kft.") == {"HU"}, of_legal_form("Example Ltd"), of_legal_form("Sia Partners")
    (True, frozenset(), frozenset())
    """
    return frozenset(code for code, form in _LEGAL_FORMS.items() if form.search(name or ""))


def of_spanish_number(tax_id: str | None, languages: Sequence[str]) -> str | None:
    """Spain, where a page in Spanish has a company's number with its right control character.

    >>> of_spanish_number("B18447037", ("es", "en")), of_spanish_number("B18447037", ("de",))
    ('ES', None)
    """
    from stdnum.es import cif

    if tax_id is None or "es" not in languages:
        return None
    return "ES" if cif.is_valid(tax_id) else None


def of_registers(texts: Sequence[str]) -> frozenset[str]:
    """The countries whose registers and tax numbers are named.

    >>> of_registers(["SIRET 999 999 998 00010"]) == {"FR"}, of_registers(["ABN AMRO Bank"])
    (True, frozenset())
    """
    return frozenset(code for code, words in _REGISTERED.items() if any(map(words.search, texts)))


def of_telephones(texts: Iterable[str]) -> frozenset[str]:
    """The countries whose calling codes stand before telephone numbers.

    >>> of_telephones(["Tel. +49 6051 916 44 10", "+420 777 736 460"]) == {"DE", "CZ"}
    True
    >>> of_telephones(["ICE 003698313000065"]), of_telephones(["0036 1 234 5678"]) == {"HU"}
    (frozenset(), True)
    >>> of_telephones(["IBAN ES69 0081 5544 1200 0441 8820"]), of_telephones(["HU21 1177 3425 0048 1937 0000"])
    (frozenset(), frozenset())
    """
    countries: set[str] = set()
    for call in chain.from_iterable(map(_CALLS.finditer, texts)):
        country = _called(call[1] or call[2])
        if country and " " not in country:
            countries.add(country)
    return frozenset(countries)


def _called(digits: str) -> str:
    """The countries of the longest calling code that a number begins with."""
    for length in (3, 2, 1):
        if digits[:length] in _CALLING:
            return _CALLING[digits[:length]]
    return ""


def of_domains(texts: Iterable[str]) -> frozenset[str]:
    """The countries of web and mail addresses."""
    found = chain.from_iterable(map(_DOMAIN.findall, map(str.lower, texts)))
    return frozenset(filter(None, map(_DOMAINS.get, found)))


def of_post_code_and_language(post: PostLine | None, languages: Sequence[str]) -> str | None:
    """The country of a post code that several have the form of, by the language of the page."""
    if post is None or not languages:
        return None
    own = _ONE_HOME.get(languages[0])
    if own and own in post.countries:
        return own
    wanted = languages[0], count_digits(post.code)
    for (language, form, length), code in _LANGUAGE_AND_FORM.items():
        if (language, length) == wanted and form in post.countries:
            return code
    return None
