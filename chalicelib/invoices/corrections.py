"""What a correction makes of a document, and what it changes of what is shown. Pure: no storage here.

A correction names header fields, or replaces the lines or the tax breakdown, or merges a patch (RFC 7396) into the
document for everything else. What changed is found by comparing the document before with the one after, so that it does
not matter by which way somebody said it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from itertools import zip_longest

from pydantic import ValidationError

from chalicelib.documents.model.document import Document, Price
from chalicelib.documents.model.document import Line as DocumentLine
from chalicelib.documents.model.totals import (
    Difference,
    computed,
    header_differences,
    total_differences,
    with_amount_due,
)
from chalicelib.errors import InvalidInput
from chalicelib.extraction.box import Box
from chalicelib.extraction.document_paths import AMOUNTS, PATHS
from chalicelib.extraction.einvoices.from_document import read_document
from chalicelib.extraction.einvoices.to_document import line_values, place, remove, tax_row_values
from chalicelib.extraction.result import DocumentType, Extracted, FieldName, Line, Method, TaxRow
from chalicelib.invoices.building.content import Content, FieldEntry, dump_document
from chalicelib.json_data import JsonObject
from chalicelib.records.lifecycle.direction import InvoiceDirection

Row = Mapping[str, str | None]

CORRECTED = "corrected"
FIELDS: Mapping[str, FieldName] = {
    name.removesuffix("_name") if name in {"supplier_name", "customer_name"} else str(name): name for name in FieldName
}
"""What the API calls each field: as the summary does."""
SHOWN: Mapping[FieldName, str] = {name: shown for shown, name in FIELDS.items()}
_NAMES = {PATHS[name]: shown for name, shown in SHOWN.items()}
_SHOWN = (*PATHS.values(), "supplier.tax_registration", "customer.tax_registration")


_DUE = "totals.amount_due"
_DECIDES_DUE = frozenset({"total", "prepaid", "rounding"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: a page, counted from 1, and a box on it in points from its top left corner."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody wants changed. A field's None removes it; no lines or tax rows leave those as they are.

    `direction` is the record's, whatever the document says.
    `places` are where fields stand; one that `fields` does not give has the value that is printed there.
    """

    fields: Mapping[str, str | None] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    lines: tuple[Row, ...] | None = None
    tax_breakdown: tuple[Row, ...] | None = None
    document: Mapping[str, object] = field(default_factory=dict)
    recalculate: bool = False
    direction: InvoiceDirection | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a correction changed, as the timeline tells it."""

    field: str
    before: object
    after: object


def apply(correction: Correction, before: Document, derived: Collection[str] = ()) -> Document:
    """Return the corrected document; `derived` are the places of what the file does not print.

    What is due and is not printed follows a corrected total, unless the correction names it.

    Raises:
        InvalidInput: a value does not fit its field, or amounts now contradict each other that did not before.

    """
    values = _merge(dump_document(before), correction.document)
    negative = before.is_credit_note and _is_negative(correction)
    sign = -1 if negative else 1
    for shown, text in correction.fields.items():
        place(values, FIELDS[shown], text, sign)
    if _DUE in derived and _asks_otherwise(correction):
        remove(values, _DUE)
    if correction.lines is not None:
        values["lines"] = _lines(correction.lines, sign, before)
    if correction.tax_breakdown is not None:
        values["tax_breakdown"] = _tax_rows(correction.tax_breakdown, sign, before)
    after = _validated(values)
    if correction.recalculate:
        after = computed(after)
    if _DUE in derived and "amount_due" not in _said(correction):
        after = with_amount_due(after)
    _refuse_contradictions(before, after)
    return after


def show(
    content: Content, before: Document, after: Document, correction: Correction
) -> tuple[Content, tuple[Change, ...]]:
    """Return the content after a correction, and what changed in it. Corrected fields keep what was read."""
    was, now = read_document(before, Method.STRUCTURED), read_document(after, Method.STRUCTURED)
    shown: Content = {**content, "fields": dict(content["fields"]), "document": dump_document(after)}
    shown["derived"] = dict(_still_derived(content.get("derived", {}), dump_document(before), shown["document"]))
    if _said(correction).get("amount_due") is not None:
        shown["derived"].pop(_DUE, None)
    changes = [*_change_fields(shown, was, now)]
    if was.lines != now.lines:
        shown["original_lines"] = content.get("original_lines", content["lines"])
        shown["lines"] = [asdict(line) for line in now.lines]
        changes.append(Change("lines", len(was.lines), len(now.lines)))
    if was.tax_breakdown != now.tax_breakdown:
        shown["original_tax_breakdown"] = content.get("original_tax_breakdown", content["tax_breakdown"])
        shown["tax_breakdown"] = [asdict(row) for row in now.tax_breakdown]
        changes.append(Change("tax_breakdown", len(was.tax_breakdown), len(now.tax_breakdown)))
    told = {change.field for change in changes}
    return shown, (*changes, *_other_changes(dump_document(before), dump_document(after), told))


OF_FIELD = (
    "xml_and_page_disagree", "missing", "not_understood", "doubtful", "unusual_notation", "mended", "memory_unclear",
)  # fmt: skip
"""Warnings about one field, which its correction settles."""
_OF_SEVERAL: Mapping[str, frozenset[str]] = {
    "lines_incomplete": frozenset({"lines"}),
    "lines_summarised": frozenset({"lines"}),
    "amount_retained": frozenset({"amount_due"}),
    "tax_id_check_failed": frozenset({"supplier_tax_id", "customer_tax_id"}),
    "iban_check_failed": frozenset({"iban"}),
    "supplier_unclear": frozenset({"supplier", "supplier_tax_id"}),
}
"""Warnings that a correction of one of some fields or tables settles."""


def remaining_warnings(
    warnings: tuple[str, ...], changes: tuple[Change, ...], after: Document, confirmed: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the warnings that a correction has not settled, and `totals_disagree` if they do.

    What the correction says again as it was, it confirms.
    """
    touched = {*(change.field for change in changes), *confirmed}
    kept = without_settled(tuple(warning for warning in warnings if warning != "totals_disagree"), touched)
    return (*kept, "totals_disagree") if total_differences(after) else kept


