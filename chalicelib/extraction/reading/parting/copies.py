"""The same invoice more than once in a file, as original and copy: one invoice, which is read once.

A copy says word for word what the original says, but for "Copy" or "Duplicate" and the pages' numbers. Invoices of two
months that differ in nothing but number and date are no copies: every word with a digit must be the same.
"""

from collections import Counter
from collections.abc import Sequence

from chalicelib.extraction.letters import has_digit
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.reading.parting.numbering import page_number

ALIKE = 0.9  # of the words of both pages
MIN_WORDS = 15  # of an invoice: fewer can be alike by chance


def original_pages(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages up to the first copy, where everything behind them repeats them; else all pages."""
    for length in range(1, len(pages) // 2 + 1):
        if len(pages) % length == 0 and _repeats(pages, length):
            return pages[:length]
    return pages


def _repeats(pages: Sequence[Page], length: int) -> bool:
    enough = sum(_words(page).total() for page in pages[:length]) >= MIN_WORDS
    return enough and all(_is_copy(pages[index % length], page) for index, page in enumerate(pages) if index >= length)


def _is_copy(original: Page, other: Page) -> bool:
    one, two = _words(original), _words(other)
    return _figures(one) == _figures(two) and 2 * (one & two).total() >= ALIKE * (one.total() + two.total())


def _words(page: Page) -> Counter[str]:
    """The words of a page without those of its number."""
    words = Counter(word.text for segment in page.segments for word in segment.words)
    own = page_number(page)
    return words - Counter(own.printed.split()) if own else words


def _figures(words: Counter[str]) -> Counter[str]:
    return Counter({word: count for word, count in words.items() if has_digit(word)})
