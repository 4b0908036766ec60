"""The shape of a correction on the wire."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from chalicelib.api.schema import Input
from chalicelib.documents.types import Day, written_out
from chalicelib.invoices.corrections import FIELDS, Correction

MAX_LINES = 10_000


def _exact(value: object) -> object:
    if isinstance(value, bool | float):
        raise ValueError('write the number as text, such as "12.50"')  # noqa: TRY004 - pydantic wants ValueError
    return value


Line = Annotated[str, Field(min_length=1, max_length=1000)]
Number = Annotated[
    Decimal, BeforeValidator(_exact), Field(max_digits=30, allow_inf_nan=False), AfterValidator(written_out)
]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
Category = Annotated[str, Field(pattern=r"^[A-Z]{1,2}$", description="UNTDID 5305: S Z E AE K G O L M")]


class LineIn(Input):
    """A line of an invoice (BG-25)."""

    description: Line
    quantity: Number | None = None
    unit: Annotated[str, Field(max_length=50)] | None = None
    unit_price: Number | None = None
    net_amount: Number | None = None
    tax_rate: Number | None = None
    tax_category: Category | None = None


class TaxRowIn(Input):
    """The tax of one rate (BG-23)."""

    rate: Number
    taxable_amount: Number
    tax_amount: Number
    tax_category: Category | None = None


class CorrectionIn(Input):
    """What is to be corrected: what is absent stays, what is null goes.

    `lines` and `tax_breakdown` replace what is there. `document` is merged into the invoice's document (RFC 7396), for
    what has no field here. Amounts that contradict each other by the correction are refused; `recalculate` computes
    them from the lines instead.
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
    net_total: Number | None = None
    tax_total: Number | None = None
    total: Number | None = None
    prepaid: Number | None = None
    amount_due: Number | None = None
    iban: Line | None = None
    bic: Line | None = None
    lines: Annotated[tuple[LineIn, ...], Field(max_length=MAX_LINES)] | None = None
    tax_breakdown: Annotated[tuple[TaxRowIn, ...], Field(max_length=100)] | None = None
    document: dict[str, Any] = Field(default_factory=dict)
    recalculate: bool = False

    def correction(self) -> Correction:
        """Return what is to be corrected."""
        given = self.model_fields_set & set(FIELDS)
        return Correction(
            fields={name: _text(getattr(self, name)) for name in FIELDS if name in given},
            lines=None if self.lines is None else tuple(_texts(line) for line in self.lines),
            tax_breakdown=None if self.tax_breakdown is None else tuple(_texts(row) for row in self.tax_breakdown),
            document=self.document,
            recalculate=self.recalculate,
        )


def _texts(row: Input) -> dict[str, str | None]:
    return {name: _text(getattr(row, name)) for name in type(row).model_fields}


def _text(value: object) -> str | None:
    if isinstance(value, Decimal):
        return format(value, "f")
    return None if value is None else str(value)
