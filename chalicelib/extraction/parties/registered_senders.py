"""Senders whose letters begin with the addressee's address, and name the sender in the small print alone.

British utilities write so: a brand at the top, the customer's address, and in the foot "Kranich Energy Supply Ltd.
Registered in England No. 09441827. VAT reg no. ...", which the law asks of companies.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import has_legal_form, same_name
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.blocks import Party, is_over_address
from chalicelib.extraction.parties.candidates import Spot
from chalicelib.extraction.parties.scene import FOOT, Scene

if TYPE_CHECKING:
    from chalicelib.extraction.parties.choice import Parties

SENDERS = frozenset({Kind.IBAN, Kind.EMAIL})
REGISTRATIONS = ("company_id", "tax_id")
MOST_DOUBTFUL = 0.65  # of both parties where the registration alone tells the supplier: a person is to look


def by_registration(scene: Scene, parties: "Parties", names: Sequence[Spot]) -> "Parties":
    """The parties with the company of the small print as the supplier, where who was taken for it is addressed."""
    supplier, customer = parties.supplier, parties.customer
    if supplier is None or supplier.labelled or not _is_addressed(scene, supplier):
        return parties
    if customer and not _is_weak(customer, supplier):
        return parties
    sender = _registered(scene, names)
    if sender is None or same_name(sender.name, supplier.name):
        return parties
    doubt = min(supplier.confidence, MOST_DOUBTFUL)
    named = Party(sender.name, doubt, sender.segment, sender.block)
    return replace(parties, supplier=named, customer=replace(supplier, confidence=doubt))


def _is_addressed(scene: Scene, party: Party) -> bool:
    """Whether a name stands over an address on the first page that has nothing of a sender's."""
    if party.segment.page > 1 or scene.place(party.segment) > FOOT:
        return False
    return is_over_address(party.lines) and not has_senders_data(scene, party.lines)


def _is_weak(customer: Party, supplier: Party) -> bool:
    """Whether a customer is named by nothing but its likelihood, or is who is taken for the supplier."""
    if customer.labelled:
        return False
    return not is_over_address(customer.lines) or fold(customer.name) in fold(supplier.name)


def _registered(scene: Scene, names: Sequence[Spot]) -> Spot | None:
    """The only company whose registration stands behind its name in a foot."""
    found = {fold(spot.name): spot for spot in reversed(names) if _is_registered(scene, spot)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_registered(scene: Scene, spot: Spot) -> bool:
    if scene.place(spot.segment) <= FOOT or not has_legal_form(spot.name):
        return False
    if not spot.segment.text.startswith(spot.name):
        return False
    return any(hit.is_named(*REGISTRATIONS) for hit in scene.evidence.labels_of(spot.segment))


def has_senders_data(scene: Scene, lines: Sequence[Segment]) -> bool:
    """Whether a block has what senders print of themselves: an account, a register's number, an address of mail."""
    if any(value.kind in SENDERS for value in scene.evidence.values_of(*lines)):
        return True
    return any(hit.is_named("company_id") for hit in scene.evidence.labels_of(*lines))
