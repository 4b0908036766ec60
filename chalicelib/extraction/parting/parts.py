"""The invoices of one file, where all that is known agrees that they are several; else there are no parts.

Each part is read by itself and has a number of its own, which no other part names, and a date or a total. Whatever
leaves a doubt leaves the file whole, with its warning: nobody pays an invoice that was torn apart by a guess.
"""

from collections.abc import Sequence
from itertools import combinations

from chalicelib.extraction.page import Page
from chalicelib.extraction.page_reader import read_pages_as_invoice
from chalicelib.extraction.parting.boundaries import Sign, group_pages, numbering_fits
from chalicelib.extraction.parting.copies import original_pages
from chalicelib.extraction.parting.facts import DATE_OR_TOTAL, PageFacts, by_themselves, facts_of, invoice_number
from chalicelib.extraction.parting.limits import MAX_PARTS
from chalicelib.extraction.parting.mentions import says, text_of
from chalicelib.extraction.result import Context, Extracted, Part
from chalicelib.extraction.scans import is_picture

SEVERAL_INVOICES = "several_invoices"


def find_parts(pages: Sequence[Page], context: Context) -> tuple[Part, ...]:
    """The invoices that a file's pages are; none where they are one, or where it is not certain which they are."""
    if len(pages) < 2 or any(is_picture(page) for page in pages):  # noqa: PLR2004
        return ()
    groups = group_pages(facts_of(pages, context))
    if not 1 < len(groups) <= MAX_PARTS or not all(numbering_fits(facts) for facts, _ in groups):
        return ()
    parts = tuple(_part(facts, signs, context) for facts, signs in groups)
    certain = tuple(part for part in parts if part)
    return certain if len(certain) == len(parts) and _stand_apart(certain, pages) else ()


def _part(facts: Sequence[PageFacts], signs: tuple[Sign, ...], context: Context) -> Part | None:
    """The part that some pages are; None where they, read by themselves, are not one whole invoice."""
    pages = [each.page for each in facts]
    reading = read_pages_as_invoice(by_themselves(original_pages(pages)), context)
    number = invoice_number(reading)
    if number is None or not _is_whole(reading):
        return None
    return Part(pages[0].number, pages[-1].number, number, tuple(map(str, signs)))


def _is_whole(reading: Extracted) -> bool:
    return SEVERAL_INVOICES not in reading.warnings and any(name in reading.fields for name in DATE_OR_TOTAL)


def _stand_apart(parts: Sequence[Part], pages: Sequence[Page]) -> bool:
    """Whether no part names another's number."""
    texts = {part: _text(part, pages) for part in parts}
    return not any(
        says(texts[one], other.invoice_number) or says(texts[other], one.invoice_number)
        for one, other in combinations(parts, 2)
    )


def _text(part: Part, pages: Sequence[Page]) -> str:
    return text_of(pages[part.first_page - 1 : part.last_page])
