"""Documents to and from XML: UBL 2.1 Invoice and CreditNote, and UN/CEFACT CII D16B (Factur-X, ZUGFeRD).

National formats are read by tables of their own (`national/`), and never written.

Reading is tolerant: what lacks stays missing, what is not understood is listed in `Parsed.ignored`. Nothing here knows
a business term: `table.py` says where each one stands, `place.py` how to get there, `formats.py` how it is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from chalicelib.documents.errors import NotAnInvoice
from chalicelib.documents.model.document import EN_16931, Document, Group
from chalicelib.documents.syntaxes.completion import complete_cii, complete_ubl
from chalicelib.documents.syntaxes.formats import (
    AMOUNT,
    COMMA_NUMBER,
    DATE,
    NUMBER,
    TAX_TOTAL,
    Format,
    Kind,
    is_unusual,
)
from chalicelib.documents.syntaxes.incoming.variants import make_standard
from chalicelib.documents.syntaxes.national.national_format import (
    NationalFormat,
    namespaces_in,
    with_untaxed_as_in_en_16931,
)
from chalicelib.documents.syntaxes.national.national_formats import national_format
from chalicelib.documents.syntaxes.node import Naming, Node, content, mark, parse_hardened, put, serialise, to_tree
from chalicelib.documents.syntaxes.place import Path, Variables
from chalicelib.documents.syntaxes.schemas import NAMESPACES, ORDER, PREFIXES, RENAMED
from chalicelib.documents.syntaxes.table import TABLE, Syntax, Table, Term

if TYPE_CHECKING:
    from lxml.etree import _Element

AnyGroup = TypeVar("AnyGroup", bound=Group)

ROOTS: Mapping[str, Syntax] = {"Invoice": "ubl", "CreditNote": "credit_note", "rsm:CrossIndustryInvoice": "cii"}
_IBAN_START = 2


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document, the syntax it came in, and the paths of what was in the file but is not in the document.

    `syntax` is `ubl`, `cii`, or a national format's id.
    `not_understood` are the document's fields (`totals.total`) whose place in the file holds no value of their kind,
    `unusual` those that were understood although they are written otherwise than they must be.
    """

    document: Document
    syntax: str
    ignored: tuple[str, ...]
    not_understood: tuple[str, ...] = ()
    unusual: tuple[str, ...] = ()

    @property
    def is_national(self) -> bool:
        """Whether it came in a format that is read only."""
        return self.syntax not in {"ubl", "cii"}


@dataclass(frozen=True, slots=True)
class _Notes:
    """Where in the document the reading is, by which table, and what it found that was not as it should be."""

    path: str = ""
    not_understood: list[str] = field(default_factory=list)
    unusual: list[str] = field(default_factory=list)
    table: Table = field(default_factory=lambda: TABLE)

    def at(self, name: object) -> "_Notes":
        """The notes of a part."""
        return replace(self, path=f"{self.path}.{name}".lstrip("."))


def parse(data: bytes) -> Parsed:
    """Read an e-invoice; raise `XmlRefused`, `MalformedXml` or `NotAnInvoice`."""
    return read(parse_hardened(data))


def read(element: "_Element") -> Parsed:
    """Read an e-invoice that is parsed already; raise `XmlRefused` or `NotAnInvoice`."""
    if national := national_format(str(element.tag)):
        return _read_national(element, national)
    root = to_tree(element, Naming(PREFIXES, RENAMED))
    if root.tag not in ROOTS:
        raise NotAnInvoice(root.tag)
    syntax, notes = ROOTS[root.tag], _Notes()
    make_standard(root)
    document = _read_group(Document, root, syntax, _currencies_in(root, syntax), notes) or Document()
    return _parsed(document, "cii" if syntax == "cii" else "ubl", root, notes)


def _read_national(element: "_Element", national: NationalFormat) -> Parsed:
    """A national e-invoice as the document of EN 16931, the rules that its other forms are held against."""
    root = to_tree(element, Naming(namespaces_in(element)))
    national.prepare(root)
    notes = _Notes(table=national.table)
    document = _read_group(Document, root, "ubl", {}, notes) or Document()
    document = with_untaxed_as_in_en_16931(document).model_copy(update={"specification": EN_16931})
    return _parsed(document, national.id, root, notes)


def _parsed(document: Document, syntax: str, root: Node, notes: _Notes) -> Parsed:
    return Parsed(
        document=document,
        syntax=syntax,
        ignored=tuple(dict.fromkeys(root.unread())),
        not_understood=tuple(dict.fromkeys(notes.not_understood)),
        unusual=tuple(dict.fromkeys(notes.unusual)),
    )


def write_ubl(document: Document) -> bytes:
    """Write a UBL 2.1 CreditNote or Invoice, as BT-3 says."""
    if document.is_credit_note:
        return _write(document, "credit_note", "CreditNote")
    return _write(document, "ubl", "Invoice")


def write_cii(document: Document) -> bytes:
    """Write a CII D16B CrossIndustryInvoice."""
    return _write(document, "cii", "rsm:CrossIndustryInvoice")


def _write(document: Document, syntax: Syntax, root_tag: str) -> bytes:
    root = Node(root_tag)
    _write_group(document, root, syntax, _currencies_of(document))
    complete = complete_cii if syntax == "cii" else complete_ubl
    complete(root)
    return serialise(root, NAMESPACES[syntax], ORDER[syntax])


