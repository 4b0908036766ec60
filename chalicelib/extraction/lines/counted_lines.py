"""Lines of tills and dockets, which print how many at what price: "36 @ 4.10", "3x 18.00", and their product.

    Sourdough loaf
        36 @ 4.10          147.60

Each is proven by its product, and all together by a sum that is printed. What it is stands before, or in the row above.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.letters import has_letter, text_of_words
from chalicelib.extraction.pages.geometry import around
from chalicelib.extraction.pages.page import Word
from chalicelib.extraction.result import Line
from chalicelib.extraction.totals.amounts import decimals_of, money, near, near_any

MIN_LINES, PARTS = 2, 2  # a price and an amount
CONFIDENCE = 0.85
_TIMES = re.compile(r"(-?\d+(?:[.,]\d{1,3})?)?[@x×]", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d{1,3})?")


def counted_lines(evidence: Evidence) -> list[Line]:
    """The lines of pages with a row "quantity @ price" for each; none where no amount below them is their sum."""
    found = {number: line for number in evidence.rows if (line := _line(evidence, number))}
    added = sum((Decimal(line.net_amount or 0) for line in found.values()), Decimal(0))
    if len(found) < MIN_LINES or not added:
        return []
    last = max(found)
    below = [value for value in evidence.all_values(Kind.NUMBER) if value.segment.row > last and value.is_exact]
    return list(found.values()) if near_any(added, [value.amount for value in below]) else []


def _line(evidence: Evidence, number: int) -> Line | None:
    """The line whose quantity and price a row says, where its last amount is their product."""
    row = evidence.rows[number]
    words = list(chain.from_iterable(segment.words for segment in row))
    quantities = list(_quantities(words))
    decimals = decimals_of(evidence, row) if quantities else []
    for quantity, end, before in quantities:
        amounts = [value for value in decimals if value.box.left >= end]
        if len(amounts) < PARTS or not near(quantity * amounts[0].amount, amounts[-1].amount):
            continue
        description = _description(evidence, number, before)
        if description:
            return Line(
                description=description,
                quantity=f"{quantity:f}",
                unit_price=f"{amounts[0].amount:f}",
                net_amount=money(amounts[-1].amount),
                confidence=CONFIDENCE,
                page=row[0].page,
                box=around(words),
            )
    return None


def _quantities(words: Sequence[Word]) -> Iterator[tuple[Decimal, float, Sequence[Word]]]:
    """The number before each sign that multiplies, where the sign ends, and the words before the number."""
    for index, word in enumerate(words):
        sign = _TIMES.fullmatch(word.text)
        if sign and sign[1]:
            yield _decimal(sign[1]), word.box.right, words[:index]
        elif sign and index and _NUMBER.fullmatch(words[index - 1].text):
            yield _decimal(words[index - 1].text), word.box.right, words[: index - 1]


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _description(evidence: Evidence, number: int, before: Sequence[Word]) -> str:
    """What stands before the quantity, or in the row above, which has no amount."""
    text = text_of_words(before)
    if has_letter(text):
        return text
    above = evidence.rows.get(number - 1, ())
    return above[0].text if above and has_letter(above[0].text) and not decimals_of(evidence, above) else ""
