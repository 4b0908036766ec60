"""A correction becomes a memory: where the right value is printed, or, for what stays the same, the value itself.

What is not printed in the layout has no place, and is remembered only where it is the same on each document, such as
the name of a supplier whose letterhead is a picture. Account numbers are never remembered unless they are printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chalicelib.extraction.box import Box
from chalicelib.extraction.layout import Layout
from chalicelib.extraction.memory.model import (
    MAX_FAILURES,
    MAX_OCCURRENCES,
    MAX_VALUE,
    Kind,
    Lesson,
    Memory,
    RememberedField,
    Spot,
    kind_of,
)
from chalicelib.extraction.memory.printed import Printed, in_box, is_printed, occurrences, same_value
from chalicelib.extraction.memory.spots import spots_of
from chalicelib.extraction.result import FieldName, Method

ACCOUNTS = frozenset({FieldName.IBAN, FieldName.BIC})


@dataclass(frozen=True, slots=True)
class Taught:
    """What a person said of one field: its value, None if there is none, and the box on a page, if they drew one.

    `read` is what had been read instead, and `method` how.
    """

    value: str | None
    read: str | None = None
    method: str | None = None
    page: int | None = None
    box: Box | None = None


def learn(memory: Memory, layout: Layout, taught: Mapping[FieldName, Taught], lesson: Lesson) -> Memory:
    """The memory after a correction; the later correction of a field replaces what was remembered of it."""
    for name, each in taught.items():
        known = memory.fields.get(name)
        learned = _learn_field(layout, name, each, known, lesson)
        memory = memory.without(name)
        if learned is not None:
            memory = replace(memory, fields={**memory.fields, name: learned})
    return memory


def _learn_field(
    layout: Layout, name: FieldName, taught: Taught, known: RememberedField | None, lesson: Lesson
) -> RememberedField | None:
    if taught.value is None or len(taught.value) > MAX_VALUE:
        return None
    wrong = taught.read is None or not same_value(kind_of(name), taught.read, taught.value)
    failures = _failures(known, taught, wrong=wrong)
    if failures > MAX_FAILURES:
        return None
    field = RememberedField(lesson, corrected=wrong or (known is not None and known.corrected), failures=failures)
    if kind_of(name) is not Kind.FIXED:
        spots = tuple(_spots(layout, name, taught))
        return replace(field, spots=spots) if spots else None
    place = is_printed(layout, taught.value)
    if place is None and name in ACCOUNTS:
        return None
    first = tuple(spots_of(layout, Kind.FIXED, place)[:1]) if place else ()
    return replace(field, value=taught.value, misread=_misread(taught, known, wrong=wrong), spots=first)


def _failures(known: RememberedField | None, taught: Taught, *, wrong: bool) -> int:
    """How often what was remembered had to be corrected; what turned out right again counts anew."""
    if known is None or not wrong:
        return 0
    return known.failures + 1 if taught.method == Method.MEMORY else known.failures


def _misread(taught: Taught, known: RememberedField | None, *, wrong: bool) -> str | None:
    """What is read instead of the right value; one too long to be remembered is not recognised again."""
    if not wrong:
        return known.misread if known else None
    return taught.read if taught.read is not None and len(taught.read) <= MAX_VALUE else None


def _spots(layout: Layout, name: FieldName, taught: Taught) -> list[Spot]:
    spots: list[Spot] = []
    for occurrence, printed in enumerate(_places(layout, name, taught)[:MAX_OCCURRENCES]):
        spots += [replace(spot, occurrence=occurrence) for spot in spots_of(layout, kind_of(name), printed)]
    return spots


def _places(layout: Layout, name: FieldName, taught: Taught) -> list[Printed]:
    """Where the value stands: in the box that was drawn, else all places; amounts of totals stand at the end."""
    kind, value = kind_of(name), taught.value or ""
    if taught.box is not None and taught.page is not None:
        drawn = in_box(layout, name, taught.page, taught.box)
        if drawn is not None and same_value(kind, drawn.value, value):
            return [drawn]
    found = list(occurrences(layout, kind, value))
    return found[::-1] if kind is Kind.AMOUNT else found
