"""Correcting what was issued: a credit note of the whole, of what is left, or of chosen lines.

An issued invoice never changes; a credit note takes back what was wrong in it. It is issued like an invoice, by the
same steps and the same worker, with a number of a range of its own. What it takes is written into the invoice's record
in the transaction that stores the credit note, under the condition that the record is as it was read: so two credit
notes at the same instant never come to more than the invoice, and a crash leaves both or neither.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import Conflict, DomainError, InvalidInput, NotCreditable, OverCredited
from chalicelib.ids import Intended
from chalicelib.invoices.building.content import load_document
from chalicelib.invoices.building.kept_content import read_content
from chalicelib.invoices.issuing.issuing import JSON, describe, issued_before, to_source, with_number
from chalicelib.invoices.issuing.numbering import issue_with_next_number
from chalicelib.invoices.records import fetch_changeable, fetch_invoice, refuse_unread
from chalicelib.invoices.uploading import made_before
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.credits import CREDITED_WHOLLY, CreditState
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.number_format import NumberKind, format_of
from chalicelib.storage.companies.companies import fetch_company
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices.invoices import InvoiceChanged, NewInvoice, find_invoice
from chalicelib.storage.invoices.issuing import Step, add_credit_note

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document
    from chalicelib.invoices.issuing.credit_notes import Credit

MAX_TRIES = 50  # when others credit the invoice at the same moment
MAX_CREDIT_NOTES = 100  # of one invoice
MAX_TAKEN = 2_000  # amounts and quantities of one invoice, which must fit into its record


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """A line of the invoice by its identifier (BT-126), and how much of it; None is all that is left."""

    line_id: str
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CreditOrder:
    """What somebody wants credited: chosen lines or, without any, all that is left."""

    lines: Sequence[ChosenLine] = ()
    reason: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class LineLeft:
    """How much of an invoice's line can still be credited."""

    line_id: str
    name: str
    quantity: Decimal
    left: Decimal


@needs(Role.MEMBER)
def credit_invoice(caller: Caller, invoice_id: str, order: CreditOrder, intended: Intended) -> Invoice:
    """Issue a credit note of an issued invoice; a repeat gets the one that is there already.

    Raises:
        InvoiceNotFound, NotYours, NotReady: the caller can't change the invoice, or it can't be credited yet.
        NotCreditable: it was not issued here, is a credit note, or nothing of it is left.
        OverCredited: the lines come to more than is left.
        InvalidInput: the invoice has no such line.
        Conflict: others change the invoice all the time.

    """
    return issued_before(caller, intended) or _credit_until_done(caller, invoice_id, order, intended, cancels=False)


@needs(Role.MEMBER)
def cancel_invoice(caller: Caller, invoice_id: str, order: CreditOrder, intended: Intended) -> Invoice:
    """Take an issued invoice back: credit all that is left of it. A cancelled one gives the credit note that did it.

    Raises:
        InvoiceNotFound, NotYours, NotReady, NotCreditable, Conflict: as for a credit note.

    """
    earlier = issued_before(caller, intended)
    invoice = fetch_changeable(caller, invoice_id)
    if earlier is None and invoice.credit_state is CreditState.CANCELLED:
        earlier = find_invoice(caller.company_id, invoice.credit_notes[-1])
    return earlier or _credit_until_done(caller, invoice_id, order, intended, cancels=True)


@needs(Role.MEMBER)
def fetch_lines_left(caller: Caller, invoice_id: str) -> tuple[Invoice, list[LineLeft]]:
    """Return an issued invoice, and what is left of each of its lines.

    Raises:
        InvoiceNotFound: the caller can see no invoice with this id.
        NotReady, NotCreditable: nothing can be credited of it now, or ever.

    """
    from chalicelib.invoices.issuing.credit_notes import ZERO, left_of_line

    invoice = fetch_invoice(caller, invoice_id)
    document = _creditable_document(invoice)
    taken, is_done = _taken(invoice), invoice.credit_state in CREDITED_WHOLLY
    lines = [
        LineLeft(
            line.id or str(index + 1),
            (line.item.name if line.item else None) or "",
            line.quantity or ZERO,
            ZERO if is_done else left_of_line(line, taken, index),
        )
        for index, line in enumerate(document.lines)
    ]
    return invoice, lines


def _credit_until_done(
    caller: Caller, invoice_id: str, order: CreditOrder, intended: Intended, *, cancels: bool
) -> Invoice:
    files = InvoiceFiles(caller.company_id, intended.id)
    try:
        for _ in range(MAX_TRIES):
            try:
                return _credit(caller, fetch_changeable(caller, invoice_id), order, intended, cancels=cancels)
            except InvoiceChanged:
                continue
        raise Conflict
    except DomainError:
        late = made_before(caller, intended)  # the first try took effect while this one was at it
        if late:
            return late
        file_store.delete_invoice_files(files)
        raise


