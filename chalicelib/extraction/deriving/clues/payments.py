"""Amounts that may be paid already (BT-113): a label names them, a day stands beside them, or they are taken off.

An amount is only taken for paid where total and amount due differ by just this: see `deriving.sums`.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.result import Field, FieldName


def find_payments(evidence: Evidence, fields: Mapping[FieldName, Field]) -> frozenset[Decimal]:
    """The amounts, without sign."""
    named = [claim.value for claim in make_claims(evidence, Kind.NUMBER) if claim.name == "prepaid"]
    return frozenset(abs(value.amount) for value in [*named, *_beside_the_total(evidence, fields)])


def _beside_the_total(evidence: Evidence, fields: Mapping[FieldName, Field]) -> Iterator[Value]:
    """What is taken off the total before it is due, and what was paid on a day that its row says.

    A percentage in the row makes it a discount or a tax kept back.
    """
    total, due = fields.get(FieldName.TOTAL), fields.get(FieldName.AMOUNT_DUE)
    if total is None or due is None or total.box is None or due.box is None or total.page != due.page:
        return
    dated = {value.segment.row for value in evidence.all_values(Kind.DATE)}
    for value in evidence.all_values(Kind.NUMBER):
        row = value.segment.row
        below = value.segment.page == total.page and value.box.top > total.box.top
        taken_off = below and value.box.top < due.box.top
        if (taken_off or (below and row in dated)) and not _has_percentage(evidence, row):
            yield value


def _has_percentage(evidence: Evidence, row: int) -> bool:
    return any("%" in segment.text for segment in evidence.rows.get(row, ()))
