"""The number that a page says it has: "Page 1 of 3", "Seite 2/2", "Sida 1(3)", "1/2 oldal", "第1页 共3页"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Page, Segment

MAX_WORDS = 12  # of a text with a page's number in it; longer ones are sentences
# A number, which begins no amount and no date, and behind "of", "/" or "(" the number of pages.
_BEHIND = re.compile(
    r"\W{0,3}(\d{1,3})(?!\d|[.,]\d|/\d+/)"
    r"(?:\s?(?:[/(|]|[^\W\d]{1,5}|页?\s?/?\s?[共全])\s?(\d{1,3})(?![^\W页頁]|[.,/]\d))?"
)
_BEFORE = re.compile(r"(?:^|\s)(\d{1,3})(?:\s?[/(]\s?(\d{1,3}))?\W{0,2}$")
_GLUED = re.compile(r"([^\W\d]+\.?)(\d.*)")
_ALONE = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})")  # at the foot of a page, without a word


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page's number, of how many pages it is one where that is said, and both as printed."""

    number: int
    of: int | None = None
    printed: str = ""


def page_number(page: Page) -> PageNumber | None:
    """The number that a page says it has, the one "of n" first; None where it says none."""
    found = [number for segment in page.segments for number in _numbers(segment)]
    found += _at_foot(page)
    return min(found, key=lambda number: number.of is None, default=None)


def _numbers(segment: Segment) -> Iterator[PageNumber]:
    words = texts_of(segment.words)
    if len(words) > MAX_WORDS:
        return
    for index, word in enumerate(words):
        glued = _GLUED.fullmatch(word)
        if not _is_page_word(glued[1] if glued else word):
            continue
        behind = [glued[2]] if glued else []
        yield from _said(" ".join(words[:index]), " ".join([*behind, *words[index + 1 :]]), leads=index == 0)


def _said(before: str, behind: str, *, leads: bool) -> Iterator[PageNumber]:
    """What is said beside the word; without "of n" only at the beginning: "continued on page 2" is another page's."""
    match = _BEHIND.match(behind) or _BEFORE.search(before)
    if match is None:
        return
    number, of = int(match[1]), int(match[2]) if match[2] else None
    if leads if of is None else 1 <= number <= of:
        yield PageNumber(number, of, match[0].strip())


def _at_foot(page: Page) -> Iterator[PageNumber]:
    for segment in page.rows[-1] if page.rows else ():
        match = _ALONE.fullmatch(segment.text)
        if match and 1 <= int(match[1]) <= int(match[2]):
            yield PageNumber(int(match[1]), int(match[2]), match[0])


def _is_page_word(word: str) -> bool:
    return vocabulary().means(word, "page")
