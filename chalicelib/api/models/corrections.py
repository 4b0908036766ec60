"""The shape of a correction on the wire."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.api.http.schema import Input
from chalicelib.documents.model.types import Day, Exact
from chalicelib.json_data import JsonObject
from chalicelib.records.lifecycle.direction import InvoiceDirection

if TYPE_CHECKING:
    from chalicelib.invoices.corrections import Correction, Place

MAX_LINES = 10_000


Line = Annotated[str, Field(min_length=1, max_length=1000)]
Point = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
Category = Annotated[str, Field(pattern=r"^[A-Z]{1,2}$", description="UNTDID 5305: S Z E AE K G O L M")]


class LineIn(Input):
    """A line of an invoice (BG-25)."""

    description: Line
    quantity: Exact | None = None
    unit: Annotated[str, Field(max_length=50)] | None = None
    unit_price: Exact | None = None
    base_quantity: Exact | None = Field(None, description="BT-149: how many units the price is for; one if null")
    net_amount: Exact | None = None
    tax_rate: Exact | None = None
    tax_category: Category | None = None


class TaxRowIn(Input):
    """The tax of one rate (BG-23)."""

    rate: Exact
    taxable_amount: Exact
    tax_amount: Exact
    tax_category: Category | None = None


class PlaceIn(Input):
    """Where a field stands: a page, counted from 1, and a box on it in points from the page's top left corner."""

    page: Annotated[int, Field(ge=1, le=10_000)]
    left: Point
    top: Point
    right: Point
    bottom: Point

    def place(self) -> "Place":
        """Return the place in the domain's words."""
        from chalicelib.extraction.box import Box
        from chalicelib.invoices.corrections import Place

        return Place(self.page, Box(self.left, self.top, self.right, self.bottom))


class PlacesIn(Input):
    """Where fields stand."""

    invoice_number: PlaceIn | None = None
    issue_date: PlaceIn | None = None
    due_date: PlaceIn | None = None
    currency: PlaceIn | None = None
    purchase_order: PlaceIn | None = None
    supplier: PlaceIn | None = None
    supplier_tax_id: PlaceIn | None = None
    supplier_address: PlaceIn | None = None
    supplier_email: PlaceIn | None = None
    customer: PlaceIn | None = None
    customer_tax_id: PlaceIn | None = None
    customer_address: PlaceIn | None = None
    customer_email: PlaceIn | None = None
    net_total: PlaceIn | None = None
    tax_total: PlaceIn | None = None
    total: PlaceIn | None = None
    prepaid: PlaceIn | None = None
    amount_due: PlaceIn | None = None
    iban: PlaceIn | None = None
    bic: PlaceIn | None = None

    def places(self) -> "dict[str, Place]":
        """Return the places by field."""
        from chalicelib.invoices.corrections import FIELDS

        given = {name: getattr(self, name) for name in FIELDS}
        return {name: place.place() for name, place in given.items() if place is not None}


class CorrectionIn(Input):
    """What is to be corrected: what is absent stays, what is null goes.

    `places` tell where fields stand on the pages; a field that has a place and no value gets the value printed there.
    What is said of a field is remembered for the supplier's next invoices.

    `lines` and `tax_breakdown` replace what is there. `document` is merged into the invoice's document (RFC 7396), for
    what has no field here. Amounts that contradict each other by the correction are refused; `recalculate` computes
    them from the lines instead. `direction` says who pays, where that does not follow from the supplier.
    """

    invoice_number: Line | None = None
    issue_date: Day | None = None
    due_date: Day | None = None
    currency: Currency | None = None
    purchase_order: Line | None = None
    supplier: Line | None = None
    supplier_tax_id: Line | None = None
    supplier_address: Line | None = None
    supplier_email: Line | None = None
    customer: Line | None = None
    customer_tax_id: Line | None = None
    customer_address: Line | None = None
    customer_email: Line | None = None
    net_total: Exact | None = None
    tax_total: Exact | None = None
    total: Exact | None = None
    prepaid: Exact | None = None
    amount_due: Exact | None = None
    iban: Line | None = None
    bic: Line | None = None
    lines: Annotated[tuple[LineIn, ...], Field(max_length=MAX_LINES)] | None = None
    tax_breakdown: Annotated[tuple[TaxRowIn, ...], Field(max_length=100)] | None = None
    places: PlacesIn | None = None
    document: JsonObject = Field(default_factory=dict)
    recalculate: bool = False
    direction: InvoiceDirection | None = None

    def correction(self) -> "Correction":
        """Return what is to be corrected."""
        from chalicelib.invoices.corrections import FIELDS, Correction

        given = self.model_fields_set & set(FIELDS)
        return Correction(
            fields={name: _text(getattr(self, name)) for name in FIELDS if name in given},
            lines=None if self.lines is None else tuple(_texts(line) for line in self.lines),
            tax_breakdown=None if self.tax_breakdown is None else tuple(_texts(row) for row in self.tax_breakdown),
            places=self.places.places() if self.places else {},
            document=self.document,
            recalculate=self.recalculate,
            direction=self.direction,
        )


def _texts(row: Input) -> dict[str, str | None]:
    return {name: _text(getattr(row, name)) for name in row.model_fields_set}


def _text(value: object) -> str | None:
    if isinstance(value, Decimal):
        return format(value, "f")
    return None if value is None else str(value)
