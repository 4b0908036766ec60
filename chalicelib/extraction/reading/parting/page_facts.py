"""What each page says by itself of the invoice that it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.pages.mentions import says, text_of
from chalicelib.extraction.pages.page import Page, words_of
from chalicelib.extraction.reading.page_reader import read_key_fields
from chalicelib.extraction.reading.parting.numbering import PageNumber, page_number
from chalicelib.extraction.result import Context, DocumentType, Extracted, FieldName, Method

LABELLED = 0.75  # of a number's confidence: a label names it
HEAD = 0.25  # part of a page that a letterhead stands in
TOTALS = (FieldName.TOTAL, FieldName.AMOUNT_DUE)


@dataclass(frozen=True)
class PageFacts:
    """A page, the number that it says it has, and, where that is not enough, its own reading."""

    page: Page
    numbering: PageNumber | None
    context: Context

    @cached_property
    def reading(self) -> Extracted:
        """The key fields of the page by itself."""
        return read_by_themselves([self.page], self.context)

    @cached_property
    def text(self) -> str:
        """What the page says."""
        return text_of([self.page])

    @cached_property
    def head(self) -> frozenset[str]:
        """The words at its top without those that have digits: number, date and amounts are another page's own."""
        height = self.page.height * HEAD
        words = [word for word in words_of([self.page]) if word.box.bottom <= height]
        return frozenset(filter(str.isalpha, texts_of(words)))

    @property
    def number(self) -> str | None:
        """The number of the invoice that the page is of, where it is one's and a label names it."""
        return invoice_number(self.reading)

    @property
    def is_invoice(self) -> bool:
        """Whether it is an invoice by itself: two of number, date and total are on it."""
        fields = self.reading.fields
        known = (FieldName.INVOICE_NUMBER in fields, FieldName.ISSUE_DATE in fields, total_in(self.reading))
        return self.reading.document_type is not DocumentType.OTHER and sum(known) > 1

    def is_of(self, number: str) -> bool:
        """Whether an invoice's number is the page's own, or stands on it; a number may be printed with "No." in it."""
        return number == self.number or says(self.text, number)


def facts_of(pages: Sequence[Page], context: Context) -> list[PageFacts]:
    """The facts of every page."""
    return [PageFacts(page, page_number(page), context) for page in pages]


def read_by_themselves(pages: Sequence[Page], context: Context) -> Extracted:
    """The key fields of pages as they are in a file of their own: pages and rows counted from the first of them."""
    counted: list[Page] = []
    first_row = 0
    for number, page in enumerate(pages, 1):
        counted.append(page.counted(number, first_row))
        first_row += len(page.rows)
    return read_key_fields(counted, context)


def invoice_number(reading: Extracted) -> str | None:
    """The number of an invoice, where a label names it."""
    field = reading.fields.get(FieldName.INVOICE_NUMBER)
    if field is None or reading.document_type is DocumentType.OTHER:
        return None
    return field.value if field.method is Method.LABEL and field.confidence >= LABELLED else None


def total_in(reading: Extracted) -> bool:
    """Whether a reading has a total."""
    return any(name in reading.fields for name in TOTALS)


def has_total(pages: Sequence[PageFacts]) -> bool:
    """Whether some pages come to a total: one of them by itself, or all together, as where the title is on another."""
    if any(total_in(page.reading) for page in pages):
        return True
    return len(pages) > 1 and total_in(read_by_themselves([page.page for page in pages], Context()))
