"""What lines lack: units (BT-130), quantities (BT-129), prices (BT-146), net amounts (BT-131)."""

from decimal import Decimal

from chalicelib.extraction.deriving.draft import Draft, DraftLine, cents
from chalicelib.extraction.deriving.gross import PRICE_PLACES, take_tax_out
from chalicelib.extraction.deriving.units import PIECE, unit_of_header
from chalicelib.extraction.document_paths import MAX_UNIT, unit_code
from chalicelib.extraction.letters import has_letter
from chalicelib.extraction.result import Method

AGREED = "ZZ"  # the code for units that the parties agree on
DISCOUNT = "95"  # UNTDID 5189
MOST_PLACES = Decimal("0.001")  # of a quantity


def derive_lines(draft: Draft) -> None:
    """Complete each line by its own numbers; amounts that include tax lose it."""
    for line in draft.lines:
        _turn_negative_price(draft, line)
        _derive_net(draft, line)
    take_tax_out(draft)
    for line in draft.lines:
        _derive_quantity(draft, line)
        _derive_price(draft, line)
        _derive_unit(draft, line)
        _derive_discount(draft, line)


def _turn_negative_price(draft: Draft, line: DraftLine) -> None:
    """A price can't be negative (BR-27): what is given back is a negative quantity."""
    if line.price is None or line.price >= 0 or line.worth > 0:
        return
    line.price = -line.price
    draft.put(f"{line.place}.price.net", line.price, "unit_price")
    if line.quantity is not None and line.quantity > 0:
        line.quantity = -line.quantity
        draft.put(f"{line.place}.quantity", line.quantity, "quantity")


def _derive_net(draft: Draft, line: DraftLine) -> None:
    if line.net is None and line.quantity is not None and line.price is not None:
        line.net = cents(line.quantity * line.price)
        draft.put(f"{line.place}.net_amount", line.net, "quantity, unit_price", Method.ARITHMETIC)


def _derive_quantity(draft: Draft, line: DraftLine) -> None:
    """As many as the price goes into the amount; an amount without a price is one of it."""
    if line.quantity is not None or line.net is None:
        return
    if line.price:
        quantity = line.net / line.price
        if quantity != quantity.quantize(MOST_PLACES):
            return
        line.quantity, source = quantity.quantize(MOST_PLACES).normalize(), "net_amount, unit_price"
    else:
        line.quantity, source = Decimal(-1 if line.net < 0 else 1), "net_amount"
    draft.put(f"{line.place}.quantity", line.quantity, source, Method.ARITHMETIC)


def _derive_price(draft: Draft, line: DraftLine) -> None:
    if line.price is not None or not line.quantity or line.net is None:
        return
    price = line.net / line.quantity
    if price >= 0:
        line.price = price.quantize(PRICE_PLACES).normalize()
        draft.put(f"{line.place}.price.net", line.price, "net_amount, quantity", Method.ARITHMETIC)


def _derive_discount(draft: Draft, line: DraftLine) -> None:
    """Where the table has a column of discounts, what quantity and price come to beyond the amount is one (BG-27)."""
    if line.quantity is None or line.price is None or not draft.facts.lines_have_discounts:
        return
    granted = cents(line.quantity * line.price) - line.worth
    if granted > 0 and line.worth > 0:
        draft.put(f"{line.place}.allowances.0.amount", granted, "quantity, unit_price, net_amount", Method.ARITHMETIC)
        draft.put(f"{line.place}.allowances.0.reason_code", DISCOUNT, "discount column")


def _derive_unit(draft: Draft, line: DraftLine) -> None:
    """A count without a unit is of pieces, unless the column's header counts hours or days.

    A printed unit that has no code is one that the parties know: it has the code for that, and is named in a note.
    """
    printed = line.line.unit
    if printed and has_letter(printed):
        if unit_code(printed) is None and len(printed) <= MAX_UNIT:
            draft.put(f"{line.place}.unit", AGREED, "unit")
            draft.put(f"{line.place}.note", printed, "unit")
    elif line.quantity is not None:
        over = unit_of_header(draft.facts.quantity_header)
        draft.put(f"{line.place}.unit", over or PIECE, "quantity_header" if over else "quantity")
