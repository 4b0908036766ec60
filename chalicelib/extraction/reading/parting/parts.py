"""The invoices of one file, where all that is known agrees that they are several; else there are no parts.

Each part is read by itself and has a number of its own, which no other part names, and a date or a total. Whatever
leaves a doubt leaves the file whole, with its warning: nobody pays an invoice that was torn apart by a guess.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from chalicelib.extraction.pages.mentions import says, text_of
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.reading.parting.boundaries import Group, group_pages
from chalicelib.extraction.reading.parting.copies import original_pages
from chalicelib.extraction.reading.parting.limits import MAX_PARTS
from chalicelib.extraction.reading.parting.page_facts import facts_of, invoice_number, read_by_themselves, total_in
from chalicelib.extraction.reading.scans import is_picture
from chalicelib.extraction.result import Context, Extracted, FieldName, Part
from chalicelib.extraction.warning_codes import SEVERAL_INVOICES

IsBlank = Callable[[Page], bool]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The invoices of a file; none where they are one, or where it is not certain, which `several` says."""

    parts: tuple[Part, ...] = ()
    several: bool = False


def find_parts(pages: Sequence[Page], context: Context, is_blank: IsBlank) -> Verdict:
    """Tell whether a file's pages are several invoices, and which; of a page without text it must be known why."""
    if len(pages) < 2 or any(is_picture(page) and not _is_back(page, is_blank) for page in pages):  # noqa: PLR2004
        return Verdict()
    groups = group_pages(facts_of(pages, context))
    several = len(groups) > 1 or any(group.has_another for group in groups)
    if not 1 < len(groups) <= MAX_PARTS or any(group.is_doubtful for group in groups):
        return Verdict(several=several)
    return Verdict(_certain_parts(groups, pages, context), several)


def _certain_parts(groups: Sequence[Group], pages: Sequence[Page], context: Context) -> tuple[Part, ...]:
    """The invoice of each group of pages; none where one of them is none, or two can't be told apart."""
    parts = tuple(filter(None, [_part(group, context) for group in groups]))
    return parts if len(parts) == len(groups) and _stand_apart(parts, pages) else ()


def _is_back(page: Page, is_blank: IsBlank) -> bool:
    """Whether nothing is on a page, as on the back of a sheet."""
    return not page.rows and is_blank(page)


def _part(group: Group, context: Context) -> Part | None:
    """The part that some pages are; None where they, read by themselves, are not one whole invoice."""
    pages = [each.page for each in group.facts]
    originals = original_pages(pages)
    reading = read_by_themselves(originals, context) if len(originals) > 1 else group.facts[0].reading
    number = invoice_number(reading)
    if number is None or not _is_whole(reading):
        return None
    return Part(pages[0].number, pages[-1].number, number, tuple(map(str, group.signs)))


def _is_whole(reading: Extracted) -> bool:
    return SEVERAL_INVOICES not in reading.warnings and (FieldName.ISSUE_DATE in reading.fields or total_in(reading))


def _stand_apart(parts: Sequence[Part], pages: Sequence[Page]) -> bool:
    """Whether no part names another's number."""
    texts = {part: text_of(pages[part.first_page - 1 : part.last_page]) for part in parts}
    return not any(
        says(texts[one], other.invoice_number) or says(texts[other], one.invoice_number)
        for one, other in combinations(parts, 2)
    )
