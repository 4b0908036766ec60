"""Amounts that may be paid already (BT-113): a label names them, a day stands beside them, or they are taken off.

An amount is only taken for paid where total and amount due differ by just this: see `deriving.sums`. An instalment that
is due later, a discount and what is kept back until the work is accepted are taken off as well, and were never paid.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import claims_named, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import LAST_LATIN, has_phrase, vocabulary
from chalicelib.extraction.result import Field, FieldName
from chalicelib.extraction.totals.amounts import SAME_EDGE, amounts_of, decimals_of

FIRST_WORDS = 4  # of a row, among which what it is called is: "less 5 % retention"


def find_payments(evidence: Evidence, fields: Mapping[FieldName, Field]) -> frozenset[Decimal]:
    """The amounts, without sign, and what those come to that stand one under another."""
    named = [claim.value for claim in claims_named(make_claims(evidence, Kind.NUMBER), "prepaid")]
    beside = [*_beside_the_total(evidence, fields), *_paid_in_full(evidence, fields)]
    later = _rows_of_later_days(evidence, fields)
    found = [abs(value.amount) for value in (*named, *beside) if value.segment.row not in later]
    taken_off = [value for value in beside if value.segment.row not in later]
    column = [value for value in taken_off if _is_over_due(value, fields)]  # without "(net 300.00, VAT 60.00)"
    sums = [sum(_last_of_rows(values), Decimal(0)) for values in (taken_off, column) if values]
    return frozenset([*found, *sums])


def _is_over_due(value: Value, fields: Mapping[FieldName, Field]) -> bool:
    """Whether an amount ends where the amount due does."""
    due = fields[FieldName.AMOUNT_DUE].box if FieldName.AMOUNT_DUE in fields else None
    return due is not None and abs(value.box.right - due.right) < SAME_EDGE


def _last_of_rows(values: Sequence[Value]) -> list[Decimal]:
    """The last amount of each row: what is before it are its parts, as net amount and tax."""
    last = {value.segment.row: value for value in values if value.has_decimals}
    return [abs(value.amount) for value in last.values()]


def _paid_in_full(evidence: Evidence, fields: Mapping[FieldName, Field]) -> Iterator[Value]:
    """The whole total, where nothing remains due: in a row that names a card, or anywhere under a stamp "Paid"."""
    total, due = fields.get(FieldName.TOTAL), fields.get(FieldName.AMOUNT_DUE)
    if total is None or due is None or Decimal(due.value):
        return
    is_stamped = _is_stamped_paid(evidence)
    for number, row in evidence.rows.items():
        if is_stamped or _says(evidence, number, "payment_means"):
            yield from [value for value in decimals_of(evidence, row) if value.amount == Decimal(total.value)]


def _is_stamped_paid(evidence: Evidence) -> bool:
    """Whether "Paid" stands by itself, without an amount in its row."""
    named = [hit for hit in evidence.labels if hit.fills_as("prepaid")]
    return any(not evidence.numbers_of(*evidence.rows[hit.segment.row]) for hit in named)


def find_withheld(evidence: Evidence) -> frozenset[Decimal]:
    """The amounts, without sign, that are settled with the tax office.

    That is tax on income that the customer keeps back for it, or a tax reduction that it pays for the customer. Where
    its name is one of a row of headings, its amount is one of the row under them.
    """
    found: set[Decimal] = set()
    for number, row in evidence.rows.items():
        if _says(evidence, number, "withheld"):
            values = decimals_of(evidence, row) or decimals_of(evidence, evidence.rows.get(number + 1, ()))
            found.update(map(abs, amounts_of(values)))
    return frozenset(found)


def find_retained(evidence: Evidence, fields: Mapping[FieldName, Field]) -> Iterator[tuple[str, str]]:
    """What is kept back until the work is accepted, under the total: each amount without sign, and its row's text."""
    total = fields.get(FieldName.TOTAL)
    for value in _below(evidence, total.page, total.box.top) if total and total.box else ():
        row = value.segment.row
        if value.has_decimals and value.amount and _is_retention(evidence, row):
            yield str(abs(value.amount)), _text(evidence, row)


def _is_retention(evidence: Evidence, row: int) -> bool:
    """Whether a row begins with what is kept back; a tax that is, is the tax office's."""
    first = " ".join(_text(evidence, row).split()[:FIRST_WORDS])
    said = has_phrase(f" {_folded(first)}", _phrases_of_words("retained"))
    return said and not _says(evidence, row, "withheld")


def _beside_the_total(evidence: Evidence, fields: Mapping[FieldName, Field]) -> Iterator[Value]:
    """What is taken off the total before it is due, and what was paid on a day that its row says."""
    total, due = fields.get(FieldName.TOTAL), fields.get(FieldName.AMOUNT_DUE)
    if not (total and due and total.box and due.box and total.page == due.page):
        return
    dated = {value.segment.row for value in evidence.all_values(Kind.DATE)}
    end = _end_of_totals(evidence, due)
    for value in _below(evidence, total.page, total.box.top):
        taken_off = value.box.top < end or value.segment.row in dated
        if taken_off and not _is_not_paid(evidence, value.segment.row):
            yield value


def _below(evidence: Evidence, page: int | None, top: float) -> Iterator[Value]:
    """The numbers that stand further down on a page."""
    numbers = evidence.all_values(Kind.NUMBER)
    return (value for value in numbers if value.segment.page == page and value.box.top > top)


def _end_of_totals(evidence: Evidence, due: Field) -> float:
    """Where the amount due stands last on its page: many print it in the head as well."""
    amount = Decimal(due.value)
    numbers = [value for value in evidence.all_values(Kind.NUMBER) if value.segment.page == due.page]
    return max([value.box.top for value in numbers if value.has_decimals and value.amount == amount], default=0.0)


def _rows_of_later_days(evidence: Evidence, fields: Mapping[FieldName, Field]) -> frozenset[int]:
    """The rows with a day that is not known to be past when the invoice was written."""
    issued = fields.get(FieldName.ISSUE_DATE)
    last = dt.date.fromisoformat(issued.value) if issued else dt.date.min
    rows: set[int] = set()
    for value in evidence.all_values(Kind.DATE):
        if value.date and value.date.read(day_first=evidence.day_first) > last:
            rows.add(value.segment.row)
    return frozenset(rows)


def _is_not_paid(evidence: Evidence, row: int) -> bool:
    """Whether a row is about something else than a payment: a percentage is a discount's or a tax's kept back."""
    return "%" in _text(evidence, row) or _says(evidence, row, "not_paid") or _says(evidence, row, "retained")


def _text(evidence: Evidence, row: int) -> str:
    return " ".join(texts_of(evidence.rows.get(row, ())))


def _says(evidence: Evidence, row: int, name: str) -> bool:
    """Whether a row has one of the phrases that are listed under a name."""
    return has_phrase(f" {_folded(_text(evidence, row))}", _phrases_of_words(name))


def _folded(text: str) -> str:
    """A text whose words are folded."""
    return " ".join(map(fold, text.split()))


@cache
def _phrases_of_words(name: str) -> tuple[str, ...]:
    """The phrases, folded: in Latin letters, words begin with them."""
    phrases = map(_folded, vocabulary().words[name])
    return tuple([f" {phrase}" if phrase < LAST_LATIN else phrase for phrase in phrases])
