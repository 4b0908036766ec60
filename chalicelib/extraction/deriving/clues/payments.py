"""Amounts that may be paid already (BT-113): labels name them, or they stand between the total and what is due."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.result import Field, FieldName


def find_payments(evidence: Evidence, fields: Mapping[FieldName, Field]) -> frozenset[Decimal]:
    """The amounts, without sign."""
    named = {abs(claim.value.amount) for claim in make_claims(evidence, Kind.NUMBER) if claim.name == "prepaid"}
    return frozenset(named | {abs(value.amount) for value in _between_total_and_due(evidence, fields)})


def _between_total_and_due(evidence: Evidence, fields: Mapping[FieldName, Field]) -> Iterator[Value]:
    """What is taken off the total before it is due; a percentage beside it makes it a discount or a tax kept back."""
    total, due = fields.get(FieldName.TOTAL), fields.get(FieldName.AMOUNT_DUE)
    if total is None or due is None or total.box is None or due.box is None or total.page != due.page:
        return
    for value in evidence.all_values(Kind.NUMBER):
        inside = value.segment.page == total.page and total.box.top < value.box.top < due.box.top
        if inside and not any("%" in segment.text for segment in evidence.rows.get(value.segment.row, ())):
            yield value
