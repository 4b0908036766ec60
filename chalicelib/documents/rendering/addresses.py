"""Postal addresses as the post of their country wants them (Universal Postal Union, addressing systems)."""

from collections.abc import Iterator

from chalicelib.documents.model.document import Address

_USUAL = "{post_code} {city}"
_TOWNS = {
    "AU": "{city} {subdivision} {post_code}",
    "BR": "{post_code}\n{city} - {subdivision}",
    "CA": "{city} {subdivision} {post_code}",
    "CN": "{city} {post_code}\n{subdivision}",
    "ES": "{post_code} {city}\n{subdivision}",
    "GB": "{city}\n{post_code}",
    "HK": "{city}",
    "IE": "{city}\n{subdivision}\n{post_code}",
    "IN": "{city} {post_code}\n{subdivision}",
    "IT": "{post_code} {city} {subdivision}",
    "JP": "{city}, {subdivision} {post_code}",
    "KR": "{city} {post_code}",
    "MX": "{post_code} {city}, {subdivision}",
    "MY": "{post_code} {city}\n{subdivision}",
    "NZ": "{city} {post_code}",
    "SG": "{city} {post_code}",
    "TH": "{city}\n{subdivision} {post_code}",
    "TW": "{city} {post_code}",
    "US": "{city}, {subdivision} {post_code}",
    "ZA": "{city}\n{post_code}",
}
"""How the lines below the street are written, in Latin letters; elsewhere the post code stands before the city."""
_LARGEST_FIRST = frozenset({"CN", "HK", "JP", "KR", "TW"})
"""Countries that write the city before the street, in letters of their own."""
_POST_CODE_MARKS = {"JP": "〒"}
_CITY_FIRST = "HU"
_IDEOGRAPHS = ("\u2e80", "\ud7ff")
"""The first and the last of the letters of East Asia in Unicode's basic plane."""


def address_lines(address: Address | None, home: str | None, locale: str) -> Iterator[str]:
    """An address as on an envelope; the country only where it is not the supplier's own.

    >>> address = Address(line_1="1 Main St", city="Springfield", subdivision="IL", post_code="62704", country="US")
    >>> list(address_lines(address, "CA", "en_GB"))
    ['1 Main St', 'Springfield, IL 62704', 'United States']
    """
    if address is None:
        return
    yield from filter(None, _lines(address))
    if address.country and address.country != home:
        yield country_name(address.country, locale)


def country_name(code: str, locale: str) -> str:
    """A country in words."""
    from babel import Locale

    return str(Locale.parse(locale).territories.get(code, code))


def _lines(address: Address) -> list[str]:
    street = [line for line in (address.line_1, address.line_2, address.line_3) if line]
    country = address.country or ""
    if country in _LARGEST_FIRST and _is_east_asian(address):
        mark = _POST_CODE_MARKS.get(country, "")
        town = "".join(filter(None, (address.subdivision, address.city)))
        return [f"{mark}{address.post_code}" if address.post_code else "", town, *street]
    if country == _CITY_FIRST:
        return [address.city or "", *street, address.post_code or ""]
    return [*street, *_town(address, _TOWNS.get(country, _USUAL))]


def _town(address: Address, pattern: str) -> list[str]:
    parts = {"city": address.city, "subdivision": address.subdivision, "post_code": address.post_code}
    filled = pattern.format(**{name: text or "" for name, text in parts.items()})
    return [" ".join(line.replace(" , ", ", ").split()).strip(" ,-") for line in filled.split("\n")]


def _is_east_asian(address: Address) -> bool:
    first, last = _IDEOGRAPHS
    return any(first <= letter <= last for letter in f"{address.city or ''}{address.line_1 or ''}")
