"""What a sample invoice says, and how it looks. Companies, people and numbers are invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")


class Numbers(StrEnum):
    """How numbers are written."""

    COMMA = "1.234,56"
    POINT = "1,234.56"
    SPACE = "1 234,56"
    APOSTROPHE = "1'234.56"


@dataclass(frozen=True, slots=True)
class Company:
    """A party with its address as printed."""

    name: str
    lines: Sequence[str]
    tax_id: str = ""
    iban: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line: description, quantity, net price of one, tax rate in percent."""

    description: str
    quantity: Decimal
    price: Decimal
    rate: Decimal

    @property
    def amount(self) -> Decimal:
        """Quantity times price, rounded half up."""
        return (self.quantity * self.price).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Look:
    """The choices that make one layout differ from another."""

    letterhead: str = "left"  # or "right"
    details: str = "rows"  # label beside value; "columns": label over value
    ruled: bool = True
    sender_line: bool = False
    labelled_customer: bool = True
    footer_bank: bool = True
    font: str = "Helvetica"
    size: float = 9.5
    totals: str = "right"  # or "left"
    currency_first: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One invoice."""

    name: str
    language: str
    number: str
    issued: date
    due: date
    order: str
    currency: str
    symbol: str
    supplier: Company
    customer: Company
    items: Sequence[Item]
    numbers: Numbers
    date_format: str
    credit_note: bool = False
    look: Look = field(default_factory=Look)

    @property
    def net(self) -> Decimal:
        """The lines' sum."""
        return sum((item.amount for item in self.items), Decimal(0))

    def taxes(self) -> dict[Decimal, Decimal]:
        """The tax of each rate."""
        bases: dict[Decimal, Decimal] = {}
        for item in self.items:
            bases[item.rate] = bases.get(item.rate, Decimal(0)) + item.amount
        return {rate: (base * rate / 100).quantize(CENT, ROUND_HALF_UP) for rate, base in sorted(bases.items())}

    @property
    def tax(self) -> Decimal:
        """All rates' tax."""
        return sum(self.taxes().values(), Decimal(0))

    @property
    def total(self) -> Decimal:
        """Net and tax."""
        return self.net + self.tax


def truth(content: Content) -> dict[str, object]:
    """What a reader should find, under the names of the extraction's fields."""
    fields: dict[str, object] = {
        "invoice_number": content.number,
        "issue_date": content.issued.isoformat(),
        "due_date": content.due.isoformat(),
        "currency": content.currency,
        "purchase_order": content.order,
        "supplier_name": content.supplier.name,
        "supplier_tax_id": content.supplier.tax_id,
        "customer_name": content.customer.name,
        "net_total": str(content.net),
        "tax_total": str(content.tax),
        "total": str(content.total),
        "iban": content.supplier.iban.replace(" ", ""),
        "lines": [
            {
                "description": item.description,
                "quantity": str(item.quantity),
                "unit_price": str(item.price),
                "net_amount": str(item.amount),
            }
            for item in content.items
        ],
    }
    kept = {name: value for name, value in fields.items() if value}
    kind = "credit_note" if content.credit_note else "invoice"
    return {"document_type": kind, "language": content.language, "fields": kept}


def format_number(amount: Decimal, numbers: Numbers, places: int = 2) -> str:
    """A number as the country writes it.

    >>> [format_number(Decimal("1234.5"), numbers) for numbers in Numbers]
    ['1.234,50', '1,234.50', '1 234,50', "1'234.50"]
    """
    text = f"{amount:,.{places}f}"
    groups, mark = {
        Numbers.COMMA: (".", ","),
        Numbers.POINT: (",", "."),
        Numbers.SPACE: ("\u00a0", ","),
        Numbers.APOSTROPHE: ("'", "."),
    }[numbers]
    return text.replace(",", "\x00").replace(".", mark).replace("\x00", groups).replace("\u00a0", " ")
