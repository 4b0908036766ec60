"""A memory applied to a new reading of its supplier: by label and place, or by value, where types and sums agree.

What the memory says and the reading says as well is surer for it. Where they differ, the memory counts if the field had
once been read wrongly, and else only against a doubtful reading; what it cannot settle stays as it was read, and a
warning names it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import filterfalse, product

from chalicelib.extraction.box import Box
from chalicelib.extraction.document_paths import AMOUNTS
from chalicelib.extraction.layout import Layout
from chalicelib.extraction.memory.amounts import add_up, agreeing
from chalicelib.extraction.memory.learning import ACCOUNTS
from chalicelib.extraction.memory.model import Direction, Kind, Memory, RememberedField, Spot, kind_of
from chalicelib.extraction.memory.printed import Printed, is_printed, occurrences, same_value
from chalicelib.extraction.memory.spots import find
from chalicelib.extraction.pages.text_orientation import turned_box
from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName, Method

SURE = 0.9  # a reading that only a memory of a misreading replaces
BY_LABEL, BY_PLACE, BY_VALUE, UNSEEN = 0.93, 0.75, 0.95, 0.85
AGREED = 0.96
MAX_RECOGNISED = 0.88  # of what was recognised in a picture
UNCLEAR = "memory_unclear"
SUPPLIERS_OWN = frozenset({
    FieldName.SUPPLIER_NAME, FieldName.SUPPLIER_TAX_ID, FieldName.SUPPLIER_ADDRESS, FieldName.SUPPLIER_EMAIL,
    FieldName.IBAN, FieldName.BIC,
})  # fmt: skip
OF_FIELD = ("missing", "not_understood", "mended")
CHECKED = {
    FieldName.SUPPLIER_TAX_ID: "tax_id_check_failed",
    FieldName.CUSTOMER_TAX_ID: "tax_id_check_failed",
    FieldName.IBAN: "iban_check_failed",
}

Found = dict[FieldName, Field]


def recall(extracted: Extracted, memory: Memory) -> Extracted:
    """The reading with what the memory knows better; what follows from that is derived again afterwards."""
    layout = extracted.layout
    if layout is None or extracted.document_type is DocumentType.OTHER:
        return extracted
    proposed, unclear = _proposals(extracted, layout, memory)
    taken: Found = {}
    for name, field in proposed.items():
        read = extracted.fields.get(name)
        if read and same_value(kind_of(name), read.value, field.value):
            taken[name] = replace(read, confidence=max(read.confidence, _capped(layout, AGREED)), derived_from=None)
        elif _counts(memory.fields[name], read):
            taken[name] = field
    _leave_amounts_that_disagree(taken, unclear, extracted)
    return _with_fields(extracted, taken, unclear)


def _leave_amounts_that_disagree(taken: Found, unclear: list[FieldName], extracted: Extracted) -> None:
    """Where only some of the proposed amounts count, they must still agree with those that were read."""
    changed = [name for name, field in taken.items() if name in AMOUNTS and field.method is Method.MEMORY]
    if changed and not add_up({**extracted.fields, **taken}):
        unclear += changed
        for name in changed:
            del taken[name]


def _counts(remembered: RememberedField, read: Field | None) -> bool:
    return read is None or remembered.trusted or read.confidence < SURE


def _proposals(extracted: Extracted, layout: Layout, memory: Memory) -> tuple[Found, list[FieldName]]:
    """What the memory says of each field, and the fields of which it says several things."""
    single: Found = {}
    amounts: dict[FieldName, list[Field]] = {}
    found: dict[FieldName, list[Field]] = {}
    for name, remembered in memory.fields.items():
        options = found[name] = _options(extracted, layout, name, remembered)
        if options and name in AMOUNTS:
            amounts[name] = options
        elif len(options) == 1:
            single[name] = options[0]
    settled = {**_in_order(single, extracted), **agreeing(amounts, extracted.fields)}
    unsettled = [name for name in found if name not in settled]
    return settled, [name for name in unsettled if _is_unclear(extracted.fields.get(name), memory, name, found[name])]


def _is_unclear(read: Field | None, memory: Memory, name: FieldName, options: list[Field]) -> bool:
    """Whether what cannot be settled is worth a look: the memory counts, and none of its values is what was read."""
    if not options or not _counts(memory.fields[name], read):
        return False
    if read is None:
        return True
    return not any(same_value(kind_of(name), read.value, field.value) for field in options)


def _in_order(found: Found, extracted: Extracted) -> Found:
    """The fields, without a due date that lies before the issue date."""
    issued = found.get(FieldName.ISSUE_DATE) or extracted.fields.get(FieldName.ISSUE_DATE)
    due = found.get(FieldName.DUE_DATE)
    if issued and due and due.value < issued.value:
        del found[FieldName.DUE_DATE]
    return found


def _options(extracted: Extracted, layout: Layout, name: FieldName, remembered: RememberedField) -> list[Field]:
    """The different values that a field may have by memory."""
    kind = kind_of(name)
    if kind is Kind.FIXED:
        field = _fixed(extracted.fields.get(name), layout, name, remembered)
        return [field] if field else []
    options: dict[str, Field] = {}
    for printed, spot in _printed(layout, kind, remembered):
        confidence = BY_PLACE if spot.direction is Direction.PLACE else BY_LABEL
        options.setdefault(printed.value, _field(layout, printed, printed.value, confidence))
    return list(options.values())


def _printed(layout: Layout, kind: Kind, remembered: RememberedField) -> Iterator[tuple[Printed, Spot]]:
    """What stands in the spots: of those that say the same in other words, in the first that is found."""
    found: set[int] = set()
    for spot in remembered.spots:
        if spot.occurrence in found:
            continue
        for printed in find(layout, kind, spot):
            found.add(spot.occurrence)
            yield printed, spot


def _fixed(read: Field | None, layout: Layout, name: FieldName, remembered: RememberedField) -> Field | None:
    """The value that is the same on each document: where it is printed, and else where nothing better was read."""
    value = remembered.value or ""
    open_ = read is None or _is_misread(read, value, remembered)
    if open_ or (remembered.trusted and name in SUPPLIERS_OWN):
        printed = _nearest(layout, value, remembered)
        if printed:
            return _field(layout, printed, value, BY_VALUE)
    if not open_ or name in ACCOUNTS:
        return None
    if read is None and name not in SUPPLIERS_OWN:
        return None
    return Field(value, _capped(layout, UNSEEN), Method.MEMORY)


def _is_misread(read: Field, value: str, remembered: RememberedField) -> bool:
    """Whether a reading is right, or as wrong as the one that was corrected."""
    if same_value(Kind.FIXED, read.value, value):
        return True
    return remembered.misread is not None and same_value(Kind.FIXED, read.value, remembered.misread)


def _nearest(layout: Layout, value: str, remembered: RememberedField) -> Printed | None:
    """Where a value is printed: of several places, the one that is nearest to where it stood."""
    places = list(occurrences(layout, Kind.FIXED, value))
    if not places:
        return is_printed(layout, value)
    if not remembered.spots:
        return places[0]
    spot = remembered.spots[0]
    return min(places, key=lambda each: _distance(layout, each, spot))


def _distance(layout: Layout, printed: Printed, spot: Spot) -> float:
    shape = layout.shape(printed.piece.page)
    if shape is None:
        return 1.0
    if spot.page > 0 and spot.page != shape.number:
        return 1.0
    return abs(printed.box.left / shape.width - spot.x) + abs(printed.box.top / shape.height - spot.y)


def _field(layout: Layout, printed: Printed, value: str, confidence: float) -> Field:
    page = printed.piece.page
    return Field(value, _capped(layout, confidence), Method.MEMORY, page, _shown(layout, page, printed.box))


def _capped(layout: Layout, confidence: float) -> float:
    return min(confidence, MAX_RECOGNISED) if layout.recognised else confidence


def _shown(layout: Layout, page: int, box: Box) -> Box:
    """A box on the page as it is shown."""
    shape = layout.shape(page)
    if shape is None or not shape.turned:
        return box
    return turned_box(box, -shape.turned % 360, (shape.width, shape.height))


def _with_fields(extracted: Extracted, taken: Found, unclear: list[FieldName]) -> Extracted:
    changed = {name for name, field in taken.items() if field.method is Method.MEMORY}
    fields = {**extracted.fields, **taken}
    _move_due_date(fields, extracted, changed)
    settled = _settled(fields, taken, changed)
    return replace(
        extracted,
        fields=fields,
        warnings=(*filterfalse(settled.__contains__, extracted.warnings), *(f"{UNCLEAR}:{name}" for name in unclear)),
    )


def _move_due_date(fields: Found, extracted: Extracted, changed: set[FieldName]) -> None:
    """A due date that was counted from the issue date moves with it."""
    if FieldName.ISSUE_DATE not in changed:
        return
    issued, due = extracted.fields.get(FieldName.ISSUE_DATE), fields.get(FieldName.DUE_DATE)
    if issued and due and due.method is Method.ARITHMETIC:
        days = date.fromisoformat(due.value) - date.fromisoformat(issued.value)
        moved = date.fromisoformat(fields[FieldName.ISSUE_DATE].value) + days
        fields[FieldName.DUE_DATE] = replace(due, value=moved.isoformat())


def _settled(fields: Mapping[FieldName, Field], taken: Found, changed: set[FieldName]) -> set[str]:
    """The warnings about fields that the memory changed, or confirmed."""
    settled = set(map(":".join, product(OF_FIELD, changed)))
    settled |= {f"doubtful:{name}" for name in taken}
    settled |= {CHECKED[name] for name in changed & CHECKED.keys()}
    if changed & AMOUNTS and add_up(fields):
        settled.add("totals_disagree")
    return settled
