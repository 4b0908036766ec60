"""Rows outside of the lines that name an amount on which there is no tax: "Disbursements not subject to VAT 312.00"."""

from collections.abc import Iterator, Sequence

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.lexicon.tax_notes import notes_in
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import decimals_of

REASONS = frozenset({"E", "O"})


def untaxed_rows(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[tuple[str, Value]]:
    """The text before each such row's first amount, which says why there is no tax, and the row's last amount."""
    for number, row in evidence.rows.items():
        amounts = decimals_of(evidence, row) if number not in table_rows else []
        if amounts:
            label = " ".join(_words_before(row, amounts[0]))
            if REASONS & set(notes_in(label)):
                yield label, amounts[-1]


def _words_before(row: Sequence[Segment], amount: Value) -> Iterator[str]:
    for segment in row:
        words = segment.words[: amount.start] if segment is amount.segment else segment.words
        if segment.box.left <= amount.segment.box.left:
            yield from (word.text for word in words)
