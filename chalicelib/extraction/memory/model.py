"""What is remembered of a supplier: who it is known by, and for each field a value or where it stands."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from chalicelib.extraction.document_paths import AMOUNTS, DATES
from chalicelib.extraction.result import FieldName
from chalicelib.json_data import JsonObject

MAX_KEYS = 8  # that a supplier is known by
MAX_OCCURRENCES = 3  # of one value that are remembered: it may stand in several places of a page
MAX_VALUE = 500  # characters of a remembered value
MAX_LABEL = 80  # characters of a folded label
MAX_FAILURES = 1  # corrections that a remembered field led to, after which the next one drops it


class Kind(StrEnum):
    """What type of value a field has, and so whether its place or the value itself is remembered."""

    DATE = "date"
    AMOUNT = "number"
    NUMBER = "text"  # an invoice's number, an order's: letters and digits of a form
    FIXED = "fixed"  # the same on each document of the supplier


class Direction(StrEnum):
    """Where a value stands as seen from its label; without a label, its place on the page is all that is known."""

    RIGHT = "right"
    BELOW = "below"
    PLACE = "place"


NUMBERS = frozenset({FieldName.INVOICE_NUMBER, FieldName.PURCHASE_ORDER})


def kind_of(name: FieldName) -> Kind:
    """The kind of a field.

    >>> kind_of(FieldName.TOTAL), kind_of(FieldName.SUPPLIER_NAME)
    (<Kind.AMOUNT: 'number'>, <Kind.FIXED: 'fixed'>)
    """
    if name in AMOUNTS:
        return Kind.AMOUNT
    if name in DATES:
        return Kind.DATE
    return Kind.NUMBER if name in NUMBERS else Kind.FIXED


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stood: its label, the direction from there, which one of its type in that direction, and the place.

    `page` counts from the first page, below zero from the last; `x` and `y` are parts of the page's width and height.
    `words` is how many the value had, `form` what it was made of, `length` its characters.
    Spots of one `occurrence` say the same in other words, the likeliest first.
    """

    direction: Direction
    label: str
    nth: int
    page: int
    x: float
    y: float
    words: int = 1
    form: str = ""
    length: int = 0
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """Which correction a field was learned from: of which invoice, by whom and when (ISO 8601)."""

    invoice_id: str
    user_id: str
    at: str


@dataclass(frozen=True, slots=True)
class RememberedField:
    """What is remembered of one field.

    `value` is that of a field which is the same on every document, `misread` what had been read instead of the right
    one. `corrected` tells a field that had been read wrongly from one that a person only confirmed. `failures` counts
    the corrections that it has led to itself.
    """

    lesson: Lesson
    spots: tuple[Spot, ...] = ()
    value: str | None = None
    misread: str | None = None
    corrected: bool = True
    failures: int = 0

    @property
    def trusted(self) -> bool:
        """Whether it may replace what was read surely."""
        return self.corrected and not self.failures


@dataclass(frozen=True, slots=True)
class Memory:
    """All that is remembered of a supplier, with the keys it is known by: `tax:…`, `iban:…`, `domain:…`, `name:…`."""

    name: str = ""
    keys: tuple[str, ...] = ()
    fields: Mapping[FieldName, RememberedField] = field(default_factory=dict)

    def without(self, name: FieldName) -> "Memory":
        """The same without a field."""
        return replace(self, fields={known: each for known, each in self.fields.items() if known is not name})


def fields_to_plain(memory: Memory) -> JsonObject:
    """The remembered fields as plain data.

    >>> lesson = Lesson("1", "2", "2026-03-02T09:14:05Z")
    >>> spot = Spot(Direction.RIGHT, "invoiceno", 0, 1, 0.7, 0.2, form="9-9")
    >>> memory = Memory("Acme", ("name:acme",), {FieldName.INVOICE_NUMBER: RememberedField(lesson, (spot,))})
    >>> fields_of_plain(fields_to_plain(memory)) == memory.fields
    True
    """
    return {str(name): asdict(each) for name, each in memory.fields.items()}


def fields_of_plain(plain: JsonObject) -> dict[FieldName, RememberedField]:
    """The fields that `fields_to_plain` was given; a field that is not known any more is left out."""
    known = {str(name) for name in FieldName}
    return {FieldName(name): _field_of_plain(each) for name, each in plain.items() if name in known}


def _field_of_plain(plain: JsonObject) -> RememberedField:
    spots = tuple(Spot(**{**spot, "direction": Direction(spot["direction"])}) for spot in plain["spots"])
    return RememberedField(**{**plain, "lesson": Lesson(**plain["lesson"]), "spots": spots})
