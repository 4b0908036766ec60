"""The shapes of customers and items on the wire."""

from typing import Annotated

from pydantic import AfterValidator, Field

from chalicelib.api.http.schema import ONE_LINE, Email, Input, Instant, Output
from chalicelib.api.models.companies import Currency
from chalicelib.api.models.paging import PageQuery
from chalicelib.documents.model.document import Customer, Item, Price
from chalicelib.documents.model.types import Code, Group, Percentage
from chalicelib.invoices.catalogue.entries import EntryPage, EntryValues
from chalicelib.json_data import JsonObject
from chalicelib.languages import PageLanguage
from chalicelib.records.sales.bounds import check_bounds
from chalicelib.records.sales.entries import Entry

MAX_NAME = 200  # characters
MAX_CONTENT = 20_000  # characters of all texts of an entry

EntryNumber = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        pattern=ONE_LINE,
        description="What the company calls it, such as C-17; no other of its kind has it, in large letters or small",
    ),
]


def _bounded(group: Group) -> Group:
    check_bounds(group)
    if len(group.model_dump_json()) > MAX_CONTENT:
        message = f"has more than {MAX_CONTENT:,} characters in all"
        raise ValueError(message)
    return group


def _named(group: Customer | Item) -> Customer | Item:
    if not group.name or len(group.name) > MAX_NAME:
        message = f"needs a name of at most {MAX_NAME} characters"
        raise ValueError(message)
    _bounded(group)
    return group


class CustomerIn(Input):
    """A customer, and what is usual in its invoices; a form that names the customer copies what it leaves out."""

    number: EntryNumber | None = None
    customer: Annotated[Customer, AfterValidator(_named), Field(description="The customer as in documents (BG-7)")]
    payment_terms: Annotated[str, Field(max_length=1_000, description="Payment terms in words (BT-20)")] | None = None
    currency: Annotated[Currency, Field(description="ISO 4217 code of its invoices (BT-5)")] | None = None
    buyer_reference: (
        Annotated[str, Field(max_length=200, pattern=ONE_LINE, description="Reference for routing (BT-10)")] | None
    ) = None
    language: Annotated[PageLanguage, Field(description="PageLanguage of its invoices' pages")] | None = None
    email: Annotated[Email, Field(description="Where its invoices go")] | None = None

    def values(self) -> EntryValues:
        """Return the customer in the domain's words."""
        content = self.model_dump(mode="json", exclude={"number"}, exclude_defaults=True)
        return EntryValues(str(self.customer.name), self.number, content)


class ItemIn(Input):
    """An item, and its usual price and tax; a line that names the item copies what it leaves out.

    The price is copied only into documents of its `currency`, where it has one.
    """

    number: EntryNumber | None = None
    item: Annotated[Item, AfterValidator(_named), Field(description="The item as in documents (BG-31)")]
    unit: Annotated[Code, Field(max_length=3, description="Unit (UN/ECE Recommendation 20, BT-130)")] | None = None
    price: Annotated[Price, Field(description="Price without tax (BG-29)")] | None = None
    currency: Annotated[Currency, Field(description="ISO 4217 code of the price; null is every currency")] | None = None
    tax_category: Annotated[Code, Field(max_length=3, description="Tax category (UNTDID 5305, BT-151)")] | None = None
    tax_rate: Annotated[Percentage, Field(description="Tax rate in percent (BT-152)")] | None = None

    def values(self) -> EntryValues:
        """Return the item in the domain's words."""
        content = self.model_dump(mode="json", exclude={"number"}, exclude_defaults=True)
        return EntryValues(str(self.item.name), self.number, content)


class EntryQuery(PageQuery):
    """Which entries: those that are found by what somebody has begun to type, or all."""

    search: Annotated[
        str, Field(max_length=100, description="The beginning of the name, of a word in it, or of the number")
    ] = ""


class _EntryOut(Output):
    id: str
    number: str | None
    created_by: str
    created_at: Instant
    updated_at: Instant
    version: int


class CustomerOut(_EntryOut):
    """A customer of the company's."""

    customer: Annotated[Customer, Field(description="The customer as in documents (BG-7)")]
    payment_terms: str | None
    currency: str | None
    buyer_reference: str | None
    language: str | None
    email: str | None


class ItemOut(_EntryOut):
    """An item of the company's."""

    item: Annotated[Item, Field(description="The item as in documents (BG-31)")]
    unit: str | None
    price: Annotated[Price | None, Field(description="Price without tax (BG-29)")]
    currency: str | None
    tax_category: str | None
    tax_rate: Percentage | None


class CustomerPageOut(Output):
    """One page of customers, by name."""

    items: tuple[CustomerOut, ...]
    next_cursor: str | None
    has_more: bool


class ItemPageOut(Output):
    """One page of items, by name."""

    items: tuple[ItemOut, ...]
    next_cursor: str | None
    has_more: bool


def customer_out(entry: Entry) -> CustomerOut:
    """Return a customer."""
    return CustomerOut.model_validate(_values(entry, CustomerOut))


def item_out(entry: Entry) -> ItemOut:
    """Return an item."""
    return ItemOut.model_validate(_values(entry, ItemOut))


def customers_out(page: EntryPage) -> CustomerPageOut:
    """Return a page of customers."""
    items = tuple(map(customer_out, page.items))
    return CustomerPageOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def items_out(page: EntryPage) -> ItemPageOut:
    """Return a page of items."""
    items = tuple(map(item_out, page.items))
    return ItemPageOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def _values(entry: Entry, model: type[Output]) -> JsonObject:
    known = {
        "id": entry.entry_id,
        "number": entry.number,
        "created_by": entry.created_by,
        "created_at": entry.created_at,
        "updated_at": entry.updated_at,
        "version": entry.version,
    }
    return dict.fromkeys(model.model_fields) | entry.content | known
