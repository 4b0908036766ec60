"""The shapes of suppliers and of what is remembered of them."""

from datetime import datetime

from chalicelib.api.http.schema import Instant, Output
from chalicelib.extraction.memory.model import Direction, Kind, RememberedField, Spot, kind_of
from chalicelib.extraction.result import FieldName
from chalicelib.invoices.corrections import SHOWN
from chalicelib.invoices.memory.suppliers import SupplierDetail
from chalicelib.records.accounts import User
from chalicelib.storage.memory.suppliers import StoredMemory


class KnownSupplierOut(Output):
    """A supplier that corrections taught about.

    `keys` are what it is known by: `tax:`, `iban:`, `domain:` or `name:` and the thing itself, in letters and digits.
    `last_used_at` is when a document was last read with what is remembered; null for never.
    """

    id: str
    name: str
    keys: tuple[str, ...]
    remembered_fields: int
    last_corrected_at: Instant
    last_used_at: Instant | None


class KnownSupplierPage(Output):
    """One page of suppliers."""

    items: tuple[KnownSupplierOut, ...]
    next_cursor: str | None
    has_more: bool


class SpotOut(Output):
    """Where a value stood: `label` as it is compared, in letters and digits; right of it, below it, or a place alone.

    `page` counts from 1, and is -1 for the last; `x` and `y` are parts of the page's width and height.
    """

    direction: Direction
    label: str
    page: int
    x: float
    y: float


class RememberedFieldOut(Output):
    """What is remembered of a field: where it stands, or the value that is the same on every document.

    `trusted` tells that it may replace what is read surely; one that was only confirmed, or led to a correction itself,
    helps with doubtful readings only. The last correction is told by its invoice, time and person, whose name is null
    for an account that is gone.
    """

    field: str
    kind: Kind
    value: str | None
    spots: tuple[SpotOut, ...]
    trusted: bool
    invoice_id: str
    corrected_at: Instant
    corrected_by: str
    corrected_by_name: str | None


class MemoryOut(Output):
    """What is remembered of a supplier."""

    supplier: KnownSupplierOut
    fields: tuple[RememberedFieldOut, ...]


def supplier_out(stored: StoredMemory) -> KnownSupplierOut:
    """Return a supplier."""
    return KnownSupplierOut(
        id=stored.supplier_id,
        name=stored.name,
        keys=stored.keys,
        remembered_fields=len(stored.fields),
        last_corrected_at=stored.corrected_at,
        last_used_at=stored.used_at,
    )


def memory_out(detail: SupplierDetail) -> MemoryOut:
    """Return what is remembered of a supplier."""
    known = detail.memory.fields
    fields = tuple(_field(name, known[name], detail.people.get(known[name].lesson.user_id)) for name in sorted(known))
    return MemoryOut(supplier=supplier_out(detail.stored), fields=fields)


def _field(name: FieldName, remembered: RememberedField, person: User | None) -> RememberedFieldOut:
    lesson = remembered.lesson
    return RememberedFieldOut(
        field=SHOWN[name],
        kind=kind_of(name),
        value=remembered.value,
        spots=tuple(map(_spot, remembered.spots)),
        trusted=remembered.trusted,
        invoice_id=lesson.invoice_id,
        corrected_at=datetime.fromisoformat(lesson.at),
        corrected_by=lesson.user_id,
        corrected_by_name=person.name if person else None,
    )


def _spot(spot: Spot) -> SpotOut:
    return SpotOut(direction=spot.direction, label=spot.label, page=spot.page, x=spot.x, y=spot.y)
