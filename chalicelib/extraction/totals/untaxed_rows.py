"""Rows outside of the lines that name an amount on which there is no tax: "Disbursements not subject to VAT 312.00".

A heading may say it of the rows under it: "Barauslagen (umsatzsteuerfrei):".
"""

from collections.abc import Iterable, Iterator, Sequence

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.currency_signs import is_currency
from chalicelib.extraction.lexicon.tax_notes import says_untaxed
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import decimals_of

MAX_HEADING_WORDS = 6  # more are a note on the whole invoice
OTHER_AMOUNTS = ("net_total", "tax_total", "tax_total_weak", "total", "amount_due", "subtotal", "prepaid")


def untaxed_rows(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[tuple[str, Value]]:
    """The text before each such row's first amount, and the row's last amount."""
    under_heading = False
    for number, row in evidence.rows.items():
        amounts = decimals_of(evidence, row) if number not in table_rows else []
        if not amounts:
            under_heading = _is_heading(row)
            continue
        label = _without_currency(_words_before(row, amounts[0]))
        under_heading = under_heading and _names_an_outlay(evidence, row, label)
        if under_heading or says_untaxed(label):
            yield label, amounts[-1]


def _is_heading(row: Sequence[Segment]) -> bool:
    text = " ".join(texts_of(row))
    return len(text.split()) <= MAX_HEADING_WORDS and says_untaxed(text)


def _names_an_outlay(evidence: Evidence, row: Sequence[Segment], label: str) -> bool:
    """Whether a row says what its amount is for, and that is not one of the invoice's own sums."""
    return bool(label) and not any(hit.is_named(*OTHER_AMOUNTS) for hit in evidence.labels_of(*row))


def _without_currency(words: Iterable[str]) -> str:
    """Words as a text, without the currency's sign that stands before the amount."""
    kept = list(words)
    while kept and is_currency(kept[-1]):
        kept.pop()
    return " ".join(kept)


def _words_before(row: Sequence[Segment], amount: Value) -> Iterator[str]:
    for segment in row:
        words = segment.words[: amount.start] if segment is amount.segment else segment.words
        if segment.box.left <= amount.segment.box.left:
            yield from (word.text for word in words)
