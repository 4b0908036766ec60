"""The national formats that are read, and which of them an e-invoice is of.

A format has roots of its own; a dialect is UBL that names itself where UBL names the specification (BT-24).
"""

import re
from dataclasses import dataclass

from chalicelib.documents.syntaxes.national.ebinterface import EBINTERFACE
from chalicelib.documents.syntaxes.national.facturae import FACTURAE
from chalicelib.documents.syntaxes.national.fatturapa import FATTURAPA
from chalicelib.documents.syntaxes.national.finvoice import FINVOICE
from chalicelib.documents.syntaxes.national.isdoc import ISDOC
from chalicelib.documents.syntaxes.national.ksef import KSEF
from chalicelib.documents.syntaxes.national.national_format import NationalFormat
from chalicelib.documents.syntaxes.national.svefaktura import SVEFAKTURA

FORMATS = (FATTURAPA, KSEF, EBINTERFACE, SVEFAKTURA, FINVOICE, FACTURAE, ISDOC)
_BY_ID = {each.id: each for each in FORMATS}


@dataclass(frozen=True, slots=True)
class Dialect:
    """A nation's UBL: how it names itself, and what it is checked by where it comes from."""

    id: str
    name: str
    specification: re.Pattern[str]
    rules: str


DIALECTS = (
    Dialect("ubl-tr", "UBL-TR", re.compile(r"TR1\.\d(?:\.\d)?"),
            "Turkey's revenue administration (GİB) publishes its Schematron"),
    Dialect("oioubl", "OIOUBL", re.compile(r"OIOUBL-2\.\d+"), "the Danish Business Authority publishes its Schematron"),
)  # fmt: skip


def national_format(root: str) -> NationalFormat | None:
    """The format that a root's name, in Clark notation, belongs to.

    >>> national_format("{http://www.ebinterface.at/schema/6p1/}Invoice").name
    'ebInterface'
    >>> national_format("html") is None
    True
    """
    return next((each for each in FORMATS if each.root.fullmatch(root)), None)


def format_called(identity: str | None) -> NationalFormat | None:
    """The format of an id, such as `ksef`."""
    return _BY_ID.get(identity or "")


def dialect_of(specification: str | None) -> Dialect | None:
    """The dialect of UBL that a specification (BT-24) is of.

    >>> dialect_of("TR1.2").name, dialect_of("urn:cen.eu:en16931:2017")
    ('UBL-TR', None)
    """
    return next((each for each in DIALECTS if each.specification.fullmatch(specification or "")), None)
