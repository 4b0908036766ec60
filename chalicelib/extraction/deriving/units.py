"""Units that only the header of a column names: "Hours", "Tage"."""

from chalicelib.extraction.document_paths import unit_code
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary

PIECE = "C62"
_TIMES = frozenset({"HUR", "DAY", "MON"})


def unit_of_header(text: str) -> str | None:
    """The unit of time that a column of quantities is of; None where it may be anything else.

    >>> unit_of_header("Hours"), unit_of_header("Hrs/Qty"), unit_of_header("Quantity")
    ('HUR', None, None)
    """
    words = [word for part in text.replace("/", " ").split() if (word := part.strip(".:()"))]
    codes = {code for word in words if (code := unit_code(word)) in _TIMES}
    counts = len(words) > 1 and any(_counts(word) for word in words)
    return codes.pop() if len(codes) == 1 and not counts else None


def _counts(word: str) -> bool:
    """Whether a word alone is over columns of quantities, of whatever unit."""
    found = vocabulary().lookup(fold(word), "columns")
    return unit_code(word) not in _TIMES and any(meaning.name == "quantity" for meaning in found)
