"""The document of a credit note: an issued invoice, what earlier credit notes left of it, or chosen lines. Pure.

Amounts are rounded, so pieces of an invoice can come to some cents more or less than the whole. So a line's piece is
held to what earlier ones left, and the one that takes the rest of a line, or of the invoice, takes exactly the rest.
Where a line's amount is moved by this, an allowance or a charge of the line says so, so that quantity by price still
proves it.

Allowances and charges of the document go with the lines of their own tax: what a credit note takes of one is the share
of those lines that is credited by then, without what was taken before. Tax is reckoned in the same way, on all that is
credited by then. So each piece is within a smallest coin of rate by amount (BR-CO-17), and all come to the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from chalicelib.documents.model.document import (
    AllowanceCharge,
    Document,
    DocumentAllowanceCharge,
    Line,
    Note,
    PrecedingInvoice,
    TaxSubtotal,
    Totals,
)
from chalicelib.documents.model.money import exactly, places, rounded
from chalicelib.documents.model.totals import PERCENT, TaxKey, line_net, summed_up, tax_key

CREDIT_NOTE = "381"  # UNTDID 1001
ROUNDING = "Rounding"
ACCOUNTING = "accounting"  # what was taken of the tax in the other currency
ZERO, ONE = Decimal(0), Decimal(1)
_Each = TypeVar("_Each", bound=AllowanceCharge)

Taken = Mapping[str, Decimal]
"""What earlier credit notes took of an invoice's amounts and quantities, by `quantity#0`, `net#0`, `tax#S#19`, …"""


class NothingLeft(Exception):
    """All of the invoice was credited."""


class TooMuch(Exception):
    """More is asked for than is left: of a line's quantity, or of the invoice's total."""

    def __init__(self, left: str) -> None:
        """Carry what is left."""
        super().__init__(left)
        self.left = left


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit note without a number, and what is taken of the invoice with it; `is_rest` where nothing is left."""

    document: Document
    taken: Taken
    is_rest: bool


def is_creditable(document: Document) -> bool:
    """Tell whether a document is an invoice with all amounts that a credit note needs."""
    amounts = (document.totals.total if document.totals else None, *(line.net_amount for line in document.lines))
    return not document.is_credit_note and bool(document.invoice_number) and None not in amounts


def credit(document: Document, taken: Taken, chosen: Mapping[int, Decimal | None] | None, today: date) -> Credit:
    """Return the credit note of an invoice's lines: those `chosen`, each with a quantity or all that is left of it.

    Without a choice it is of all that is left. The document must be creditable.

    Raises:
        NothingLeft: there is nothing to credit.
        TooMuch: it would take more than is left.

    """
    taken = _with_accounting(document, taken)
    quantities = _quantities(document, taken, chosen)
    if not quantities:
        raise NothingLeft
    is_rest = all(_is_used_up(document, taken, quantities, index) for index in range(len(document.lines)))
    whole = is_rest and not taken
    note = document if whole else _piece(document, taken, quantities, is_rest=is_rest)
    _refuse_too_much(document, taken, note)
    return Credit(_as_credit_note(note, document, today), _after(note, taken, quantities), is_rest)


def _quantities(document: Document, taken: Taken, chosen: Mapping[int, Decimal | None] | None) -> dict[int, Decimal]:
    """Return by line how much is credited of it."""
    left = {
        index: left_of_line(line, taken, index)
        for index, line in enumerate(document.lines)
        if not _is_done(taken, line, index)
    }
    if chosen is None:
        return left
    wanted: dict[int, Decimal] = {}
    for index, quantity in chosen.items():
        rest = left.get(index, ZERO)
        wanted[index] = rest if quantity is None else quantity
        if index not in left or _within(wanted[index], rest) != wanted[index]:
            line = document.lines[index]
            raise TooMuch(f"{rest} of line {line.id or index + 1}")
    return wanted


def left_of_line(line: Line, taken: Taken, index: int) -> Decimal:
    """Return how much of a line's quantity earlier credit notes left."""
    return (line.quantity or ZERO) - taken.get(f"quantity#{index}", ZERO)


def _is_done(taken: Taken, line: Line, index: int) -> bool:
    return taken.get(f"quantity#{index}") == (line.quantity or ZERO)


def _is_used_up(document: Document, taken: Taken, quantities: Mapping[int, Decimal], index: int) -> bool:
    line = document.lines[index]
    return _is_done(taken, line, index) or quantities.get(index) == left_of_line(line, taken, index)


def _piece(document: Document, taken: Taken, quantities: Mapping[int, Decimal], *, is_rest: bool) -> Document:
    decimals = places(document.currency)
    lines = {
        index: _line(document.lines[index], quantity, taken, index, decimals)
        for index, quantity in sorted(quantities.items())
    }
    shares = _Shares(document, taken, {index: line.net_amount or ZERO for index, line in lines.items()})
    piece = summed_up(document.model_copy(update={
        "lines": tuple(lines.values()),
        "allowances": _parts("allowance", document.allowances, shares, taken, decimals, is_rest=is_rest),
        "charges": _parts("charge", document.charges, shares, taken, decimals, is_rest=is_rest),
        "totals": None,
    }))  # fmt: skip
    return _with_shared_tax(piece, document, taken, is_rest=is_rest)


