"""Parties that pictures name: each is taken whole, so that no name keeps the address of another candidate."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from chalicelib.extraction.facts import Facts
from chalicelib.extraction.lexicon.names import same_name
from chalicelib.extraction.result import Extracted, Field, FieldName

Place = TypeVar("Place", bound=str)
PARTIES: Mapping[str, tuple[FieldName, ...]] = {
    "supplier": (FieldName.SUPPLIER_NAME, FieldName.SUPPLIER_ADDRESS, FieldName.SUPPLIER_TAX_ID),
    "customer": (FieldName.CUSTOMER_NAME, FieldName.CUSTOMER_ADDRESS, FieldName.CUSTOMER_TAX_ID),
}
"""The fields of each party, its name first; its derived values begin with the role."""


def with_surer_parties(reading: Extracted, again: Extracted) -> Extracted:
    """The reading with the parties of another one that are surer; the same reading if its supplier is not."""
    if not _is_surer(again, reading, FieldName.SUPPLIER_NAME):
        return reading
    for role, (name, *_) in PARTIES.items():
        if _is_surer(again, reading, name):
            reading = _with_party(reading, again, role)
    return _with_party(reading, again, "customer") if _are_one(reading) else reading


def _are_one(reading: Extracted) -> bool:
    """Whether both parties have one name: the customer was taken for the supplier whom a picture names."""
    supplier, customer = (reading.fields.get(names[0]) for names in PARTIES.values())
    return supplier is not None and customer is not None and same_name(supplier.value, customer.value)


def _is_surer(again: Extracted, reading: Extracted, name: FieldName) -> bool:
    field, known = again.fields.get(name), reading.fields.get(name)
    return field is not None and (known is None or field.confidence > known.confidence)


def _with_party(reading: Extracted, again: Extracted, role: str) -> Extracted:
    """The reading with a party of another one. Of what both say alike, the reading's own is kept."""
    fields = _replaced(reading.fields, again.fields, set(PARTIES[role]))
    places = {place for place in (*reading.derived, *again.derived) if place.startswith(f"{role}.")}
    derived = _replaced(reading.derived, again.derived, places)
    return replace(reading, fields=fields, derived=derived, facts=_with_lines(reading.facts, again.facts, role))


def _with_lines(mine: Facts | None, theirs: Facts | None, role: str) -> Facts | None:
    """The facts with what the other reading says of a party."""
    if mine is None or theirs is None:
        return mine
    if role == "customer":
        return replace(mine, customer_lines=theirs.customer_lines)
    return replace(
        mine,
        supplier_lines=theirs.supplier_lines,
        contact_lines=theirs.contact_lines,
        register_numbers=theirs.register_numbers,
    )


def _replaced(mine: Mapping[Place, Field], theirs: Mapping[Place, Field], places: set[Place]) -> dict[Place, Field]:
    kept = {name: field for name, field in mine.items() if name not in places or _is_kept(field, theirs.get(name))}
    return {name: field for name, field in theirs.items() if name in places} | kept


def _is_kept(field: Field, other: Field | None) -> bool:
    return other is not None and field.value == other.value and field.confidence >= other.confidence
