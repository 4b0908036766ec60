"""What a national format is made of, and the rows its table is written with."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from chalicelib.documents.model import document as model
from chalicelib.documents.model.document import Group
from chalicelib.documents.model.exemptions import REASON_CODES, WITHOUT_RATE
from chalicelib.documents.model.money import exact_sum, rounded
from chalicelib.documents.syntaxes.formats import NUMBER, TEXT, Format, Kind
from chalicelib.documents.syntaxes.node import Node, below, mark, put_at, text_at
from chalicelib.documents.syntaxes.table import Table, Term

if TYPE_CHECKING:
    from lxml.etree import _Element

AnyTaxed = TypeVar("AnyTaxed", model.Line, model.DocumentAllowanceCharge, model.TaxSubtotal)
_SIGNATURE = re.compile(r"http://(?:www\.w3\.org/2000/09/xmldsig|uri\.etsi\.org/)")
NOT_DEFINED = "1"  # UNTDID 4461
GTIN = "0160"  # ISO 6523
ADDED = "added"
"""The element that `prepare` puts what it worked out into, beside what the file says."""


@dataclass(frozen=True, slots=True)
class NationalFormat:
    """A format: the root's name and namespace, its table, and what has to be worked out before the table is read.

    Places in the table are names without prefix, relative to the root.
    """

    id: str
    name: str
    root: re.Pattern[str]  # in Clark notation
    table: Table
    prepare: Callable[[Node], None]
    rules: str  # what it is checked by where it comes from


def namespaces_in(element: "_Element") -> Mapping[str, str]:
    """All namespaces of an e-invoice, whose names are called without prefix; those of signatures stay apart."""
    found = {str(each.tag)[1:].partition("}")[0] for each in element.iter("{*}*")}
    return {namespace: "" for namespace in found if not _SIGNATURE.match(namespace)}


def row(field: str, place: str, kind: Kind = TEXT, *, group: type[Group] | None = None, many: bool = False) -> Term:
    """A row of a table: a field of the model, and where it stands."""
    return Term(id="", field=field, kind=kind, group=group, many=many, ubl=place, cii=None)


def codes(meanings: Mapping[str, str]) -> Kind:
    """Codes of a format with what they are in EN 16931's lists; others stay unread, and are listed as such."""
    form = Format(meanings.get, str)
    return Kind(form, form)


def payment_means(meanings: Mapping[str, str]) -> tuple[Kind, Kind]:
    """Codes of payment means as UNTDID 4461 has them, others as "not defined"; and these others as they are written."""
    code = Format(lambda text: meanings.get(text, NOT_DEFINED) if text else None, str)
    text = Format(lambda text: None if text in meanings else text or None, str)
    return Kind(code, code), Kind(text, text)


def number_at(node: Node, *path: str, kind: Kind = NUMBER) -> Decimal:
    """The number at the end of a path, noted as read; zero where there is none."""
    number = kind.ubl.read(text_at(node, *path))
    return number if isinstance(number, Decimal) else Decimal(0)


def is_unread(node: Node, *path: str, kind: Kind) -> bool:
    """Whether what stands at the end of a path can't be read, so that nothing can be worked out with it."""
    text = text_at(node, *path)
    return bool(text) and kind.ubl.read(text) is None


def add(node: Node, name: str, value: str | Decimal, written_as: Kind = NUMBER) -> None:
    """Put what was worked out beside what a file says, in its notation, unless it is nothing."""
    text = written_as.ubl.write(value) if isinstance(value, Decimal) else value
    if text:
        put_at(node, text, ADDED, name)


def add_gtin(item: Node, number: Node) -> None:
    """Put a GTIN beside an item with its scheme, which only its place says."""
    put_at(item, number.text, ADDED, "gtin")
    below(item, ADDED, "gtin")[0].attributes["schemeID"] = GTIN
    mark(number, "")


def add_sum(node: Node, name: str, numbers: Iterable[Decimal], written_as: Kind = NUMBER) -> None:
    """Put a sum beside what a file says, unless there is nothing to add up."""
    found = list(numbers)
    if found:
        add(node, name, exact_sum(found), written_as)


def with_untaxed_as_in_en_16931(document: model.Document) -> model.Document:
    """What is not subject to VAT has no rate, not even 0; a category that has one reason only says it.

    The formats write a rate all the same (BR-O-05), and need no words for what their code says (BR-AE-10, BR-IC-10).
    """
    groups = {name: tuple(map(_without_rate, getattr(document, name))) for name in ("lines", "allowances", "charges")}
    rows = tuple(_with_reason(_without_rate(each)) for each in document.tax_breakdown)
    return document.model_copy(update={**groups, "tax_breakdown": rows})


def _without_rate(group: AnyTaxed) -> AnyTaxed:
    category, rate = ("category", "rate") if isinstance(group, model.TaxSubtotal) else ("tax_category", "tax_rate")
    return group.model_copy(update={rate: None}) if getattr(group, category) == WITHOUT_RATE else group


def _with_reason(row: model.TaxSubtotal) -> model.TaxSubtotal:
    code = REASON_CODES.get(row.category or "")
    if code is None or row.exemption_reason or row.exemption_reason_code:
        return row
    return row.model_copy(update={"exemption_reason_code": code})


def add_difference(
    line: Node, full: Decimal, net: Decimal, reasons: tuple[str, str], written_as: Kind = NUMBER
) -> None:
    """Put what a line's amount lacks of price by quantity, or has beyond it, as an allowance or a charge beside it."""
    less = exact_sum((rounded(full), -net))
    kind, reason = ("allowance", reasons[0]) if less > 0 else ("charge", reasons[1])
    if less:
        put_at(line, written_as.ubl.write(abs(less)), ADDED, kind, "amount")
        put_at(line, reason, ADDED, kind, "reason")
