"""Currencies with thousandths: `376,000` dinars are three hundred and seventy-six.

ISO 4217 gives three decimals to the dinars of Bahrain, Iraq, Jordan, Kuwait, Libya and Tunisia and the rial of Oman.
Where a page of theirs prints no number that shows its decimal mark, the mark before three digits is it.
"""

import re
from collections import Counter
from collections.abc import Iterable

from chalicelib.extraction.numbers import Number

_THOUSANDTHS = re.compile(
    r"\b(?:TND|KWD|BHD|OMR|JOD|LYD|IQD|DT)\b|\b(?:dinars?|millimes?|baisas?)\b|\b(?:Tunis|Tunisie|Tunisia|Kuwait|Bahrain"
    r"|Oman|Jordan)\b|\+(?:216|218|962|964|965|968|973)\b",
    re.IGNORECASE,
)
THREE = 3


def mark_before_thousandths(numbers: Iterable[Number], texts: Iterable[str]) -> str | None:
    """The decimal mark of a page that speaks of such a currency and prints three digits behind its only mark.

    >>> from chalicelib.extraction.numbers import find_numbers
    >>> mark_before_thousandths(find_numbers("376,000 71,440"), ["Quatre cents dinars"])
    ','
    >>> mark_before_thousandths(find_numbers("376,000 71,440"), ["Paris"])
    """
    marks = Counter(mark for number in numbers for mark in number.digits if mark in ".," and number.decimals == THREE)
    if len(marks) != 1 or not any(_THOUSANDTHS.search(text) for text in texts):
        return None
    return next(iter(marks))