def _credit(caller: Caller, invoice: Invoice, order: CreditOrder, intended: Intended, *, cancels: bool) -> Invoice:
    """Make one try, with the invoice as it was read; raise `InvoiceChanged` where it is not any more."""
    from chalicelib.invoices.issuing.credit_notes import with_reason
    from chalicelib.invoices.issuing.unprintable import check_letters

    check_letters("reason", order.reason or "")
    document = _creditable_document(invoice)
    company = fetch_company(caller.company_id)
    today = day_of(company, now())
    made = _make(invoice, document, order, today)
    note_document = with_reason(made.document, order.reason)
    described = describe(caller, intended, note_document, order.language or invoice.language)
    note = replace(described, credit_of=invoice.invoice_id)
    files, source = InvoiceFiles.of(note), to_source(note_document)
    file_store.put_file(files.kept(FileKind.SOURCE), source, JSON)
    after = _after(invoice, note, made, cancels=cancels)

    def attempt(number: str, step: Step) -> Invoice:
        told = {"credit_note": note.invoice_id, "number": number, "total": str(note.total)}
        event = Event(EventKind.CANCELLED if cancels else EventKind.CREDITED, caller.user_id, told)
        created = Event(EventKind.CREATED, caller.user_id, {"number": number, "credit_of": invoice.invoice_id})
        new = NewInvoice(with_number(note, number, len(source)), created)
        return add_credit_note(invoice, after, event, new, number=number, step=step)

    series = format_of(company.profile, NumberKind.CREDIT_NOTE).on(today)
    issued = issue_with_next_number(caller.company_id, series, attempt, lambda: _refuse_if_changed(invoice))
    file_store.try_put_file(files.incoming, source, JSON)  # else the sweep brings it
    return issued


def _creditable_document(invoice: Invoice) -> "Document":
    from chalicelib.invoices.issuing.credit_notes import is_creditable

    if not invoice.is_issued:
        raise NotCreditable(
            invoice.invoice_id, "Only an invoice that was issued here can be credited; correct this one."
        )
    refuse_unread(invoice)
    document = load_document(read_content(invoice))
    if not is_creditable(document):
        raise NotCreditable(invoice.invoice_id, "A credit note, or a document that lacks amounts, can't be credited.")
    return document


def _make(invoice: Invoice, document: "Document", order: CreditOrder, today: date) -> "Credit":
    from chalicelib.invoices.issuing.credit_notes import NothingLeft, TooMuch, credit

    if invoice.credit_state in CREDITED_WHOLLY:
        raise _nothing_left(invoice)
    chosen = _choose(document, order.lines) if order.lines else None
    try:
        return credit(document, _taken(invoice), chosen, today)
    except NothingLeft as error:
        raise _nothing_left(invoice) from error
    except TooMuch as error:
        raise OverCredited(invoice.invoice_id, error.left) from error


def _nothing_left(invoice: Invoice) -> NotCreditable:
    return NotCreditable(invoice.invoice_id, "Nothing is left of this invoice: all of it was credited.")


def _choose(document: "Document", lines: Sequence[ChosenLine]) -> dict[int, Decimal | None]:
    """Return the chosen lines by their places.

    Raises:
        InvalidInput: a line is not there, or is named twice, or several have its identifier.

    """
    places: dict[str, list[int]] = {}
    for index, line in enumerate(document.lines):
        places.setdefault(line.id or str(index + 1), []).append(index)
    problems = [
        (
            f"lines.{number}.id",
            f"The invoice has {len(places.get(line.line_id, ()))} lines of this id; it must have one.",
        )
        for number, line in enumerate(lines)
        if len(places.get(line.line_id, ())) != 1
    ]
    if problems:
        raise InvalidInput(*problems)
    chosen = {places[line.line_id][0]: line.quantity for line in lines}
    if len(chosen) < len(lines):
        raise InvalidInput(("lines", "A line is named twice."))
    return chosen


def _taken(invoice: Invoice) -> dict[str, Decimal]:
    return {place: Decimal(amount) for place, amount in invoice.credited.items()}


def _after(invoice: Invoice, note: Invoice, made: "Credit", *, cancels: bool) -> Invoice:
    """Return the invoice's record with what the credit note takes; what it takes of each amount only while needed."""
    state = CreditState.CANCELLED if cancels else CreditState.CREDITED if made.is_rest else CreditState.PARTLY_CREDITED
    taken: Mapping[str, Decimal] = {} if made.is_rest else made.taken
    if not made.is_rest and (len(taken) > MAX_TAKEN or len(invoice.credit_notes) >= MAX_CREDIT_NOTES):
        raise NotCreditable(invoice.invoice_id, "Too many pieces were credited; only all that is left still can be.")
    return replace(
        invoice,
        credit_state=state,
        credited_total=made.taken["total"],
        credited={place: str(amount) for place, amount in taken.items()},
        credit_notes=(*invoice.credit_notes, note.invoice_id),
    )


def _refuse_if_changed(invoice: Invoice) -> None:
    current = find_invoice(invoice.company_id, invoice.invoice_id)
    if current is None or current.version != invoice.version:
        raise InvoiceChanged
