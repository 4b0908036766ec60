"""Units that only the header of a column names: "Hours", "Anzahl Tage"."""

from chalicelib.extraction.document_paths import unit_code
from chalicelib.extraction.lexicon.folding import fold

PIECE = "C62"
_COUNTS = frozenset(
    map(fold, ("qty", "quantity", "menge", "anzahl", "aantal", "quantité", "cantidad", "antal", "units"))
)
_TIMES = frozenset({"HUR", "DAY", "MON"})


def unit_of_header(text: str) -> str | None:
    """The unit of time that a column of quantities is of; None where it may be anything else.

    >>> unit_of_header("Hours"), unit_of_header("Hrs/Qty"), unit_of_header("Quantity")
    ('HUR', None, None)
    """
    words = [word for part in text.replace("/", " ").split() if (word := part.strip(".:()"))]
    codes = {code for word in words if (code := unit_code(word)) in _TIMES}
    counts = any(fold(word) in _COUNTS for word in words) and len(words) > 1
    return codes.pop() if len(codes) == 1 and not counts else None
