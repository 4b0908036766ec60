"""Lines without a table header: rows of text with an amount that, from the totals upwards, add up to a total.

Without a header nothing says what a column is, so only rows that are proven by their sum are taken, and only their
description and amount, and quantity and price where one number times another is the amount.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED, Claim, claims_named, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import count_letters, has_letter, text_of_words, texts_of
from chalicelib.extraction.lexicon.currency_signs import is_currency
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
    claims = claims_named(make_claims(evidence, Kind.NUMBER), *SUMS)
    claims.sort(key=lambda claim: claim.row)
    for claim in claims:
        rows = [] if claim.below or not claim.value.amount else _rows_adding_up(evidence, claim)
        if rows:
            return [_line(evidence, row, amount) for row, amount in _in_their_column(rows)]
    return []


def _in_their_column(rows: list[_Row]) -> list[_Row]:
    """The rows without what stands before the first column of texts that all of them have: a margin's text."""
    edges = [_edges(row) for row, _ in rows]
    common = [edge for edge in edges[0] if all(_has_near(others, edge) for others in edges)]
    if not common:
        return rows
    first = min(common) - ALIGNED
    return [(tuple([segment for segment in row if segment.box.left >= first]), amount) for row, amount in rows]


def _edges(row: Sequence[Segment]) -> list[float]:
    """Where the texts of a row begin that are more than a currency."""
    return [segment.box.left for segment in row if has_letter(segment.text) and not is_currency(segment.text)]


def _has_near(edges: Sequence[float], edge: float) -> bool:
    return any(abs(edge - other) < ALIGNED for other in edges)


def _rows_adding_up(evidence: Evidence, total: Claim) -> list[_Row]:
    """The rows that make a total; a tax among them counts to it where what bears none stands under it."""
    added = taxed = Decimal(0)
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

    A tax, or a sum of less than all, may be among them.
    """
    edge = None if _is_in_sentence(total) else total.value.box.right
    for row in _texts_above(evidence, total):
        numbers = decimals_of(evidence, row)
        if edge is None and numbers[-1].segment is not row[0]:
            edge = numbers[-1].box.right  # a total in a sentence has an edge of its own
        in_column = [value for value in numbers if edge is not None and abs(value.box.right - edge) < row[0].size]
        if in_column:
            yield row, in_column[-1]


def _texts_above(evidence: Evidence, total: Claim) -> Iterator[tuple[Segment, ...]]:
    """The rows over a total that have a text and an amount, up to a net total's."""
    for number in range(total.row - 1, max(-1, total.row - MOST_ROWS), -1):
        row = evidence.rows.get(number)
        if not row or row[0].page != total.value.segment.page or _names_net(evidence, row[0]):
            return
        if decimals_of(evidence, row) and _described(row) and not _is_paid(evidence, row):
            yield row


def _is_in_sentence(total: Claim) -> bool:
    """Whether words follow a total that stands in its label's text."""
    segment = total.value.segment
    return total.label.segment is segment and total.value.end < len(segment.words)


def _names_net(evidence: Evidence, segment: Segment) -> bool:
    """Whether a row is the net total: with the tax it adds up to the total, and neither is a line."""
    return any(hit.heads_as("net_total") for hit in evidence.labels_of(segment))


def _is_sum(evidence: Evidence, segment: Segment) -> bool:
    """Whether a text is the label of a total or a tax and says no more, but for a rate: "VAT 20 %"."""
    return any(_begins(hit) and _names_sum_only(hit) for hit in evidence.labels_of(segment))


def _is_paid(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Whether a row is a payment that is taken off: "Your deposit of 12 October  -500.00"."""
    taken_off = decimals_of(evidence, row)[-1].amount < 0
    return taken_off and any(hit.is_named("prepaid") for hit in evidence.labels_of(row[0]))


def _begins(hit: Hit) -> bool:
    """Whether nothing but a rate stands before a label: "20 % VAT"."""
    return not any(map(has_letter, texts_of(hit.segment.words[: hit.start])))


def _is_tax(evidence: Evidence, segment: Segment) -> bool:
    return any(_begins(hit) and "tax_total" in hit.names_in_its_language() for hit in evidence.labels_of(segment))


def _names_sum_only(hit: Hit) -> bool:
    letters = list(map(count_letters, texts_of(hit.words_behind)))
    return max(letters, default=0) <= SMALL_WORD and not NO_LINE.isdisjoint(hit.names_in_its_language())


def _line(evidence: Evidence, row: tuple[Segment, ...], amount: Value) -> Line:
    factors = [value for value in evidence.numbers_of(*row) if value is not amount]
    quantity, price = _factors_of(amount, factors)
    return Line(
        description=_description(row, amount),
        quantity=f"{quantity.amount:f}" if quantity else None,
        unit_price=f"{price.amount:f}" if price else None,
        net_amount=money(amount.amount),
        confidence=CONFIDENCE,
        page=row[0].page,
        box=amount.box,
    )


def _factors_of(amount: Value, numbers: Sequence[Value]) -> tuple[Value, Value] | tuple[None, None]:
    """The first two numbers of which an amount is the product."""
    for one, other in permutations(numbers, 2):
        if near(one.amount * other.amount, amount.amount):
            return one, other
    return None, None


def _described(row: tuple[Segment, ...]) -> Segment | None:
    """The row's first text with letters that is more than a currency."""
    texts = [segment for segment in row if has_letter(segment.text)]
    return next((segment for segment in texts if not is_currency(segment.text)), None)


def _description(row: tuple[Segment, ...], amount: Value) -> str:
    """The row's first text; where the amount is in it, what stands before."""
    first = _described(row) or row[0]
    words = first.words[: amount.start] if amount.segment is first else first.words
    return text_of_words(words)
