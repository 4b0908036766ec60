"""The check digits of the numbers in an e-invoice, which no Schematron looks at or only some do.

A wrong one is a warning in a layer of its own: it is most likely a typing error, but it breaks no published rule.
Looked at are identifiers that name their scheme, and numbers that are known by their place: Australian and Romanian tax
registrations, and the Leitweg-ID that German authorities want as the buyer reference (BT-10).

The numbers themselves and their arithmetic are in `documents/check_digits.py`. Tax ids that are read from pages are
checked in `extraction/values/identifiers.py`.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from chalicelib.documents.check_digits import ABN, CUI, LEITWEG_ID, SCHEMES, Numbering, numbering_of
from chalicelib.validation.report.findings import readable
from chalicelib.validation.report.report import Finding, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

RULE = "CHECK-DIGITS"
HINT = "Compare the number with its source: a digit is wrong, missing or in another's place."
_REGISTRATIONS = (
    "{*}PartyTaxScheme/{*}CompanyID", "{*}PartyLegalEntity/{*}CompanyID",
    "{*}SpecifiedTaxRegistration/{*}ID", "{*}SpecifiedLegalOrganization/{*}ID",
)  # fmt: skip
_COUNTRIES = ("{*}PostalAddress/{*}Country/{*}IdentificationCode", "{*}PostalTradeAddress/{*}CountryID")
_BUYERS = ("{*}AccountingCustomerParty/{*}Party", ".//{*}ApplicableHeaderTradeAgreement/{*}BuyerTradeParty")
_REFERENCES = ("{*}BuyerReference", ".//{*}ApplicableHeaderTradeAgreement/{*}BuyerReference")
_ROMANIAN = re.compile(r"RO\d{2,10}")
_AUSTRALIAN = re.compile(r"\d{11}|\d{2} \d{3} \d{3} \d{3}")
_LIKE_LEITWEG_ID = re.compile(r"(?:0[1-9]|1[0-6]|99)\d{0,10}-(?:[0-9A-Z]{1,30}-)?\d{2}", re.IGNORECASE)


def wrong_numbers(root: "_Element") -> Iterator[Finding]:
    """A warning for each number whose check digits are wrong."""
    for element, numbering in (*_with_scheme(root), *_registrations(root), *_routes(root)):
        number = _text(element)
        if numbering.is_meant(number) and not numbering.is_right(number):
            yield Finding(
                f"{RULE}-{numbering.name.upper()}", Severity.WARNING,
                f"{number[:50]} is no {numbering.name}: its check digits or its length are wrong.",
                _location(element), hint=HINT,
            )  # fmt: skip


def _with_scheme(root: "_Element") -> Iterator[tuple["_Element", Numbering]]:
    for element in root.iterfind(".//*[@schemeID]"):
        scheme = str(element.get("schemeID"))
        if scheme in SCHEMES:
            yield element, numbering_of(scheme, _text(element))


def _registrations(root: "_Element") -> Iterator[tuple["_Element", Numbering]]:
    """Tax and register numbers that don't name a scheme that was looked at already."""
    for path in _REGISTRATIONS:
        for element in root.iterfind(f".//{path}"):
            number = _text(element)
            if element.get("schemeID") in SCHEMES:
                continue
            if _ROMANIAN.fullmatch(number):
                yield element, CUI
            elif _AUSTRALIAN.fullmatch(number) and _country(element.getparent()) == "AU":
                yield element, ABN


def _routes(root: "_Element") -> Iterator[tuple["_Element", Numbering]]:
    """Buyer references of German buyers in the form of a Leitweg-ID."""
    buyers = chain.from_iterable(map(root.iterfind, _BUYERS))
    if "DE" not in map(_country_of_party, buyers):
        return
    for element in chain.from_iterable(map(root.iterfind, _REFERENCES)):
        if _LIKE_LEITWEG_ID.fullmatch(_text(element)):
            yield element, LEITWEG_ID


def _country(registration: "_Element | None") -> str:
    party = None if registration is None else registration.getparent()
    return "" if party is None else _country_of_party(party)


def _country_of_party(party: "_Element") -> str:
    return next((found.strip() for path in _COUNTRIES if (found := party.findtext(path))), "")


def _text(element: "_Element") -> str:
    return (element.text or "").strip()


def _location(element: "_Element") -> str:
    steps = [element, *element.iterancestors()]
    return readable("".join(f"/Q{each.tag}[{_position(each)}]" for each in reversed(steps)))


def _position(element: "_Element") -> int:
    return 1 + sum(1 for _ in element.itersiblings(str(element.tag), preceding=True))
