"""One line of an invoice as it was found on the page: its numbers by column, its texts, its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from chalicelib.extraction.box import Box
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.letters import has_digit
from chalicelib.extraction.pages.geometry import around
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import near
from chalicelib.extraction.values.dates import find_dates

WRAPPED = 1.45  # line heights between the lines of one wrapped description


@dataclass
class Record:
    """One line of the invoice as found on the page."""

    numbers: dict[str, Value] = field(default_factory=dict)
    texts: dict[str, list[Segment]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    unit: str | None = None
    rate: Decimal | None = None  # where its tax tells it

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self._segments()[0].page

    @property
    def box(self) -> Box:
        """The rectangle around what it consists of on its first page."""
        return around([segment for segment in self._segments() if segment.page == self.page])

    @property
    def amount(self) -> Value | None:
        """Its amount, without tax where both are printed."""
        return self.numbers.get("net_amount") or self.numbers.get("gross_amount")

    @property
    def written(self) -> list[Segment]:
        """All its texts."""
        return list(chain.from_iterable(self.texts.values()))

    def _segments(self) -> list[Segment]:
        return [value.segment for value in self.numbers.values()] + self.written


def is_product(numbers: Mapping[str, Value]) -> bool:
    """Whether quantity times price is the amount."""
    amount = numbers.get("net_amount", numbers.get("gross_amount"))
    if amount is None or not numbers.keys() >= {"quantity", "unit_price"}:
        return False
    return near(numbers["quantity"].amount * numbers["unit_price"].amount, amount.amount)


def description_rows(record: Record) -> Iterator[Segment]:
    """The segments of the description: its first line, and those that wrap closely under it."""
    segments = sorted(record.texts.get("description", []), key=lambda s: (s.row, s.box.left))
    if not segments:
        return
    anchor = min([value.segment.row for value in record.numbers.values()], default=segments[0].row)
    last = segments[0]
    yield last
    for segment in segments[1:]:
        if segment.row > anchor and not _goes_on(last, segment):
            return
        yield segment
        last = segment


def _goes_on(last: Segment, segment: Segment) -> bool:
    """Whether a text below the line's numbers belongs to the description."""
    return not _is_detail(segment) and (segment.row == last.row or _wraps(last, segment))


def _is_detail(segment: Segment) -> bool:
    """A period or a labelled remark under a description: "1 Mar - 31 Mar 2024", "SKU: B-17"."""
    dates = find_dates(segment.text)
    if dates and sum([date.end - date.start for date in dates]) >= len(segment.text) / 2:
        return True
    return any(word.endswith(":") and len(word) > 2 for word in segment.text.split()[:3])  # noqa: PLR2004


def _wraps(above: Segment, below: Segment) -> bool:
    close = below.box.top - above.box.top <= WRAPPED * max(above.size, below.size)
    alike = above.bold == below.bold or _is_code(above)
    return close and alike and abs(above.box.left - below.box.left) <= above.size * 2


def _is_code(segment: Segment) -> bool:
    """An article number alone in a line: what it is stands below."""
    return len(segment.words) == 1 and has_digit(segment.text)
