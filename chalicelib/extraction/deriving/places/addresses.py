"""Lines of addresses: post code, town and country, and which countries write a post code so.

The forms are those of the Universal Postal Union's addressing sheets. A form that one country has alone says which
country it is; others only say which it may be.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from chalicelib.extraction.deriving.places.country_names import country_named
from chalicelib.extraction.lexicon.vocabulary import vocabulary

_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC PR"
)
# The letters before a post code: ISO 3166, and the old ones of road traffic.
_LETTERS = {
    "D": "DE", "A": "AT", "F": "FR", "I": "IT", "B": "BE", "L": "LU", "S": "SE", "N": "NO", "E": "ES", "P": "PT",
    "H": "HU", "FIN": "FI", "SLO": "SI", "GR": "GR", "EL": "GR",
    **{code: code for code in ("DE", "AT", "CH", "FR", "IT", "BE", "NL", "LU", "LI", "DK", "SE", "NO", "FI", "ES")},
    **{code: code for code in ("PT", "PL", "CZ", "SK", "HU", "SI", "HR", "RO", "BG", "EE", "LT", "LV", "CY", "MT")},
    **{code: code for code in ("GB", "IE", "IS", "MC")},
}  # fmt: skip
_FIVE = frozenset({"DE", "FR", "ES", "IT", "FI", "EE", "HR", "GR", "TR", "UA", "RS", "MC", "MX", "US", "MA", "TN"})
_FOUR = frozenset({"AT", "BE", "BG", "CH", "LI", "CY", "DK", "HU", "LU", "NO", "SI", "NZ", "AU", "NL"})
_THREE_TWO = frozenset({"SE", "CZ", "SK", "GR"})
_SIX = frozenset({"RO", "IN", "CN", "SG"})
_TOWN = r"(?P<city>[^\W\d_][^\d]*(?: \d{1,2})?)"


@dataclass(frozen=True, slots=True)
class PostLine:
    """A line with a post code: its parts, and the countries that write it so; `named` if letters say which."""

    code: str
    city: str
    countries: frozenset[str]
    subdivision: str = ""
    named: bool = False

    @property
    def country(self) -> str | None:
        """The only country that it can be in."""
        return next(iter(self.countries)) if len(self.countries) == 1 else None


_FORMS: Sequence[tuple[frozenset[str], re.Pattern[str]]] = [
    (frozenset(countries.split()) if isinstance(countries, str) else countries, re.compile(pattern))
    for countries, pattern in (
        ("GB", r"(?:(?P<city>\D+?),? )?(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?: (?P<city2>\D+))?"),
        ("CA", r"(?P<city>\D+?),? \(?(?P<subdivision>[A-Z]{2})\)?,? (?P<code>[A-Z]\d[A-Z] ?\d[A-Z]\d)"),
        ("US", rf"(?P<city>\D+?),? (?P<subdivision>{'|'.join(_STATES.split())}),? (?P<code>\d{{5}}(?:-\d{{4}})?)"),
        ("US", rf"(?P<subdivision>{'|'.join(_STATES.split())}),? (?P<code>\d{{5}}(?:-\d{{4}})?)"),  # its town is before
        ("AU", r"(?P<city>\D+?),? (?P<subdivision>NSW|VIC|QLD|SA|WA|TAS|ACT|NT),? (?P<code>\d{4})"),
        ("IE", r"(?:(?P<city>\D+?),? )?(?P<code>(?:[AC-FHKNPRTV-Y]\d{2}|D6W)(?: |(?!\d{4}))[0-9AC-FHKNPRTV-Y]{4})"),
        ("NL", rf"(?P<code>\d{{4}} ?[A-Z]{{2}}),? {_TOWN}"),
        ("PT", rf"(?P<code>\d{{4}}-\d{{3}}),? {_TOWN}"),
        ("BR", rf"(?P<code>\d{{5}}-\d{{3}}),? {_TOWN}"),
        ("PL", rf"(?P<code>\d{{2}}-\d{{3}}),? {_TOWN}"),
        ("LV", r"(?P<city>\D+?),? (?P<code>LV-\d{4})"),
        ("LT", rf"(?P<code>LT-\d{{5}}),? {_TOWN}"),
        ("SG", r"(?P<city>(?i:Singapore)),? (?:\(?S\)? ?)?\(?(?P<code>\d{6})\)?"),
        ("CN IN RO", r"(?P<city>[^\W\d_]\D*?) [-–] ?(?P<code>[1-8]\d{2} ?\d{3})"),
        (_THREE_TWO, rf"(?P<code>\d{{3}} \d{{2}}),? {_TOWN}"),
        (_FIVE | _THREE_TWO, rf"(?P<code>\d{{5}}),? {_TOWN}"),
        (_FOUR, rf"(?P<code>\d{{4}}),? {_TOWN}"),
        (_SIX, rf"(?P<code>\d{{6}}),? {_TOWN}"),
        (_FIVE, r"(?P<city>[^\W\d_]\D+?), (?P<code>\d{5})"),  # behind the town, as shops abroad print it
        ("AU NZ ZA", r"(?P<city>[^\W\d_]\D+?),? (?P<code>\d{4})"),
    )
]
_PREFIX = re.compile(r"(?P<letters>[A-Z]{1,3})(?:-| ?[-–] ?| )(?=[A-Z]{0,2}\d)")
# After a number in front, the name of a street: "1242 chemin de l'olive".
_STREET = re.compile(
    r"^(?:rue|chemin|avenue|av\.|boulevard|bd|allée|route|place|quai|impasse|via|calle)\b"
    r"|\b(?:street|st|road|rd|avenue|ave|lane|drive|blvd)\.?$"
    r"|(?:straße|strasse|str\.|weg|gasse|allee|platz|laan|straat|vej|gatan|vägen|katu)$", re.IGNORECASE
)  # fmt: skip
_TOWN_BEHIND = re.compile(r"(?<=\w) +(?=\d{5} [^\W\d_])")
# Australian streets and towns in one line: "18 Banksia Cct Wattle Flat NSW 2999".
_TOWN_BEHIND_STREET = re.compile(
    r"(?<=\s)(?:St|Street|Rd|Road|Ave|Avenue|Cct|Circuit|Dr|Drive|Ln|Lane|Pl|Place|Cres|Crescent|Ct|Court|Hwy|Highway"
    r"|Pde|Parade|Tce|Terrace|Way|Blvd|Cl|Close)\.?( +)(?=[^\W\d_]\D+ (?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT) \d{4}$)"
)
_BREAKS = re.compile(r"\n|, | [·•|] ")
MAX_ADDRESS_LINES = 3
MAX_CITY_WORDS = 8  # "San Lorenzo de El Escorial (Madrid)"
MAX_LINE = 60  # letters: a longer one is a sentence


def post_line(line: str) -> PostLine | None:
    """Read a line as post code and town.

    >>> post_line("D-63571 Gelnhausen")
    PostLine(code='63571', city='Gelnhausen', countries=frozenset({'DE'}), subdivision='', named=True)
    >>> post_line("Postfach 1120"), post_line("PO Box 1234")
    (None, None)
    >>> post_line("Leeds LS1 4AP").country, post_line("Omaha, NE 68102").subdivision, post_line("Main St 1")
    ('GB', 'NE', None)
    >>> post_line("SINGAPORE 637441").country, post_line("Cluj-Napoca - 400620").country, post_line("Order 637441")
    ('SG', None, None)
    """
    line = line.strip(" ,;")
    if len(line) > MAX_LINE:
        return None
    prefix = _PREFIX.match(line)
    named = _LETTERS.get(prefix["letters"]) if prefix else None
    rest = line[prefix.end() :] if prefix and named else line
    for countries, pattern in _FORMS:
        found = pattern.fullmatch(rest) if named is None or named in countries else None
        if found:
            return _town_line(found.groupdict(), countries, named)
    return None


def _town_line(parts: Mapping[str, str | None], countries: frozenset[str], named: str | None) -> PostLine | None:
    """A post code and its town; None where what was taken for the town is a street, a box or a sentence."""
    city = (parts.get("city") or parts.get("city2") or "").strip(" ,")
    is_street = _STREET.search(city) and not parts.get("subdivision")  # "via Barcaldine QLD 4725" has a state's name
    if is_street or _is_box(city) or len(city.split()) > MAX_CITY_WORDS:
        return None
    mine = frozenset({named}) if named else countries
    return PostLine(parts["code"] or "", city, mine, parts.get("subdivision") or "", named is not None)


def _is_box(text: str) -> bool:
    """Whether a number behind a text is that of a box at the post office."""
    return vocabulary().means(text, "post_box") or vocabulary().means(text, "post_box_short")


def country_of_line(line: str, languages: Sequence[str] = ()) -> str | None:
    """The country that a line of an address leaves no doubt of.

    >>> country_of_line("Spain"), country_of_line("DE 31157 Sarstedt"), country_of_line("31157 Sarstedt")
    ('ES', 'DE', None)
    """
    post = post_line(line)
    return country_named(line, languages) or (post.country if post else None)


def has_form_of(post: PostLine, country: str) -> bool:
    """Whether a country writes its post codes like this one."""
    return country in post.countries


def split_address(text: str) -> list[str]:
    """The lines of an address that was read, one behind the other.

    >>> split_address("880 Grain Road, Omaha, NE 68102, United States")
    ['880 Grain Road', 'Omaha, NE 68102', 'United States']
    >>> split_address("Elbchaussee 117, Hamburg, 22763")
    ['Elbchaussee 117', 'Hamburg, 22763']
    >>> split_address("18 rue du Puits 33800 Bordeaux"), split_address("Av. del Port, 211 46011 Valencia")
    (['18 rue du Puits', '33800 Bordeaux'], ['Av. del Port', '211', '46011 Valencia'])
    >>> split_address("U3/18 Banksia Cct Wattle Flat NSW 2999")
    ['U3/18 Banksia Cct', 'Wattle Flat NSW 2999']
    """
    lines: list[str] = []
    for part in filter(None, map(str.strip, chain.from_iterable(map(_before_town, _BREAKS.split(text))))):
        both = f"{lines[-1]}, {part}" if lines else part
        post = post_line(both) if lines else None
        if post and (post.subdivision or part.isdigit()):
            lines[-1] = both
        else:
            lines.append(part)
    return lines


def _before_town(part: str) -> list[str]:
    """A street and a town in one line without a comma, split before the post code."""
    behind_street = _TOWN_BEHIND_STREET.search(part) if len(part) <= MAX_LINE else None
    if behind_street:
        return [part[: behind_street.start(1)], part[behind_street.end(1) :]]
    found = _TOWN_BEHIND.search(part)
    if found is None or post_line(part) or not post_line(part[found.end() :]) or _is_box(part[: found.start()]):
        return [part]
    return [part[: found.start()], part[found.end() :]]


def part_address(text: str, languages: Sequence[str] = ()) -> dict[str, str]:
    """The parts of an address as the document has them; lines that are neither town nor country stay lines.

    >>> part_address("Speicherstraße 21, 20457 Hamburg, Deutschland", ("de",))
    {'post_code': '20457', 'city': 'Hamburg', 'country': 'DE', 'line_1': 'Speicherstraße 21'}
    """
    values: dict[str, str] = {}
    lines: list[str] = []
    parts = split_address(text)
    for number, line in enumerate(parts, 1):
        is_last = number == len(parts)
        known = _post_values(line) if "post_code" not in values and (lines or is_last) else {}
        if not known and (lines or values):
            known = _country_value(line, languages)
        values |= known
        lines += [] if known else [line]
    first, last = lines[: MAX_ADDRESS_LINES - 1], ", ".join(lines[MAX_ADDRESS_LINES - 1 :])
    for number, line in enumerate(filter(None, [*first, last]), start=1):
        values[f"line_{number}"] = line
    return values


def _country_value(line: str, languages: Sequence[str]) -> dict[str, str]:
    """The country that a line names, by the document's name for it."""
    country = country_named(line, languages)
    return {"country": country} if country else {}


def _post_values(line: str) -> dict[str, str]:
    """What a line with a post code says, by the document's names; nothing where it has none."""
    post = post_line(line)
    if post is None:
        return {}
    found = {"post_code": post.code, "city": post.city, "subdivision": post.subdivision, "country": post.country or ""}
    return {name: value for name, value in found.items() if value}