def _line(line: Line, quantity: Decimal, taken: Taken, index: int, decimals: int) -> Line:
    """Return as much of a line as is credited, at the price of the whole."""
    whole = line.quantity or ZERO
    if quantity == whole and f"quantity#{index}" not in taken:
        return line
    share = quantity / whole if whole else ZERO
    part = line.model_copy(update={
        "quantity": quantity,
        "allowances": tuple(_scaled(each, share, decimals) for each in line.allowances),
        "charges": tuple(_scaled(each, share, decimals) for each in line.charges),
    })  # fmt: skip
    rest = (line.net_amount or ZERO) - taken.get(f"net#{index}", ZERO)
    natural = line_net(part, decimals) or ZERO
    last = quantity == left_of_line(line, taken, index)
    return _moved(part, natural, rest if last else _within(natural, rest))


def _moved(line: Line, natural: Decimal, net: Decimal) -> Line:
    """Return a line whose net amount is this one, with what explains the difference."""
    difference = AllowanceCharge(amount=abs(net - natural), reason=ROUNDING)
    changes: dict[str, object] = {"net_amount": net}
    if net > natural:
        changes["charges"] = (*line.charges, difference)
    elif net < natural:
        changes["allowances"] = (*line.allowances, difference)
    return line.model_copy(update=changes)


class _Shares:
    """Which part of an invoice's lines is credited once a piece is: of those of one tax, or of all."""

    def __init__(self, document: Document, taken: Taken, piece: Mapping[int, Decimal]) -> None:
        self._whole: dict[TaxKey | None, Decimal] = {}
        self._credited: dict[TaxKey | None, Decimal] = {}
        for index, line in enumerate(document.lines):
            credited = taken.get(f"net#{index}", ZERO) + piece.get(index, ZERO)
            for key in (_tax_of(line), None):
                self._whole[key] = self._whole.get(key, ZERO) + (line.net_amount or ZERO)
                self._credited[key] = self._credited.get(key, ZERO) + credited

    def of(self, each: DocumentAllowanceCharge) -> Decimal:
        """Return the share by which an allowance or a charge is used up; where no line has its tax, that of all."""
        key = _tax_of(each) if _tax_of(each) in self._whole else None
        with exactly():
            share = self._credited[key] / self._whole[key] if self._whole[key] else ZERO
        return min(max(share, ZERO), ONE)


def _tax_of(taxed: Line | DocumentAllowanceCharge) -> TaxKey:
    return tax_key(taxed.tax_category, taxed.tax_rate, taxed.tax_scheme)


def _parts(
    name: str,
    whole: Sequence[DocumentAllowanceCharge],
    shares: _Shares,
    taken: Taken,
    decimals: int,
    *,
    is_rest: bool,
) -> tuple[DocumentAllowanceCharge, ...]:
    """Return what a piece has of document level allowances or charges; each keeps its place, if only with 0."""
    parts = []
    for index, each in enumerate(whole):
        before = taken.get(f"{name}#{index}", ZERO)
        rest = (each.amount or ZERO) - before
        part = _scaled(each, shares.of(each), decimals)
        amount = rest if is_rest else _within((part.amount or ZERO) - before, rest)
        parts.append(part.model_copy(update={"amount": amount}))
    return tuple(parts)


def _scaled(each: _Each, share: Decimal, decimals: int) -> _Each:
    with exactly():
        amount = rounded((each.amount or ZERO) * share, decimals)
    return each.model_copy(update={"amount": amount, "base_amount": None, "percentage": None})


def _with_shared_tax(piece: Document, document: Document, taken: Taken, *, is_rest: bool) -> Document:
    whole = {_tax_place(row): row for row in document.tax_breakdown}
    decimals = places(document.currency)
    shared = [
        _shared(row, whole.get(_tax_place(row), TaxSubtotal()), taken, decimals, is_rest=is_rest)
        for row in piece.tax_breakdown
    ]
    rows = tuple(row for row in shared if row.taxable_amount or row.tax_amount or _is_used(row, piece))
    totals = piece.totals or Totals()
    with exactly():
        tax = sum((row.tax_amount or ZERO for row in rows), ZERO)
        total = (totals.net_total or ZERO) + tax
        accounting = _accounting_tax(document, tax, taken, is_rest=is_rest)
    changes = {"tax_total": tax, "tax_total_accounting": accounting, "total": total}
    return piece.model_copy(update={"tax_breakdown": rows, "totals": totals.model_copy(update=changes)})


def _is_used(row: TaxSubtotal, piece: Document) -> bool:
    """Whether something in the piece is taxed so; an allowance or a charge of 0 is left out of it."""
    parts = [each for each in (*piece.allowances, *piece.charges) if each.amount]
    taxes = {*map(_tax_of, piece.lines), *map(_tax_of, parts)}
    return tax_key(row.category, row.rate, row.scheme) in taxes


