"""Charges, allowances and roundings that rows outside of the lines print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import make_claims
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import UNLABELLED_LIMIT, is_money
from chalicelib.extraction.totals.rate_rows import HIGHEST_RATE
from chalicelib.extraction.values.numbers import Number

EXTRAS = ("charge", "discount", "rounding")


@dataclass(frozen=True, slots=True)
class Extra:
    """A row outside of the lines that a charge's or an allowance's label begins, with its amounts and its rates."""

    kind: str
    label: str
    amounts: tuple[Decimal, ...]
    rates: frozenset[Decimal] = frozenset()


def find_extras(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[Extra]:
    """One for each row with such a label, and for each such label over an amount."""
    for number, row in evidence.rows.items():
        labels = [hit for s in row for hit in evidence.labels_by_segment.get(s, ()) if hit.names()[0] in EXTRAS]
        if labels and number not in table_rows:
            label = min(labels, key=lambda hit: hit.box.left)
            beside = _extra_in(evidence, row, label)
            yield from filter(None, [beside or _extra_in(evidence, evidence.rows.get(number + 1, ()), label)])
    for claim in make_claims(evidence, Kind.NUMBER):
        over = claim.below and claim.label.fills_segment and claim.strength >= UNLABELLED_LIMIT
        if claim.name in EXTRAS and over and is_money(claim, table_rows) and claim.value.amount:
            yield Extra(claim.name, claim.label.text.strip(" :"), (claim.value.amount,))


def _extra_in(evidence: Evidence, row: Sequence[Segment], label: Hit) -> Extra | None:
    """The amounts of a row behind a label, the last first."""
    own = any(segment is label.segment for segment in row)
    if not own and any(hit.start == 0 for s in row[:1] for hit in evidence.labels_by_segment.get(s, ())):
        return None
    numbers = [v for s in row for v in evidence.values[s] if v.number]
    behind = [v for v in numbers if not own or v.box.left > label.box.left]
    amounts = [v.amount for v in behind if v.amount and v.number and _is_money(v.number)]
    if not amounts:
        return None
    rates = frozenset(v.amount for v in numbers if 0 <= v.amount <= HIGHEST_RATE)
    return Extra(label.names()[0], label.text.strip(" :"), tuple(reversed(amounts)), rates)


def _is_money(number: Number) -> bool:
    return not number.percent and bool(number.decimals or number.currency)
