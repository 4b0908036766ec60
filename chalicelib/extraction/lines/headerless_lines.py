"""Lines without a table header: rows of text with an amount that, from the totals upwards, add up to a total.

Without a header nothing says what a column is, so only rows that are proven by their sum are taken, and only their
description and amount, and quantity and price where one number times another is the amount.
"""

from collections.abc import Iterator
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import count_letters, has_letter, text_of_words
from chalicelib.extraction.lexicon.currency_signs import CODES, SYMBOLS
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.result import Line
from chalicelib.extraction.totals.amounts import decimals_of, money, near

SUMS = ("subtotal", "net_total", "total", "amount_due")
SMALL_WORD = 3  # letters of "at" and the like between a tax and its rate
NO_LINE = {"tax_total", "net_total", "subtotal", "total", "amount_due", "prepaid", "previous_balance"}
MOST_ROWS = 40  # above a total
CONFIDENCE = 0.75


def headless_lines(evidence: Evidence) -> list[Line]:
    """The lines above the first total that rows add up to; none where there is no such sum."""
    claims = [c for c in make_claims(evidence, Kind.NUMBER) if c.name in SUMS and not c.below and c.value.amount]
    for claim in sorted(claims, key=lambda c: c.value.segment.row):
        rows = _rows_adding_up(evidence, claim)
        if rows:
            return [_line(evidence, row, amount) for row, amount in rows]
    return []


def _rows_adding_up(evidence: Evidence, total: Claim) -> list[tuple[tuple[Segment, ...], Value]]:
    added = Decimal(0)
    taken: list[tuple[tuple[Segment, ...], Value]] = []
    for row, amount in _rows_above(evidence, total):
        added += amount.amount
        taken.insert(0, (row, amount))
        if near(added, total.value.amount):
            return taken
    return []


def _rows_above(evidence: Evidence, total: Claim) -> Iterator[tuple[tuple[Segment, ...], Value]]:
    """Rows with a text and an amount in the total's column, from the total upwards; a sentence's total has none."""
    first = total.value.segment.row
    in_sentence = total.label.segment is total.value.segment and total.value.end < len(total.value.segment.words)
    edge = None if in_sentence else total.value.box.right
    for number in range(first - 1, max(-1, first - MOST_ROWS), -1):
        row = evidence.rows.get(number)
        if not row or row[0].page != total.value.segment.page or _names_net(evidence, row[0]):
            return
        numbers = decimals_of(evidence, row)
        if not numbers or _described(row) is None or _is_sum(evidence, row[0]):
            continue  # nothing, a tax, or a sum of less than all
        if edge is None and numbers[-1].segment is not row[0]:
            edge = numbers[-1].box.right  # a total in a sentence has an edge of its own
        if edge is not None and abs(numbers[-1].box.right - edge) < row[0].size:
            yield row, numbers[-1]


def _names_net(evidence: Evidence, segment: Segment) -> bool:
    """Whether a row is the net total: with the tax it adds up to the total, and neither is a line."""
    return any(hit.start == 0 and hit.names()[0] == "net_total" for hit in evidence.labels_by_segment.get(segment, ()))


def _is_sum(evidence: Evidence, segment: Segment) -> bool:
    """Whether a text is the label of a total or a tax and says no more, but for a rate: "VAT 20 %"."""
    for hit in evidence.labels_by_segment.get(segment, ()):
        more = [word.text for word in segment.words[hit.end :] if count_letters(word.text) > SMALL_WORD]
        if hit.start == 0 and not more and NO_LINE & set(hit.names_in_its_language()):
            return True
    return False


def _line(evidence: Evidence, row: tuple[Segment, ...], amount: Value) -> Line:
    factors = [v for s in row for v in evidence.values[s] if v.number and v is not amount]
    pair = next(
        ((a, b) for a in factors for b in factors if a is not b and near(a.amount * b.amount, amount.amount)), None
    )
    return Line(
        description=_description(row, amount),
        quantity=f"{pair[0].amount:f}" if pair else None,
        unit_price=f"{pair[1].amount:f}" if pair else None,
        net_amount=money(amount.amount),
        confidence=CONFIDENCE,
        page=row[0].page,
        box=amount.box,
    )


def _described(row: tuple[Segment, ...]) -> Segment | None:
    """The row's first text with letters that is more than a currency."""
    texts = (s for s in row if has_letter(s.text))
    return next((s for s in texts if s.text not in CODES and s.text not in SYMBOLS), None)


def _description(row: tuple[Segment, ...], amount: Value) -> str:
    """The row's first text; where the amount is in it, what stands before."""
    first = _described(row) or row[0]
    words = first.words[: amount.start] if amount.segment is first else first.words
    return text_of_words(words)