def _currencies_of(document: Document) -> Variables:
    known = {"currency": document.currency, "tax_currency": document.tax_currency}
    return {name: value for name, value in known.items() if value}


def _currencies_in(root: Node, syntax: Syntax) -> Variables:
    terms = {term.field: term for term in TABLE[Document] if term.field in {"currency", "tax_currency"}}
    values = {name: _read_scalar(term, root, syntax, {}, _Notes()) for name, term in terms.items()}
    return {name: str(value) for name, value in values.items() if value}


def _read_group(
    group: type[AnyGroup], node: Node, syntax: Syntax, variables: Variables, notes: _Notes
) -> AnyGroup | None:
    values = {}
    for term in notes.table.get(group, ()):
        value = _read_term(term, node, syntax, variables, notes.at(term.field))
        if value is not None and value != ():
            values[term.field] = value
    lacks = any(field.is_required() and name not in values for name, field in group.model_fields.items())
    return None if lacks or not values else group(**values)


def _read_term(term: Term, node: Node, syntax: Syntax, variables: Variables, notes: _Notes) -> object:
    if term.group is None:
        return _read_scalar(term, node, syntax, variables, notes)
    found = [target for path in term.paths(syntax) for target in path.find(node, variables)]
    if not term.many:
        return _read_group(term.group, found[0], syntax, variables, notes) if found else None
    groups = (_read_group(term.group, target, syntax, variables, notes.at(n)) for n, target in enumerate(found))
    return tuple(group for group in groups if group is not None)


def _read_scalar(term: Term, node: Node, syntax: Syntax, variables: Variables, notes: _Notes) -> object:
    """The first value found; others that say the same are read with it, others that differ stay unread."""
    form, value, written = term.format(syntax), None, ""
    for target, attribute in _places(term, node, syntax, variables):
        text = content(target, attribute)
        found = form.read(text)
        if value is None:
            value, written = found, text if found is not None else written or text
        if found is not None and found == value:
            mark(target, attribute)
            _mark_beside(target, form, variables)
    _note(term.kind, form, written, value, notes)
    return None if value is None or str(value) == term.fill else value


def _note(kind: Kind, form: Format, written: str, value: Any, notes: _Notes) -> None:
    """Note what is written and no value, or a value in an unusual notation."""
    if value is None and written and kind in (AMOUNT, NUMBER, COMMA_NUMBER, DATE, TAX_TOTAL):
        notes.not_understood.append(notes.path)
    elif is_unusual(written, value, form.notation):
        notes.unusual.append(notes.path)


def _places(term: Term, node: Node, syntax: Syntax, variables: Variables) -> Iterator[tuple[Node, str]]:
    """The elements that may say a term, each with the attribute that does."""
    for path in term.paths(syntax):
        for target in path.find(node, variables):
            yield target, path.attribute


def _mark_beside(node: Node, form: Format, variables: Variables) -> None:
    if form.beside and node.attributes.get(form.beside[0]) == _beside(form, variables):
        mark(node, form.beside[0])


def _beside(form: Format, variables: Variables) -> str | None:
    wanted = form.beside[1] if form.beside else ""
    return variables.get(wanted[1:]) if wanted.startswith("$") else wanted


def _write_group(group: Group, node: Node, syntax: Syntax, variables: Variables) -> None:
    for term in TABLE[type(group)]:
        if term.paths(syntax):
            _write_term(term, getattr(group, term.field), node, syntax, variables)


def _write_term(term: Term, value: Any, node: Node, syntax: Syntax, variables: Variables) -> None:
    paths = term.paths(syntax)
    if value is None or value == ():
        _write_fill(term, paths[0], node, syntax, variables)
    elif term.many:
        for each in value:
            target = _choose(term, each, paths).append(node, variables)
            _write_group(each, target, syntax, variables)
    elif term.group:
        _write_group(value, _choose(term, value, paths).ensure(node, variables), syntax, variables)
    else:
        _write_scalar(term, value, node, syntax, variables)


def _write_scalar(term: Term, value: object, node: Node, syntax: Syntax, variables: Variables) -> None:
    form, path = term.format(syntax), _choose(term, value, term.paths(syntax))
    for target in path.everywhere(node, variables) if term.each else [path.ensure(node, variables)]:
        _write_text(form.write(value), form, target, path, variables)


def _write_text(text: str, form: Format, target: Node, path: Path, variables: Variables) -> None:
    put(target, path.attribute, text + target.text if form.in_front else text)
    beside = _beside(form, variables)
    if form.beside and form.beside_written and beside:
        target.attributes[form.beside[0]] = beside


def _write_fill(term: Term, path: Path, node: Node, syntax: Syntax, variables: Variables) -> None:
    if term.fill and _has_neighbours(path, node, variables):
        form = term.format(syntax)
        _write_text(form.write(form.read(term.fill)), form, path.ensure(node, variables), path, variables)


def _has_neighbours(path: Path, node: Node, variables: Variables) -> bool:
    """Whether the element is there that holds what a place leads to."""
    return bool((path if path.attribute else Path(path.steps[:-1], "")).find(node, variables))


def _choose(term: Term, value: object, paths: tuple[Path, ...]) -> Path:
    schemed = term.second_if == "schemed" and getattr(value, "scheme", None) is not None
    not_iban = term.second_if == "not_iban" and not str(value)[:_IBAN_START].isalpha()
    return paths[1] if len(paths) > 1 and (schemed or not_iban) else paths[0]
