"""Charges, allowances and roundings that rows outside of the lines print."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, claims_named, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.facts import Extra
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import UNLABELLED_LIMIT, amounts_of, is_money
from chalicelib.extraction.totals.rate_rows import HIGHEST_RATE

EXTRAS = ("charge", "discount", "rounding")


def find_extras(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[Extra]:
    """One for each row with such a label, and for each such label over an amount; no amount is in two of them."""
    over = _claimed_below(evidence, table_rows)
    taken = {claim.value.key for claim in over}
    with_own = {claim.label.segment.row for claim in over}
    for label in _first_labels(evidence, table_rows):
        values = _beside_or_under(evidence, label, under=label.segment.row not in with_own)
        keys = {value.key for value in values}
        if keys and taken.isdisjoint(keys):
            taken |= keys
            yield _extra(evidence, label, values)
    for claim in over:
        yield _extra(evidence, claim.label, [claim.value])


def _first_labels(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[Hit]:
    """The leftmost label of each row that names a charge or the like."""
    for number, row in evidence.rows.items():
        labels = [hit for hit in evidence.labels_of(*row) if hit.name in EXTRAS]
        if labels and number not in table_rows:
            yield min(labels, key=lambda hit: hit.box.left)


def _beside_or_under(evidence: Evidence, label: Hit, *, under: bool) -> list[Value]:
    """The amounts behind a label or, where there are none, in the row below it."""
    number = label.segment.row
    beside = _amounts_in(evidence, evidence.rows[number], label)
    if beside or not under:
        return beside
    return _amounts_in(evidence, evidence.rows.get(number + 1, ()), label)


def _claimed_below(evidence: Evidence, table_rows: frozenset[int]) -> list[Claim]:
    """The claims of labels that stand right over an amount, one for each amount."""
    found: dict[tuple[int, int, int], Claim] = {}
    for claim in claims_named(make_claims(evidence, Kind.NUMBER), *EXTRAS):
        over = claim.below and claim.label.fills_segment and claim.strength >= UNLABELLED_LIMIT
        if over and claim.value.amount and is_money(claim, table_rows):
            found.setdefault(claim.value.key, claim)
    return list(found.values())


def _extra(evidence: Evidence, label: Hit, values: Sequence[Value]) -> Extra:
    rates = _rates_in(evidence, values[0].segment.row)
    return Extra(label.name, label.text.strip(" :"), tuple(reversed(amounts_of(values))), rates)


def _amounts_in(evidence: Evidence, row: Sequence[Segment], label: Hit) -> list[Value]:
    """The amounts of a row behind a label."""
    own = label.segment in row
    if not own and any(map(evidence.starts_with_label, row[:1])):
        return []
    numbers = [value for value in evidence.values_of(*row) if value.is_sum and value.amount]
    return [value for value in numbers if not own or value.box.left > label.box.left]


def _rates_in(evidence: Evidence, row: int) -> frozenset[Decimal]:
    amounts = amounts_of(evidence.numbers_of(*evidence.rows.get(row, ())))
    return frozenset([amount for amount in amounts if 0 <= amount <= HIGHEST_RATE])