def _shared(row: TaxSubtotal, whole: TaxSubtotal, taken: Taken, decimals: int, *, is_rest: bool) -> TaxSubtotal:
    """Return a row whose tax is that of all that is credited by then, without what was credited before."""
    place = _tax_place(row)
    before = taken.get(f"tax#{place}", ZERO)
    taxed = taken.get(f"taxed#{place}", ZERO) + (row.taxable_amount or ZERO)
    with exactly():
        by_then = rounded(taxed * (row.rate or ZERO) / PERCENT, decimals)
    if is_rest or taxed == whole.taxable_amount:
        by_then = whole.tax_amount or ZERO
    return row.model_copy(update={"tax_amount": by_then - before})


def _accounting_tax(document: Document, tax: Decimal, taken: Taken, *, is_rest: bool) -> Decimal | None:
    """Return the tax in the other currency (BT-111): its share by then, without what was credited before."""
    whole = document.totals.tax_total_accounting if document.totals else None
    if not whole:
        return whole
    by_then = whole if is_rest else _accounting_share(document, _tax_taken(taken) + tax)
    return by_then - taken.get(ACCOUNTING, ZERO)


def _with_accounting(document: Document, taken: Taken) -> Taken:
    """Return what was taken with the tax in the other currency, which earlier records do not have: its share."""
    if not taken or ACCOUNTING in taken:
        return taken
    share = _accounting_share(document, _tax_taken(taken))
    return {**taken, ACCOUNTING: share} if share else taken


def _accounting_share(document: Document, tax: Decimal) -> Decimal:
    """Return how much of the tax in the other currency goes with so much tax."""
    totals = document.totals or Totals()
    whole, whole_tax = totals.tax_total_accounting, totals.tax_total
    return rounded(whole * tax / whole_tax, places(document.tax_currency)) if whole and whole_tax else ZERO


def _tax_taken(taken: Taken) -> Decimal:
    return sum((amount for place, amount in taken.items() if place.startswith("tax#")), ZERO)


def _refuse_too_much(document: Document, taken: Taken, note: Document) -> None:
    """Lines of opposite signs: one alone can come to more than all of them."""
    left = _total(document) - taken.get("total", ZERO)
    if _within(_total(note), left) != _total(note):
        raise TooMuch(f"{left} {document.currency or ''}".strip())


def _after(note: Document, taken: Taken, quantities: Mapping[int, Decimal]) -> Taken:
    amounts = {"total": _total(note)}
    if accounting := note.totals and note.totals.tax_total_accounting:
        amounts[ACCOUNTING] = accounting
    for (index, quantity), line in zip(sorted(quantities.items()), note.lines, strict=True):
        amounts |= {f"quantity#{index}": quantity, f"net#{index}": line.net_amount or ZERO}
    for name, parts in (("allowance", note.allowances), ("charge", note.charges)):
        amounts |= {f"{name}#{index}": each.amount or ZERO for index, each in enumerate(parts)}
    for row in note.tax_breakdown:
        place = _tax_place(row)
        amounts |= {f"tax#{place}": row.tax_amount or ZERO, f"taxed#{place}": row.taxable_amount or ZERO}
    with exactly():
        return {**taken, **{place: taken.get(place, ZERO) + amount for place, amount in amounts.items()}}


def _as_credit_note(note: Document, invoice: Document, today: date) -> Document:
    totals = note.totals or Totals()
    return note.model_copy(update={
        "invoice_number": None,
        "type_code": CREDIT_NOTE,
        "issue_date": today,
        "due_date": today,
        "payment_terms": None,
        "tax_point_date": None,
        "tax_point_code": None,
        "payment": None,
        "attachments": (),
        "notes": (),
        "preceding_invoices": (PrecedingInvoice(number=invoice.invoice_number, issue_date=invoice.issue_date),),
        "allowances": tuple(each for each in note.allowances if each.amount),
        "charges": tuple(each for each in note.charges if each.amount),
        "totals": totals.model_copy(update={"prepaid": None, "rounding": None, "amount_due": totals.total}),
    })  # fmt: skip


def with_reason(document: Document, reason: str | None) -> Document:
    """Return a credit note that says why it was made."""
    return document.model_copy(update={"notes": (Note(text=reason),)}) if reason else document


def _total(document: Document) -> Decimal:
    return (document.totals.total if document.totals else None) or ZERO


def _tax_place(row: TaxSubtotal) -> str:
    category, rate, scheme = tax_key(row.category, row.rate, row.scheme)
    place = f"{category or ''}#{'' if rate is None else format(rate, 'f')}"
    return f"{place}#{scheme}" if scheme else place


def _within(value: Decimal, rest: Decimal) -> Decimal:
    """Return a value, held between nothing and what is left.

    >>> _within(Decimal(3), Decimal(2)), _within(Decimal(-3), Decimal(-2)), _within(Decimal(-1), Decimal(2))
    (Decimal('2'), Decimal('-2'), Decimal('0'))
    """
    return min(max(value, ZERO), rest) if rest >= 0 else max(min(value, ZERO), rest)
