"""A correction is remembered for the invoice's supplier, in the company that made it.

The correction itself is stored before: what can't be remembered is logged, and takes nothing back. Of two corrections
at once each is learned, the second on top of the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.extraction.layout import Layout
from chalicelib.extraction.memory.keys import keys_to_learn
from chalicelib.extraction.memory.learning import Taught, learn
from chalicelib.extraction.memory.model import MAX_KEYS, Lesson, Memory, fields_to_plain
from chalicelib.extraction.result import FieldName
from chalicelib.ids import new_id
from chalicelib.invoices.building.content import Content, shortened
from chalicelib.invoices.corrections import FIELDS, Correction
from chalicelib.invoices.memory.boxes import as_read
from chalicelib.invoices.memory.stored import SeveralSuppliers, find_supplier
from chalicelib.logs import logger
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.memory import suppliers as store
from chalicelib.storage.memory.suppliers import StoredMemory, TooManyMemories

MAX_TRIES = 5
Values = dict[FieldName, str]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a correction says: of which fields, on which pages, of a supplier with which keys."""

    company_id: str
    layout: Layout
    taught: Mapping[FieldName, Taught]
    values: Values
    keys: tuple[str, ...]
    lesson: Lesson


def learn_from(
    company_id: str, layout: Layout | None, correction: Correction, *, before: Content, after: Content, lesson: Lesson
) -> None:
    """Remember what a correction says of header fields; `before` and `after` are the content around it."""
    if layout is None:
        return
    try:
        _remember(company_id, layout, correction, before=before, after=after, lesson=lesson)
    except Exception:  # noqa: BLE001 - whatever failed here, the correction counts, and must not be reported as failed
        logger().exception("a correction could not be remembered", company_id=company_id)


def _remember(
    company_id: str, layout: Layout, correction: Correction, *, before: Content, after: Content, lesson: Lesson
) -> None:
    taught, values = _taught(layout, correction, before, after), _values(after)
    keys = keys_to_learn(values, layout, _as_customer(company_id)) if taught else ()
    said = _Said(company_id, layout, taught, values, keys, lesson)
    if keys and not any(_learn(said) for _ in range(MAX_TRIES)):
        logger().warning("a correction could not be remembered: others change it all the time", company_id=company_id)


def _taught(layout: Layout, correction: Correction, before: Content, after: Content) -> dict[FieldName, Taught]:
    """Return what is said of each field that the correction names or changes."""
    was, now = _values(before), _values(after)
    named = {FIELDS[shown] for shown in correction.fields}
    names = named | {name for name in FieldName if was.get(name) != now.get(name)}
    places = {FIELDS[shown]: place for shown, place in correction.places.items()}
    found = {}
    for name in FieldName:
        if name in names:
            read, place = before["fields"].get(name), places.get(name)
            found[name] = Taught(
                value=now.get(name),
                read=read.get("original") or read["value"] if read else None,
                method=read["method"] if read else None,
                page=place.page if place else None,
                box=as_read(layout, place) if place else None,
            )
    return found


def _values(content: Content) -> Values:
    return {FieldName(name): field["value"] for name, field in content["fields"].items()}


def _as_customer(company_id: str) -> Values:
    """Return who the company is, in the words of an invoice that it gets."""
    company = find_company(company_id)
    if company is None:
        return {}
    tax_id = str(company.profile.get("tax_id", ""))
    return {FieldName.CUSTOMER_NAME: company.name, FieldName.CUSTOMER_TAX_ID: tax_id}


def _learn(said: _Said) -> bool:
    """Learn on top of what is remembered now; False where that changed meanwhile.

    Whose the keys are is asked before who the supplier is: a key that was taken after that makes the write fail.
    """
    owners = store.owners_of(said.company_id, said.keys)
    try:
        known = find_supplier(said.company_id, said.keys, said.values, said.layout)
    except SeveralSuppliers:
        logger().info("a correction was not remembered: several suppliers fit", company_id=said.company_id)
        return True
    old = known.stored if known else None
    memory = learn(known.memory if known else Memory(), said.layout, said.taught, said.lesson)
    learned = _stored(said, old, memory, owners)
    if not learned.keys:
        logger().info("a correction was not remembered: its keys are other suppliers'", company_id=said.company_id)
        return True
    return _add(learned) if old is None else store.change_memory(old, learned)


def _add(learned: StoredMemory) -> bool:
    try:
        return not learned.fields or store.add_memory(learned)
    except TooManyMemories:
        logger().warning("a correction was not remembered: too many suppliers", company_id=learned.company_id)
        return True


def _stored(said: _Said, old: StoredMemory | None, memory: Memory, owners: Mapping[str, str]) -> StoredMemory:
    """Return the memory as it is stored: with the new keys that are no other supplier's."""
    supplier_id = old.supplier_id if old else new_id()
    own = [key for key in said.keys if owners.get(key, supplier_id) == supplier_id]
    return StoredMemory(
        company_id=said.company_id,
        supplier_id=supplier_id,
        name=shortened(said.values.get(FieldName.SUPPLIER_NAME)) or (old.name if old else ""),
        keys=tuple(dict.fromkeys([*(old.keys if old else ()), *own]))[:MAX_KEYS],
        corrected_at=datetime.fromisoformat(said.lesson.at),
        used_at=old.used_at if old else None,
        fields=fields_to_plain(memory),
        version=old.version + 1 if old else 1,
    )
