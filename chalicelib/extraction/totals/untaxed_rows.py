"""Rows outside of the lines that name an amount on which there is no tax: "Disbursements not subject to VAT 312.00"."""

from collections.abc import Iterator

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.lexicon.tax_notes import notes_in
from chalicelib.extraction.totals.amounts import decimals_of

REASONS = frozenset({"E", "O"})


def untaxed_rows(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[tuple[str, Value]]:
    """The text before each such row's last amount, which says why there is no tax, and the amount."""
    for number, row in evidence.rows.items():
        amounts = decimals_of(evidence, row) if number not in table_rows else []
        if amounts:
            last = amounts[-1]
            label = " ".join(segment.text for segment in row if segment.box.right <= last.box.left)
            if REASONS & set(notes_in(label)):
                yield label, last