def without_settled(warnings: tuple[str, ...], said: Collection[str]) -> tuple[str, ...]:
    """Return the warnings but those about the fields and tables that a person spoke of.

    >>> without_settled(("supplier_unclear", "missing:total", "lines_incomplete"), {"supplier", "total"})
    ('lines_incomplete',)
    """
    fields = [FIELDS[name].value for name in FIELDS if name in said]
    settled = {f"{code}:{field}" for code in OF_FIELD for field in fields}
    settled |= {code for code, names in _OF_SEVERAL.items() if not names.isdisjoint(said)}
    return tuple(warning for warning in warnings if warning not in settled)


def document_type_of(document: Document) -> DocumentType:
    """Return whether a document is an invoice or a credit note."""
    return DocumentType.CREDIT_NOTE if document.is_credit_note else DocumentType.INVOICE


def _merge(target: JsonObject, patch: Mapping[str, object]) -> JsonObject:
    """Merge a patch into an object (RFC 7396).

    >>> _merge({"a": {"b": 1, "c": 2}}, {"a": {"b": None, "d": 3}})
    {'a': {'c': 2, 'd': 3}}
    """
    merged = dict(target)
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merge(_object(merged.get(name)), value) if isinstance(value, Mapping) else value
    return merged


def _object(value: object) -> JsonObject:
    return dict(value) if isinstance(value, Mapping) else {}


def _lines(given: tuple[Row, ...], sign: int, before: Document) -> list[JsonObject]:
    pairs = zip_longest(given, before.lines[: len(given)])
    scheme = next((line.tax_scheme for line in before.lines), None)
    return [_line(number, line, sign, was, scheme) for number, (line, was) in enumerate(pairs, start=1)]


def _line(number: int, given: Row, sign: int, was: DocumentLine | None, scheme: str | None) -> JsonObject:
    """A corrected line; a new one is taxed by the scheme that the document's first line names."""
    read = Line(**{name: value for name, value in given.items() if name != "tax_category"})  # type: ignore[arg-type]
    values = line_values(number, read, sign)
    if values["price"] and was and was.price:
        _keep_base(values["price"], was.price, said="base_quantity" in given)
    category = given.get("tax_category") or values["tax_category"]
    return values | {"tax_category": category, "tax_scheme": was.tax_scheme if was else scheme}


def _keep_base(price: JsonObject, was: Price, *, said: bool) -> None:
    """A price that stays is for as many units as before, where the correction does not say how many."""
    if not said and price["net"] == was.net:
        price["base_quantity"] = was.base_quantity
    if price["base_quantity"] == was.base_quantity:
        price["base_unit"] = was.base_unit


def _tax_rows(given: tuple[Row, ...], sign: int, before: Document) -> list[JsonObject]:
    scheme = next((row.scheme for row in before.tax_breakdown), None)
    return [_tax_row(row, sign) | {"scheme": scheme} for row in given]


