"""Amounts that may be paid already (BT-113): a label names them, a day stands beside them, or they are taken off.

An amount is only taken for paid where total and amount due differ by just this: see `deriving.sums`. An instalment that
is due later, a discount and what is kept back until the work is accepted are taken off as well, and were never paid.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import LAST_LATIN, vocabulary
from chalicelib.extraction.result import Field, FieldName
from chalicelib.extraction.totals.amounts import decimals_of


def find_payments(evidence: Evidence, fields: Mapping[FieldName, Field]) -> frozenset[Decimal]:
    """The amounts, without sign, and what those come to that stand one under another."""
    named = [claim.value for claim in make_claims(evidence, Kind.NUMBER) if claim.name == "prepaid"]
    later = _rows_of_later_days(evidence, fields)
    beside = [*_beside_the_total(evidence, fields), *_by_card(evidence, fields)]
    beside = [value for value in beside if value.segment.row not in later]
    amounts = [abs(value.amount) for value in (*named, *beside) if value.segment.row not in later]
    together = _last_of_rows(beside)
    return frozenset([*amounts, sum(together, Decimal(0))] if together else amounts)


def _last_of_rows(values: Sequence[Value]) -> list[Decimal]:
    """The last amount of each row: what is before it are its parts, as net amount and tax."""
    money = [value for value in values if value.number and value.number.decimals]
    return [abs(value.amount) for value in {value.segment.row: value for value in money}.values()]


def _by_card(evidence: Evidence, fields: Mapping[FieldName, Field]) -> Iterator[Value]:
    """The whole total in a row that names a card, where nothing remains due: a folio lists payments as credits."""
    total, due = fields.get(FieldName.TOTAL), fields.get(FieldName.AMOUNT_DUE)
    if total is None or due is None or Decimal(due.value):
        return
    for number, row in evidence.rows.items():
        if _says(evidence, number, "payment_means"):
            yield from (v for v in decimals_of(evidence, row) if v.amount == Decimal(total.value))


def find_withheld(evidence: Evidence) -> frozenset[Decimal]:
    """The amounts, without sign, that are settled with the tax office.

    That is tax on income that the customer keeps back for it, or a tax reduction that it pays for the customer.
    """
    rows = (row for number, row in evidence.rows.items() if _says(evidence, number, "withheld"))
    return frozenset(abs(value.amount) for row in rows for value in decimals_of(evidence, row))


def _beside_the_total(evidence: Evidence, fields: Mapping[FieldName, Field]) -> Iterator[Value]:
    """What is taken off the total before it is due, and what was paid on a day that its row says."""
    total, due = fields.get(FieldName.TOTAL), fields.get(FieldName.AMOUNT_DUE)
    if total is None or due is None or total.box is None or due.box is None or total.page != due.page:
        return
    dated = {value.segment.row for value in evidence.all_values(Kind.DATE)}
    for value in evidence.all_values(Kind.NUMBER):
        row = value.segment.row
        below = value.segment.page == total.page and value.box.top > total.box.top
        taken_off = below and value.box.top < due.box.top
        if (taken_off or (below and row in dated)) and not _is_not_paid(evidence, row):
            yield value


def _rows_of_later_days(evidence: Evidence, fields: Mapping[FieldName, Field]) -> frozenset[int]:
    """The rows with a day that is not known to be past when the invoice was written."""
    issued = fields.get(FieldName.ISSUE_DATE)
    last = dt.date.fromisoformat(issued.value) if issued else dt.date.min
    days = ((value.segment.row, value.date) for value in evidence.all_values(Kind.DATE))
    return frozenset(row for row, day in days if day and day.read(day_first=evidence.day_first) > last)


def _is_not_paid(evidence: Evidence, row: int) -> bool:
    """Whether a row is about something else than a payment: a percentage is a discount's or a tax's kept back."""
    return "%" in _text(evidence, row) or _says(evidence, row, "not_paid")


def _text(evidence: Evidence, row: int) -> str:
    return " ".join(segment.text for segment in evidence.rows.get(row, ()))


def _says(evidence: Evidence, row: int, name: str) -> bool:
    """Whether a row has one of the phrases that are listed under a name."""
    folded = " ".join(["", *map(fold, _text(evidence, row).split())])
    return any(phrase in folded for phrase in _phrases(name))


@cache
def _phrases(name: str) -> tuple[str, ...]:
    """The phrases, folded: in Latin letters, words begin with them."""
    folded = [" ".join(map(fold, text.split())) for text in vocabulary().words[name]]
    return tuple(f" {phrase}" if phrase < LAST_LATIN else phrase for phrase in folded)
