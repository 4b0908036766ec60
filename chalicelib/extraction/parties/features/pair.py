"""How a supplier and a customer stand to each other; either may be absent."""

from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.parties.blocks import is_over_address
from chalicelib.extraction.parties.candidates import SAME_SIZE, Spot
from chalicelib.extraction.parties.domains import MIN_DOMAIN_WORD
from chalicelib.extraction.scoring.feature import Feature

SENDER_LINE = 2.0  # points by which an address is set larger than the line over it that names its sender
SAME_HEIGHT = 1.5  # line heights between two blocks that stand side by side


def _one_block(supplier: Spot, customer: Spot) -> float:
    if customer.segment.size - supplier.segment.size > SENDER_LINE:
        return False  # a sender's line in small type over the customer's address
    return customer.segment in supplier.block or supplier.segment in customer.block


def _supplier_first(supplier: Spot, customer: Spot) -> float:
    return (supplier.segment.page, supplier.segment.row) < (customer.segment.page, customer.segment.row)


def _side_by_side(supplier: Spot, customer: Spot) -> bool:
    near = abs(supplier.segment.box.top - customer.segment.box.top) < SAME_HEIGHT * supplier.segment.size
    return near and supplier.segment.page == customer.segment.page


def _supplier_left(supplier: Spot, customer: Spot) -> float:
    return _side_by_side(supplier, customer) and supplier.segment.box.left < customer.segment.box.left


def _supplier_right(supplier: Spot, customer: Spot) -> float:
    return _side_by_side(supplier, customer) and supplier.segment.box.left > customer.segment.box.left


def _customer_below(supplier: Spot, customer: Spot) -> float:
    if supplier.segment.page != customer.segment.page or _one_block(supplier, customer):
        return False
    aligned = abs(supplier.segment.box.left - customer.segment.box.left) < ALIGNED
    return aligned and supplier.segment.row < customer.segment.row


def _alike(supplier: Spot, customer: Spot) -> float:
    a, b = supplier.segment, customer.segment
    return not _one_block(supplier, customer) and abs(a.size - b.size) < SAME_SIZE and a.bold == b.bold


def _both_addresses(supplier: Spot, customer: Spot) -> float:
    return not _one_block(supplier, customer) and is_over_address(supplier.block) and is_over_address(customer.block)


def _shared_word(supplier: Spot, customer: Spot) -> float:
    words = set(map(fold, supplier.name.split())).intersection(map(fold, customer.name.split()))
    return max(map(len, words), default=0) >= MIN_DOMAIN_WORD


FEATURES = (
    Feature("one_block", "both stand in one block: one address belongs to one party", _one_block),
    Feature("supplier_first", "the supplier comes first in reading order", _supplier_first),
    Feature("supplier_left", "two blocks side by side, the supplier's at the left", _supplier_left),
    Feature("supplier_right", "the same, the supplier's at the right", _supplier_right),
    Feature("customer_below", "the customer's block stands in the supplier's column, under his", _customer_below),
    Feature("alike", "two blocks whose names are set in the same type, as blocks of one kind are", _alike),
    Feature("both_addresses", "two blocks, each with an address", _both_addresses),
    Feature("shared_word", "a long word is in both names: one party, named twice", _shared_word),
)
