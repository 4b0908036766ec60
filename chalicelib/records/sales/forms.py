"""Forms that name a customer or items by their ids, and the values that are copied from those.

What the form says itself wins. Values are copied when the invoice is issued, so a later change of the customer or the
item changes no invoice. An item's price is taken only into a form of its own currency, its tax only as a whole.
"""

from collections.abc import Mapping

from pydantic import Field

from chalicelib.documents.model.document import Document, Line
from chalicelib.documents.model.types import Group, Text
from chalicelib.json_data import JsonObject
from chalicelib.records.sales.entries import Entry

_TERMS = ("payment_terms", "currency", "buyer_reference")
_TAX = ("tax_category", "tax_rate", "tax_scheme")


class FormLine(Line):
    """A line that may name one of the company's items."""

    item_id: Text | None = Field(None, description="The id of the company's item that fills what the line leaves out")


class Form(Document):
    """A document that may name one of the company's customers, and items."""

    customer_id: Text | None = Field(
        None, description="The id of the company's customer who fills what the form leaves out"
    )
    lines: tuple[FormLine, ...] = Field((), description="BG-25: invoice lines")

    @property
    def item_ids(self) -> frozenset[str]:
        """The ids of all items that it names."""
        return frozenset(line.item_id for line in self.lines if line.item_id)


def with_entries(
    form: Form, customer: Entry | None, items: Mapping[str, Entry], default_currency: str | None
) -> Document:
    """Return the document of a form, with what it leaves out copied from the customer and the items that it names."""
    given = _dumped(form)
    lines = given.pop("lines", [])
    known = customer.content if customer else {}
    terms = {name: known[name] for name in _TERMS if name in known and name not in given}
    merged = {**given, **terms}
    if customer:
        merged["customer"] = {**known["customer"], **given.get("customer", {})}
    currency = merged.get("currency") or default_currency
    merged["lines"] = [_with_item(line, items, currency) for line in lines]
    return Document.model_validate({name: value for name, value in merged.items() if name != "customer_id"})


def _with_item(line: JsonObject, items: Mapping[str, Entry], currency: str | None) -> JsonObject:
    own = {name: value for name, value in line.items() if name != "item_id"}
    entry = items.get(line.get("item_id", ""))
    if entry is None:
        return own
    known = {**entry.content}
    if known.pop("currency", currency) != currency:
        known.pop("price", None)
    if any(name in own for name in _TAX):
        known = {name: value for name, value in known.items() if name not in _TAX}
    return {**known, **own, "item": {**known["item"], **own.get("item", {})}}


def _dumped(group: Group) -> JsonObject:
    return group.model_dump(mode="json", exclude_defaults=True)
