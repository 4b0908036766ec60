"""Whether a page says an invoice's number, as a word or words of its own: "A-10" is not said by "A-100"."""

import re
from collections.abc import Iterable

from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.pages.page import Page, segments_of


def text_of(pages: Iterable[Page]) -> str:
    """The pages' text, a line a segment."""
    return "\n".join(texts_of(segments_of(pages)))


def says(text: str, number: str) -> bool:
    """Whether a text has an invoice's number in it.

    >>> says("Our invoice a-10 of May", "A-10"), says("Invoice A-100", "A-10"), says("FA/2024 / 7", "FA/2024 / 7")
    (True, False, True)
    """
    words = r"\s+".join(map(re.escape, number.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None
