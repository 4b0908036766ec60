"""The national formats that are read, and which of them a root element is of."""

from chalicelib.documents.syntaxes.national.ebinterface import EBINTERFACE
from chalicelib.documents.syntaxes.national.facturae import FACTURAE
from chalicelib.documents.syntaxes.national.fatturapa import FATTURAPA
from chalicelib.documents.syntaxes.national.finvoice import FINVOICE
from chalicelib.documents.syntaxes.national.isdoc import ISDOC
from chalicelib.documents.syntaxes.national.ksef import KSEF
from chalicelib.documents.syntaxes.national.national_format import NationalFormat
from chalicelib.documents.syntaxes.national.svefaktura import SVEFAKTURA

FORMATS = (FATTURAPA, KSEF, EBINTERFACE, SVEFAKTURA, FINVOICE, FACTURAE, ISDOC)


def national_format(root: str) -> NationalFormat | None:
    """The format that a root's name, in Clark notation, belongs to.

    >>> national_format("{http://www.ebinterface.at/schema/6p1/}Invoice").name
    'ebInterface'
    >>> national_format("html") is None
    True
    """
    return next((each for each in FORMATS if each.root.fullmatch(root)), None)
