"""On which pages invoices begin, by what the pages say: a new number, and something else that speaks for a new invoice.

Everything that speaks against it counts more: a page that calls itself the second of three begins nothing, whatever
stands on it, and pages that name each other's numbers belong together. Terms, delivery notes and timesheets are no
invoices, and so belong to the invoice before them. A page that is an invoice by itself and yet begins none is a doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from chalicelib.extraction.reading.parting.page_facts import PageFacts, has_total

SAME_HEAD = 0.6  # of the words in the heads of two pages


class Sign(StrEnum):
    """What speaks for the beginning of an invoice."""

    NEW_NUMBER = "new_number"
    FIRST_PAGE = "first_page"  # it says that it is page 1
    LETTERHEAD = "letterhead"  # the head of the first page again
    TOTAL_BEFORE = "total_before"  # the invoice before it has come to its total


@dataclass(frozen=True)
class Group:
    """Pages that belong together, and what speaks for the first of them to begin an invoice."""

    facts: Sequence[PageFacts]
    signs: tuple[Sign, ...] = ()

    @cached_property
    def has_another(self) -> bool:
        """Whether another invoice seems to be among the pages."""
        known = _number_of(self.facts)
        first = self.facts[0]
        differs = known is not None and first.is_invoice and not first.is_of(known)
        others = list(enumerate(self.facts, 1))[1:]
        return differs or any(_seems_another(page, place, known) for place, page in others)

    @property
    def is_doubtful(self) -> bool:
        """Whether another invoice seems to be among the pages, or pages say that some of theirs are missing."""
        return self.has_another or not _numbering_fits(self.facts)


def group_pages(facts: Sequence[PageFacts]) -> list[Group]:
    """The pages by the invoice that they are of."""
    groups: list[Group] = []
    start, why = 0, tuple[Sign, ...]()
    for index in range(1, len(facts)):
        signs = signs_of_beginning(facts[start:index], facts[index])
        if signs:
            groups.append(Group(facts[start:index], why))
            start, why = index, signs
    return [*groups, Group(facts[start:], why)]


def signs_of_beginning(before: Sequence[PageFacts], page: PageFacts) -> tuple[Sign, ...]:
    """What speaks for an invoice that begins on a page, after the pages of another; nothing where it does not."""
    if page.numbering is not None and page.numbering.number != 1:
        return ()
    known = _number_of(before)
    if known is None or page.number is None or _belong_together(before, known, page, page.number):
        return ()
    others = {
        Sign.FIRST_PAGE: page.numbering is not None,
        Sign.LETTERHEAD: _same_head(before[0], page),
        Sign.TOTAL_BEFORE: has_total(before),
    }
    found = tuple(sign for sign, is_there in others.items() if is_there)
    return (Sign.NEW_NUMBER, *found) if found else ()


def _number_of(pages: Sequence[PageFacts]) -> str | None:
    """The number of the invoice that pages are of: the first that one of them has."""
    return next((page.number for page in pages if page.number), None)


def _seems_another(page: PageFacts, place: int, known: str | None) -> bool:
    """Whether a page among an invoice's others is an invoice by itself.

    It is none where it says that it has just this place among the pages, or names that invoice, has no number of its
    own and is no page 1.
    """
    said = page.numbering.number if page.numbering else None
    if said == place or not page.is_invoice:
        return False
    own_number = page.number not in (None, known)
    return said == 1 or own_number or known is None or not page.is_of(known)


def _numbering_fits(pages: Sequence[PageFacts]) -> bool:
    """Whether what an invoice's pages say of their numbers does not speak against these being its pages."""
    first = pages[0].numbering
    return first is None or (first.number == 1 and (first.of or 1) <= len(pages))


def _belong_together(before: Sequence[PageFacts], known: str, page: PageFacts, number: str) -> bool:
    return page.is_of(known) or any(each.is_of(number) for each in before)


def _same_head(first: PageFacts, page: PageFacts) -> bool:
    if not first.head or not page.head:
        return False
    return len(first.head & page.head) >= SAME_HEAD * len(first.head | page.head)
