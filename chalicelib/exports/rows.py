"""An invoice as a row: what stands in each column of a CSV or XLSX file. What people look for comes first, ids last."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from chalicelib.records.invoices import Invoice
from chalicelib.records.selections import Selection

Value = str | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, how wide it is shown, and how its value is taken from an invoice."""

    name: str
    width: int
    value: Callable[[Invoice], Value]


def _field(name: str, width: int = 14) -> Column:
    def value(invoice: Invoice) -> Value:
        found: Value = getattr(invoice, name)
        return found

    return Column(name, width, value)


COLUMNS = (
    _field("invoice_number", 18),
    _field("supplier", 30),
    _field("customer", 30),
    _field("issue_date", 12),
    _field("due_date", 12),
    _field("currency", 10),
    _field("net_total"),
    _field("tax_total"),
    _field("total"),
    _field("document_type", 15),
    _field("status"),
    _field("state"),
    Column("failure", 20, lambda invoice: invoice.failure_code),
    Column("warnings", 20, lambda invoice: " ".join(invoice.warnings) or None),
    _field("creation_method", 16),
    Column("direction", 11, lambda invoice: invoice.money_goes),
    _field("approval", 10),
    _field("payment", 11),
    Column("tags", 20, lambda invoice: ", ".join(invoice.tags) or None),
    _field("filename", 30),
    _field("created_at", 20),
    _field("updated_at", 20),
    _field("sent_at", 20),
    Column("id", 28, lambda invoice: invoice.invoice_id),
    _field("uploaded_by", 28),
    _field("duplicate_of", 28),
)


def values_of(invoice: Invoice) -> list[Value]:
    """Return an invoice's row."""
    return [column.value(invoice) for column in COLUMNS]


def shown_in(selection: Selection, invoice: Invoice) -> Invoice:
    """Return an invoice as its list may show it: one person's invoices name no invoice that another person added.

    Whether the person may see others' is not known when a file is made, and may change until it is fetched.
    """
    foreign = selection.creator is not None and invoice.duplicate_uploaded_by != selection.creator
    return replace(invoice, duplicate_of=None) if foreign else invoice
