"""On which pages invoices begin, by what the pages say: a new number, and something else that speaks for a new invoice.

Everything that speaks against it counts more: a page that calls itself the second of three begins nothing, whatever
stands on it, and pages that name each other's numbers belong together. Terms, delivery notes and timesheets have no
invoice's number, and so belong to the invoice before them.
"""

from collections.abc import Sequence
from enum import StrEnum

from chalicelib.extraction.parting.facts import PageFacts

SAME_HEAD = 0.6  # of the words in the heads of two pages


class Sign(StrEnum):
    """What speaks for the beginning of an invoice."""

    NEW_NUMBER = "new_number"
    FIRST_PAGE = "first_page"  # it says that it is page 1
    LETTERHEAD = "letterhead"  # the head of the first page again
    TOTAL_BEFORE = "total_before"  # the invoice before it has come to its total


def group_pages(facts: Sequence[PageFacts]) -> list[tuple[Sequence[PageFacts], tuple[Sign, ...]]]:
    """The pages by the invoice that they are of, each with what speaks for its beginning; the first needs nothing."""
    groups: list[tuple[Sequence[PageFacts], tuple[Sign, ...]]] = []
    start, why = 0, tuple[Sign, ...]()
    for index in range(1, len(facts)):
        signs = signs_of_beginning(facts[start:index], facts[index])
        if signs:
            groups.append((facts[start:index], why))
            start, why = index, signs
    return [*groups, (facts[start:], why)]


def signs_of_beginning(before: Sequence[PageFacts], page: PageFacts) -> tuple[Sign, ...]:
    """What speaks for an invoice that begins on a page, after the pages of another; nothing where it does not."""
    known = number_of(before)
    if known is None or page.number is None or _belong_together(before, known, page, page.number):
        return ()
    if page.numbering is not None and page.numbering.number != 1:
        return ()
    others = {
        Sign.FIRST_PAGE: page.numbering is not None,
        Sign.LETTERHEAD: _same_head(before[0], page),
        Sign.TOTAL_BEFORE: any(each.has_total for each in before),
    }
    found = tuple(sign for sign, is_there in others.items() if is_there)
    return (Sign.NEW_NUMBER, *found) if found else ()


def number_of(pages: Sequence[PageFacts]) -> str | None:
    """The number of the invoice that pages are of: the first that one of them has."""
    return next((page.number for page in pages if page.number), None)


def numbering_fits(pages: Sequence[PageFacts]) -> bool:
    """Whether what an invoice's pages say of their numbers does not speak against these being its pages."""
    first = pages[0].numbering
    if first is None:
        return True
    return first.number == 1 and (first.of or 1) <= len(pages)


def _belong_together(before: Sequence[PageFacts], known: str, page: PageFacts, number: str) -> bool:
    return page.says(known) or any(each.says(number) for each in before)


def _same_head(first: PageFacts, page: PageFacts) -> bool:
    if not first.head or not page.head:
        return False
    return len(first.head & page.head) >= SAME_HEAD * len(first.head | page.head)
