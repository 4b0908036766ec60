"""Numbers under which a supplier is registered, where no VAT identifier names it: BT-29 and BT-30."""

import re
from collections.abc import Iterator, Mapping

from chalicelib.documents.check_digits import GLN
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import claims_named, make_claims
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.letters import digits_of, has_letter
from chalicelib.extraction.parties.sections import Sections

_GLN = re.compile(r"\bGLN[ :.]*(\d{13})\b|\b(\d{13}) ?\(GLN\)")
_NUMBER = re.compile(r"(?:HR[AB] ?)?(?:[A-Z]{0,4} ?)?\d[\d .\-/]{3,18}\d")
SCHEMES: Mapping[str, str] = {"AU": "0151", "NO": "0192", "DK": "0184", "SE": "0007", "NL": "0106"}
"""ISO/IEC 6523 schemes of registers: ABN, Organisasjonsnummer, CVR, Organisationsnummer, KvK."""
SURE = 0.6  # of a claim: no better label claims the number
_DIGITS = {"AU": (11,), "NO": (9,), "DK": (8,), "SE": (10,), "NL": (8,), "FR": (9, 14)}
_FRENCH = {9: "0002", 14: "0009"}  # SIREN, SIRET


def find_register_numbers(evidence: Evidence) -> Iterator[str]:
    """The numbers beside a register's label that are not the customer's, and GLNs."""
    sections = Sections.of(evidence)
    claims = claims_named(make_claims(evidence, Kind.TEXT), "company_id")
    for claim in sorted(claims, key=lambda claim: -claim.strength):
        found = _NUMBER.search(claim.value.text)
        if claim.strength >= SURE and found and not sections.is_customers(claim.value.segment):
            yield found[0].strip()


def gln_in(lines: tuple[str, ...]) -> str | None:
    """The GLN among a party's lines.

    >>> gln_in(("12345 Town", "GLN 4000001123452"))
    '4000001123452'
    """
    found = next(filter(None, map(_GLN.search, lines)), None)
    number = found[1] or found[2] if found else None
    return number if number and GLN.is_right(number) else None


def scheme_of(number: str, country: str | None) -> str | None:
    """The scheme of a register's number, where its length is the register's.

    >>> scheme_of("51 824 753 556", "AU"), scheme_of("HRB 999999", "DE"), scheme_of("99999999800010", "FR")
    ('0151', None, '0009')
    """
    digits, home = digits_of(number), country or ""
    if len(digits) not in _DIGITS.get(home, ()) or has_letter(number):
        return None
    return _FRENCH[len(digits)] if home == "FR" else SCHEMES.get(home)
