"""Lines without a table header: rows of text with an amount that, from the totals upwards, add up to a total.

Without a header nothing says what a column is, so only rows that are proven by their sum are taken, and only their
description and amount, and quantity and price where one number times another is the amount.
"""

from collections.abc import Iterator
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED, Claim, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.lexicon.currency_signs import CODES, SYMBOLS
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.result import Line
from chalicelib.extraction.totals.amounts import decimals_of, money, near

SUMS = ("subtotal", "net_total", "total", "amount_due")
SMALL_WORD = 3  # letters of "at" and the like between a tax and its rate
NO_LINE = {"tax_total", "net_total", "subtotal", "total", "amount_due", "prepaid", "previous_balance"}
MOST_ROWS = 40  # above a total
CONFIDENCE = 0.75


_Row = tuple[tuple[Segment, ...], Value]


def headless_lines(evidence: Evidence) -> list[Line]:
    """The lines above the first total that rows add up to; none where there is no such sum."""
    claims = [c for c in make_claims(evidence, Kind.NUMBER) if c.name in SUMS and not c.below and c.value.amount]
    for claim in sorted(claims, key=lambda c: c.value.segment.row):
        rows = _rows_adding_up(evidence, claim)
        if rows:
            return [_line(evidence, row, amount) for row, amount in _in_their_column(rows)]
    return []


def _in_their_column(rows: list[_Row]) -> list[_Row]:
    """The rows without what stands before the first column of texts that all of them have: a margin's text."""
    edges = [[segment.box.left for segment in row if _is_text(segment)] for row, _ in rows]
    common = [edge for edge in edges[0] if all(any(_near(edge, other) for other in others) for others in edges)]
    if not common:
        return rows
    first = min(common) - ALIGNED
    return [(tuple(segment for segment in row if segment.box.left >= first), amount) for row, amount in rows]


def _near(edge: float, other: float) -> bool:
    return abs(edge - other) < ALIGNED


def _is_text(segment: Segment) -> bool:
    return any(letter.isalpha() for letter in segment.text)


def _rows_adding_up(evidence: Evidence, total: Claim) -> list[_Row]:
    added = Decimal(0)
    taxed = Decimal(0)
    taken: list[_Row] = []
    for row, amount in _rows_above(evidence, total):
        if _is_sum(evidence, row[0]):
            taxed += amount.amount if taken and _is_tax(evidence, row[0]) else 0
            continue
        added += amount.amount
        taken.insert(0, (row, amount))
        if near(added, total.value.amount) or (taxed and near(added + taxed, total.value.amount)):
            return taken
    return []


def _rows_above(evidence: Evidence, total: Claim) -> Iterator[_Row]:
    """Rows with a text and an amount in the total's column, from the total upwards; a sentence's total has none.

    A tax or a sum of less than all may be among them; a tax counts where what bears none stands under it.
    """
    first = total.value.segment.row
    in_sentence = total.label.segment is total.value.segment and total.value.end < len(total.value.segment.words)
    edge = None if in_sentence else total.value.box.right
    for number in range(first - 1, max(-1, first - MOST_ROWS), -1):
        row = evidence.rows.get(number)
        if not row or row[0].page != total.value.segment.page or _names_net(evidence, row[0]):
            return
        numbers = decimals_of(evidence, row)
        if not numbers or _described(row) is None:
            continue
        if edge is None and numbers[-1].segment is not row[0]:
            edge = numbers[-1].box.right  # a total in a sentence has an edge of its own
        in_column = [v for v in numbers if edge is not None and abs(v.box.right - edge) < row[0].size]
        if in_column:
            yield row, in_column[-1]


def _names_net(evidence: Evidence, segment: Segment) -> bool:
    """Whether a row is the net total: with the tax it adds up to the total, and neither is a line."""
    return any(hit.start == 0 and hit.names()[0] == "net_total" for hit in evidence.labels_by_segment.get(segment, ()))


def _is_sum(evidence: Evidence, segment: Segment) -> bool:
    """Whether a text is the label of a total or a tax and says no more, but for a rate: "VAT 20 %"."""
    for hit in evidence.labels_by_segment.get(segment, ()):
        more = [word.text for word in segment.words[hit.end :] if sum(map(str.isalpha, word.text)) > SMALL_WORD]
        if _begins(hit, segment) and not more and NO_LINE & set(hit.names_in_its_language()):
            return True
    return False


def _begins(hit: Hit, segment: Segment) -> bool:
    """Whether nothing but a rate stands before a label: "20 % VAT"."""
    return not any(letter.isalpha() for word in segment.words[: hit.start] for letter in word.text)


def _is_tax(evidence: Evidence, segment: Segment) -> bool:
    hits = (hit for hit in evidence.labels_by_segment.get(segment, ()) if _begins(hit, segment))
    return any("tax_total" in hit.names_in_its_language() for hit in hits)


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
    texts = (s for s in row if any(letter.isalpha() for letter in s.text))
    return next((s for s in texts if s.text not in CODES and s.text not in SYMBOLS), None)


def _description(row: tuple[Segment, ...], amount: Value) -> str:
    """The row's first text; where the amount is in it, what stands before."""
    first = _described(row) or row[0]
    words = first.words[: amount.start] if amount.segment is first else first.words
    return " ".join(word.text for word in words)