def _tax_row(given: Row, sign: int) -> JsonObject:
    row = TaxRow(given.get("rate") or "0", given.get("taxable_amount"), given.get("tax_amount"))
    values = tax_row_values(row, sign)
    return values | {"category": given.get("tax_category") or values["category"]}


def _is_negative(correction: Correction) -> bool:
    """Whether amounts are given as a credit note prints them; EN 16931 has them positive."""
    amounts = (text for shown, text in correction.fields.items() if FIELDS[shown] in AMOUNTS)
    return any(text is not None and Decimal(text) < 0 for text in amounts)


def _validated(values: JsonObject) -> Document:
    try:
        return Document.model_validate(values)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidInput(
            *((f"document.{'.'.join(map(str, each['loc']))}", each["msg"]) for each in problems)
        ) from error


def _asks_otherwise(correction: Correction) -> bool:
    """Whether the total, what was paid or the rounding is corrected, and what is due is not said."""
    said = _said(correction)
    return not _DECIDES_DUE.isdisjoint(said) and "amount_due" not in said


def _said(correction: Correction) -> JsonObject:
    """The fields and totals that a correction names, and what it says of them."""
    return {**_object(correction.document.get("totals")), **correction.fields}


def _refuse_contradictions(before: Document, after: Document) -> None:
    old = {each.field for each in (*total_differences(before), *header_differences(before))}
    new = {each.field: each for each in (*total_differences(after), *header_differences(after))}
    caused = [each for place_, each in new.items() if place_ not in old]
    if caused:
        raise InvalidInput(*((_name(each), _sentence(each)) for each in caused))


def _name(difference: Difference) -> str:
    return _NAMES.get(difference.field, f"document.{difference.field}")


def _sentence(difference: Difference) -> str:
    return f"is {difference.given}, but the rest of the document comes to {difference.computed}"


def _still_derived(
    derived: Mapping[str, FieldEntry], before: JsonObject, after: JsonObject
) -> Iterator[tuple[str, FieldEntry]]:
    """Yield what the document still has as it was derived, and what is due by the total that it has now."""
    for place_, found in derived.items():
        value = _at(after, place_)
        if value is not None and value == _at(before, place_):
            yield place_, found
        elif place_ == _DUE and isinstance(value, str):
            yield place_, {**found, "value": value}


def _at(document: object, place_: str) -> object:
    """Return what is at a place in a document.

    >>> _at({"lines": [{"unit": "C62"}]}, "lines.0.unit"), _at({"lines": []}, "lines.0.unit")
    ('C62', None)
    """
    for step in place_.split("."):
        if isinstance(document, list):
            document = document[int(step)] if int(step) < len(document) else None
        else:
            document = document.get(step) if isinstance(document, dict) else None
    return document


def _change_fields(content: Content, was: Extracted, now: Extracted) -> Iterator[Change]:
    """Change the fields of the content, but for what is derived, and yield what changed."""
    fields, derived = content["fields"], content["derived"]
    for shown, name in FIELDS.items():
        old, new = _value(was, name), _value(now, name)
        if old == new:
            continue
        read = fields.pop(name, None)
        if new is not None and PATHS[name] not in derived:
            fields[name] = _corrected(read, new)
        yield Change(shown, old, new)


def _value(read: Extracted, name: FieldName) -> str | None:
    return read.fields[name].value if name in read.fields else None


def _corrected(read: FieldEntry | None, value: str) -> FieldEntry:
    """Return a field's entry after its correction, which keeps where it stood and what was read there first."""
    return {
        "value": value,
        "confidence": 1.0,
        "method": CORRECTED,
        "page": read.get("page") if read else None,
        "box": read.get("box") if read else None,
        "original": read.get("original", read["value"]) if read else None,
    }


def _other_changes(before: JsonObject, after: JsonObject, told: set[str]) -> Iterator[Change]:
    """Yield what changed in parts of the document that no field shows; a table that was listed is not listed again."""
    was, now = _without_shown(before), _without_shown(after)
    for name in sorted(set(was) | set(now)):
        if was.get(name) != now.get(name) and name not in told:
            yield Change(f"document.{name}", was.get(name), now.get(name))


def _without_shown(document: JsonObject) -> JsonObject:
    """Return a document without what fields show.

    >>> _without_shown({"currency": "EUR", "supplier": {"name": "Example", "legal_id": {"value": "7"}}})
    {'supplier': {'legal_id': {'value': '7'}}}
    """
    rest = deepcopy(document)
    for path in _SHOWN:
        remove(rest, path)
    return {name: value for name, value in rest.items() if value not in ({}, [{}])}
