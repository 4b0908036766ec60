"""Numbers of companies and goods whose check digits show a typing error, by the scheme that e-invoices name.

The schemes are those of ISO/IEC 6523 and of the list of electronic addresses (EAS); the arithmetic is python-stdnum's.
NZBNs are GLNs that begin with New Zealand's prefix. `validation/rules/check_digits.py` warns of wrong ones in an
e-invoice. Tax ids that are read from pages are checked in `extraction/values/identifiers.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Numbering:
    """A kind of number: python-stdnum's module for it, its length where that module allows others, and its form."""

    name: str
    module: str
    length: int | None = None
    form: str = r"[\d .-]+"

    def is_meant(self, number: str) -> bool:
        """Whether a number is of this form at all: schemes are often named for numbers that are something else.

        >>> GLN.is_meant("4000001123453"), GLN.is_meant("HRB 1")
        (True, False)
        """
        return re.fullmatch(self.form, number, re.IGNORECASE) is not None

    def is_right(self, number: str) -> bool:
        """Whether a number's form and check digits are right.

        >>> GLN.is_right("4000001123452"), GLN.is_right("4000001123453"), ABN.is_right("51 824 753 556")
        (True, False, True)
        """
        checks = import_module(f"stdnum.{self.module}")
        digits = checks.compact(number)
        return bool(checks.is_valid(number)) and self.length in (None, len(digits))


GLN = Numbering("GLN", "ean", 13)
NZBN = Numbering("NZBN", "ean", 13)
GTIN = Numbering("GTIN", "ean")
ABN = Numbering("ABN", "au.abn")
CUI = Numbering("CUI", "ro.cui", form=r"(?:RO)?\d{2,10}")
LEITWEG_ID = Numbering("Leitweg-ID", "de.leitweg", form=r"\d{2,12}-(?:[0-9A-Z]{0,30}-)?\d{2}")

_NEW_ZEALAND = "9429"
_SCHEMES: Mapping[str, Numbering] = {
    "0002": Numbering("SIREN", "fr.siren"),
    "0009": Numbering("SIRET", "fr.siret"),
    "0088": GLN,
    "0151": ABN,
    "0160": GTIN,
    "0204": LEITWEG_ID,
    "9947": CUI,
}
SCHEMES = frozenset(_SCHEMES)
"""The schemes whose numbers can be checked."""


def numbering_of(scheme: str, number: str) -> Numbering:
    """What a number of one of the `SCHEMES` is.

    >>> numbering_of("0009", "").name, numbering_of("0088", "9429041909879").name, numbering_of("0088", "4000001").name
    ('SIRET', 'NZBN', 'GLN')
    """
    numbering = _SCHEMES[scheme]
    return NZBN if numbering is GLN and number.strip().startswith(_NEW_ZEALAND) else numbering
