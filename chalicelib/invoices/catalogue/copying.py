"""Copying a customer and items into the form that names them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.errors import InvalidInput
from chalicelib.ids import is_id
from chalicelib.records.companies import Company
from chalicelib.records.sales.entries import Entry, EntryKind
from chalicelib.storage.companies.entries import find_entries

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document
    from chalicelib.records.sales.forms import Form

IS_GONE = "There is no such {kind} (any more)."


@dataclass(frozen=True, slots=True)
class CopiedForm:
    """A form's document with its entries' values filled in, the customer's language, and what was not found."""

    document: "Document"
    language: str | None = None
    problems: tuple[tuple[str, str], ...] = ()

    def refuse_gone(self) -> "Document":
        """Return the document.

        Raises:
            InvalidInput: the form names a customer or an item that is not there.

        """
        if self.problems:
            raise InvalidInput(*self.problems)
        return self.document


def copy_entries(form: "Document", company: Company) -> CopiedForm:
    """Return the document of a form as it would be issued now, by what its customer and items are at this moment."""
    from chalicelib.records.sales.bounds import check_bounds
    from chalicelib.records.sales.forms import Form, with_entries

    if not isinstance(form, Form):
        return CopiedForm(form)
    customer = _find(company, EntryKind.CUSTOMER, frozenset(filter(None, [form.customer_id])))
    items = _find(company, EntryKind.ITEM, form.item_ids)
    named = customer.get(form.customer_id or "")
    language = named.content.get("language") if named else None
    copied = with_entries(form, named, items, company.profile.get("default_currency"))
    try:
        check_bounds(copied)
    except ValueError as error:  # many lines with the texts of large items
        return CopiedForm(with_entries(form, None, {}, None), language, (("lines", str(error)),))
    return CopiedForm(copied, language, tuple(_gone(form, customer, items)))


def _find(company: Company, kind: EntryKind, entry_ids: frozenset[str]) -> dict[str, Entry]:
    found = find_entries(company.company_id, kind, sorted(filter(is_id, entry_ids)))
    return {entry.entry_id: entry for entry in found}


def _gone(form: "Form", customers: Mapping[str, Entry], items: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    if form.customer_id and form.customer_id not in customers:
        yield "customer_id", IS_GONE.format(kind=EntryKind.CUSTOMER)
    for index, line in enumerate(form.lines):
        if line.item_id and line.item_id not in items:
            yield f"lines.{index}.item_id", IS_GONE.format(kind=EntryKind.ITEM)
