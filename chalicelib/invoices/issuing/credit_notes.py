"""The document of a credit note: an issued invoice, what earlier credit notes left of it, or chosen lines. Pure.

Amounts are rounded, so pieces of an invoice can come to some cents more or less than the whole. Therefore each piece is
held to what earlier ones left: no amount passes that, and the piece that takes the rest of a line, or of the invoice,
takes exactly the rest. Where a line's amount is moved by this, an allowance or a charge of the line says so, so that
quantity by price still proves it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from chalicelib.documents.model.document import (
    AllowanceCharge,
    Document,
    Line,
    Note,
    PrecedingInvoice,
    TaxSubtotal,
    Totals,
)
from chalicelib.documents.model.money import exactly, places, rounded
from chalicelib.documents.model.totals import line_net, summed_up, tax_key

CREDIT_NOTE = "381"  # UNTDID 1001
ROUNDING = "Rounding"
ZERO = Decimal(0)
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
    lines = tuple(
        _line(document.lines[index], quantity, taken, index, decimals) for index, quantity in sorted(quantities.items())
    )
    share = _share(lines, document)
    piece = summed_up(document.model_copy(update={
        "lines": lines,
        "allowances": _parts("allowance", document.allowances, share, taken, decimals, is_rest=is_rest),
        "charges": _parts("charge", document.charges, share, taken, decimals, is_rest=is_rest),
        "totals": None,
    }))  # fmt: skip
    return _with_held_tax(piece, document, taken, is_rest=is_rest)


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


def _share(lines: Sequence[Line], document: Document) -> Decimal:
    """Return which share of the lines' net amount a piece has; of nothing it is nothing."""
    with exactly():
        whole = sum((line.net_amount or ZERO for line in document.lines), ZERO)
        part = sum((line.net_amount or ZERO for line in lines), ZERO)
        return part / whole if whole else ZERO


def _parts(
    name: str, whole: Sequence[_Each], share: Decimal, taken: Taken, decimals: int, *, is_rest: bool
) -> tuple[_Each, ...]:
    """Return the share of document level allowances or charges; each keeps its place, if only with 0."""
    parts = []
    for index, each in enumerate(whole):
        rest = (each.amount or ZERO) - taken.get(f"{name}#{index}", ZERO)
        part = _scaled(each, share, decimals)
        amount = rest if is_rest else _within(part.amount or ZERO, rest)
        parts.append(part.model_copy(update={"amount": amount}))
    return tuple(parts)


def _scaled(each: _Each, share: Decimal, decimals: int) -> _Each:
    with exactly():
        amount = rounded((each.amount or ZERO) * share, decimals)
    return each.model_copy(update={"amount": amount, "base_amount": None, "percentage": None})


def _with_held_tax(piece: Document, document: Document, taken: Taken, *, is_rest: bool) -> Document:
    whole = {_tax_place(row): row for row in document.tax_breakdown}
    rows = tuple(
        _held(row, whole.get(_tax_place(row), TaxSubtotal()), taken, is_rest=is_rest) for row in piece.tax_breakdown
    )
    totals = piece.totals or Totals()
    with exactly():
        tax = sum((row.tax_amount or ZERO for row in rows), ZERO)
        total = (totals.net_total or ZERO) + tax
        accounting = _accounting_tax(document, tax)
    changes = {"tax_total": tax, "tax_total_accounting": accounting, "total": total}
    return piece.model_copy(update={"tax_breakdown": rows, "totals": totals.model_copy(update=changes)})


def _held(row: TaxSubtotal, whole: TaxSubtotal, taken: Taken, *, is_rest: bool) -> TaxSubtotal:
    """Return a row whose tax does not pass what is left; where all that is taxed so is credited, it is just that."""
    place = _tax_place(row)
    rest = (whole.tax_amount or ZERO) - taken.get(f"tax#{place}", ZERO)
    taxed = taken.get(f"taxed#{place}", ZERO) + (row.taxable_amount or ZERO)
    is_last = is_rest or taxed == whole.taxable_amount
    return row.model_copy(update={"tax_amount": rest if is_last else _within(row.tax_amount or ZERO, rest)})


def _accounting_tax(document: Document, tax: Decimal) -> Decimal | None:
    totals = document.totals or Totals()
    if totals.tax_total_accounting is None or not totals.tax_total:
        return totals.tax_total_accounting
    return rounded(totals.tax_total_accounting * tax / totals.tax_total, places(document.tax_currency))


def _refuse_too_much(document: Document, taken: Taken, note: Document) -> None:
    """Lines of opposite signs: one alone can come to more than all of them."""
    left = _total(document) - taken.get("total", ZERO)
    if _within(_total(note), left) != _total(note):
        raise TooMuch(f"{left} {document.currency or ''}".strip())


def _after(note: Document, taken: Taken, quantities: Mapping[int, Decimal]) -> Taken:
    amounts = {"total": _total(note)}
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
