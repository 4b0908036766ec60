"""Countries by the names that invoices print: their own and the English one, and those of the page's languages."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from chalicelib.extraction.lexicon.folding import fold

_NAMES: Mapping[str, str] = {
    "AE": "United Arab Emirates|UAE|U.A.E.", "AT": "Österreich|Austria", "AU": "Australia",
    "BE": "België|Belgique|Belgien|Belgium",
    "BG": "България|Bulgaria", "BR": "Brasil|Brazil", "CA": "Canada", "CH": "Schweiz|Suisse|Svizzera|Switzerland",
    "CN": "中国|China|P.R. China|PR China", "CY": "Κύπρος|Cyprus", "CZ": "Česká republika|Česko|Czech Republic|Czechia",
    "DE": "Deutschland|Germany", "DK": "Danmark|Denmark", "EE": "Eesti|Estonia", "ES": "España|Spain",
    "FI": "Suomi|Finland", "FR": "France", "GR": "Ελλάδα|Greece|Hellas", "HK": "Hong Kong|香港",
    "GB": "United Kingdom|UK|U.K.|Great Britain|England|Scotland|Wales|Northern Ireland", "HR": "Hrvatska|Croatia",
    "HU": "Magyarország|Hungary", "IE": "Ireland|Éire|Republic of Ireland", "IN": "India|भारत", "IS": "Ísland|Iceland",
    "IT": "Italia|Italy", "JP": "日本|Japan", "LI": "Liechtenstein", "LT": "Lietuva|Lithuania",
    "LU": "Luxembourg|Luxemburg|Lëtzebuerg", "LV": "Latvija|Latvia", "MA": "Maroc|Morocco|المغرب", "MC": "Monaco",
    "MT": "Malta", "MX": "México|Mexico", "MY": "Malaysia", "NL": "Nederland|Netherlands|The Netherlands|Holland",
    "NO": "Norge|Noreg|Norway", "NZ": "New Zealand|Aotearoa", "PL": "Polska|Poland", "PT": "Portugal",
    "RO": "România|Romania", "RS": "Srbija|Serbia", "SA": "Saudi Arabia|السعودية", "SE": "Sverige|Sweden",
    "SG": "Singapore", "SI": "Slovenija|Slovenia", "SK": "Slovensko|Slovakia|Slovak Republic", "TN": "Tunisie|Tunisia",
    "TR": "Türkiye|Turkey", "UA": "Україна|Ukraine", "US": "United States|United States of America|USA|U.S.A.",
    "ZA": "South Africa",
}  # fmt: skip
_CODES: Mapping[str, str] = {code: code for code in _NAMES} | {
    "ARE": "AE", "AUS": "AU", "AUT": "AT", "BEL": "BE", "BGR": "BG", "BRA": "BR", "CAN": "CA", "CHE": "CH", "CHN": "CN",
    "CYP": "CY", "CZE": "CZ", "DEU": "DE", "DNK": "DK", "ESP": "ES", "EST": "EE", "FIN": "FI", "FRA": "FR", "GBR": "GB",
    "GRC": "GR", "HKG": "HK", "HRV": "HR", "HUN": "HU", "IND": "IN", "IRL": "IE", "ISL": "IS", "ITA": "IT", "JPN": "JP",
    "LIE": "LI", "LTU": "LT", "LUX": "LU", "LVA": "LV", "MAR": "MA", "MCO": "MC", "MEX": "MX", "MLT": "MT", "MYS": "MY",
    "NLD": "NL", "NOR": "NO", "NZL": "NZ", "POL": "PL", "PRT": "PT", "ROU": "RO", "SAU": "SA", "SGP": "SG", "SRB": "RS",
    "SVK": "SK", "SVN": "SI", "SWE": "SE", "TUN": "TN", "TUR": "TR", "UKR": "UA", "ZAF": "ZA",
}  # fmt: skip
"""What an address ends with on its own line in capitals: ISO 3166-1's codes of two and of three letters."""
_FILE = Path(__file__).with_name("country_names.json")


def country_named(text: str, languages: Sequence[str] = ()) -> str | None:
    """The country that a text names and nothing else, in its own words, in English or in one of the languages.

    >>> country_named("GERMANY"), country_named("Deutschland / Germany"), country_named("Frankreich", ["de"])
    ('DE', 'DE', 'FR')
    >>> country_named("Main St 1") is None
    True
    >>> country_named("DE"), country_named("GBR"), country_named("de")
    ('DE', 'GB', None)
    """
    code = _CODES.get(text.strip())
    if code:
        return code
    names = [fold(name) for name in text.replace("|", "/").split("/")]
    tables = [_own_names(), *(_names_in(language) for language in languages)]
    found = {next((table[name] for table in tables if name in table), None) for name in names if name}
    return found.pop() if len(found) == 1 else None


@cache
def _own_names() -> Mapping[str, str]:
    return {fold(name): code for code, names in _NAMES.items() for name in names.split("|")}


@cache
def _names_in(language: str) -> Mapping[str, str]:
    return {fold(name): code for code, name in _file().get(language, {}).items()}


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    """Each language's names by code, as `infra/country_names.py` writes them."""
    names: Mapping[str, Mapping[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return names
