"""Charges, allowances and roundings that rows outside of the lines print."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.facts import Extra
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import UNLABELLED_LIMIT, is_money
from chalicelib.extraction.totals.rate_rows import HIGHEST_RATE
from chalicelib.extraction.values.numbers import Number

EXTRAS = ("charge", "discount", "rounding")


def find_extras(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[Extra]:
    """One for each row with such a label, and for each such label over an amount; no amount is in two of them."""
    over = _claimed_below(evidence, table_rows)
    taken = {claim.value.key for claim in over}
    with_own = {claim.label.segment.row for claim in over}
    for number, row in evidence.rows.items():
        labels = [hit for s in row for hit in evidence.labels_by_segment.get(s, ()) if hit.names()[0] in EXTRAS]
        if labels and number not in table_rows:
            label = min(labels, key=lambda hit: hit.box.left)
            under = evidence.rows.get(number + 1, ()) if number not in with_own else ()
            values = _amounts_in(evidence, row, label) or _amounts_in(evidence, under, label)
            if values and taken.isdisjoint(value.key for value in values):
                taken.update(value.key for value in values)
                yield _extra(evidence, label, values)
    for claim in over:
        yield _extra(evidence, claim.label, [claim.value])


def _claimed_below(evidence: Evidence, table_rows: frozenset[int]) -> list[Claim]:
    """The claims of labels that stand right over an amount, one for each amount."""
    found: dict[tuple[int, int, int], Claim] = {}
    for claim in make_claims(evidence, Kind.NUMBER):
        over = claim.below and claim.label.fills_segment and claim.strength >= UNLABELLED_LIMIT
        if claim.name in EXTRAS and over and is_money(claim, table_rows) and claim.value.amount:
            found.setdefault(claim.value.key, claim)
    return list(found.values())


def _extra(evidence: Evidence, label: Hit, values: Sequence[Value]) -> Extra:
    amounts = tuple(value.amount for value in reversed(values))
    rates = _rates_in(evidence, values[0].segment.row)
    return Extra(label.names()[0], label.text.strip(" :"), amounts, rates)


def _amounts_in(evidence: Evidence, row: Sequence[Segment], label: Hit) -> list[Value]:
    """The amounts of a row behind a label."""
    own = any(segment is label.segment for segment in row)
    if not own and any(map(evidence.starts_with_label, row[:1])):
        return []
    numbers = [v for s in row for v in evidence.values[s] if v.number]
    behind = [v for v in numbers if not own or v.box.left > label.box.left]
    return [v for v in behind if v.amount and v.number and _is_money(v.number)]


def _rates_in(evidence: Evidence, row: int) -> frozenset[Decimal]:
    numbers = (v.amount for s in evidence.rows.get(row, ()) for v in evidence.values[s] if v.number)
    return frozenset(amount for amount in numbers if 0 <= amount <= HIGHEST_RATE)


def _is_money(number: Number) -> bool:
    return not number.percent and bool(number.decimals or number.currency)
