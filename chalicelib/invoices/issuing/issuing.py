"""How a form becomes an invoice: completed, numbered, stored, and queued like any other source.

The source is stored first, without the number, where no event sees it; then the record and its number in one
transaction; then the source arrives for the worker. A crash after the first step leaves a file without a record, after
the second an invoice that is numbered, complete and `queued`, which the sweep takes up: nothing that got a number is
ever lost.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import Conflict, NumberTaken
from chalicelib.ids import Intended
from chalicelib.invoices.building.content import dump_document, make_content, summarise
from chalicelib.invoices.catalogue.copying import copy_entries
from chalicelib.invoices.issuing.numbering import issue_with_next_number
from chalicelib.invoices.uploading import display_name, made_before
from chalicelib.records.companies import Company
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.number_format import NumberKind, format_of
from chalicelib.storage.companies import companies
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.invoices.issuing import IssuedFrom, NotIssued, Step, add_issued

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document

JSON = "application/json"
_Attempt = Callable[[str, Step | None], Invoice]


@needs(Role.MEMBER)
def issue_invoice(caller: Caller, document: "Document", intended: Intended, *, language: str | None = None) -> Invoice:
    """Return an invoice made in the form; a repeat gets the one that is there already.

    Raises:
        InvalidInput, NumberTaken, Conflict: as below.

    """
    return issued_before(caller, intended) or issue_anew(caller, document, intended, language=language)


@needs(Role.MEMBER)
def issue_anew(
    caller: Caller,
    document: "Document",
    intended: Intended,
    *,
    language: str | None = None,
    origin: IssuedFrom | None = None,
) -> Invoice:
    """Store an invoice made in the form; the worker does the rest.

    Without a number of its own it gets the company's next one.

    Raises:
        InvalidInput: something that every invoice needs is missing, amounts contradict each other, a text has letters
            that no font has, or the rules for it would not let the invoice pass.
        NumberTaken: another invoice made here bears the number.
        Conflict: what it is made of was changed meanwhile.

    """
    from chalicelib.invoices.issuing.readiness import examine, refuse_unready

    company = companies.fetch_company(caller.company_id)
    copied = copy_entries(document, company)
    filled = refuse_unready(examine(copied.document, company, day_of(company, now()), copied.problems))
    invoice = describe(caller, intended, filled, language or copied.language)
    files = InvoiceFiles.of(invoice)
    source = to_source(filled)
    file_store.put_file(files.kept(FileKind.SOURCE), source, JSON)

    def attempt(number: str, step: Step | None) -> Invoice:
        numbered = with_number(invoice, number, len(source))
        told = {"number": number, **(origin.told() if origin else {})}
        event = Event(EventKind.CREATED, caller.user_id, told)
        return add_issued(numbered, event, number=number, step=step, origin=origin)

    try:
        issued = _issue(company, filled, attempt, origin)
    except (NumberTaken, Conflict):
        late = made_before(caller, intended)  # the first try took effect while this one was at it
        if late:
            return late
        file_store.delete_invoice_files(files)
        raise
    # Else the sweep brings it: the invoice is issued, and an error would have a client without a key issue it again.
    file_store.try_put_file(files.incoming, source, JSON)
    return issued


def issued_before(caller: Caller, intended: Intended) -> Invoice | None:
    """Return the invoice that an earlier try of the same request has issued, and have it arrive if it waits still."""
    earlier = made_before(caller, intended)
    if earlier and earlier.status is Status.QUEUED:
        with suppress(FileMissing):  # the sweep will say so
            file_store.read_source_again(InvoiceFiles.of(earlier))
    return earlier


def _issue(company: Company, document: "Document", attempt: "_Attempt", origin: IssuedFrom | None) -> Invoice:
    if document.invoice_number is None:
        day = document.issue_date or day_of(company, now())
        series = format_of(company.profile, _kind(document)).on(day)
        return issue_with_next_number(company.company_id, series, attempt, lambda: _refuse_if_changed(origin))
    try:
        return attempt(document.invoice_number, None)
    except NotIssued as error:
        _refuse_if_changed(origin)
        raise NumberTaken(document.invoice_number) from error


def _kind(document: "Document") -> NumberKind:
    return NumberKind.CREDIT_NOTE if document.is_credit_note else NumberKind.INVOICE


def _refuse_if_changed(origin: IssuedFrom | None) -> None:
    if origin and not origin.is_as_seen():
        raise Conflict


def describe(caller: Caller, intended: Intended, document: "Document", language: str | None) -> Invoice:
    """Return the record of a document that is to be issued, without a number."""
    from chalicelib.extraction.einvoices.from_document import read_document
    from chalicelib.extraction.result import Method

    reading = read_document(document, Method.STRUCTURED)
    instant = now()
    return Invoice(
        company_id=caller.company_id,
        invoice_id=intended.id,
        filename="",
        content_type=JSON,
        creation_method=CreationMethod.GUI,
        direction=InvoiceDirection.RECEIVABLE,
        status=Status.QUEUED,
        state=State.UNVALIDATED,
        uploaded_by=caller.user_id,
        created_at=instant,
        updated_at=instant,
        document_type=reading.document_type,
        language=language,
        **summarise(make_content(reading, document)),
    )


def to_source(document: "Document") -> bytes:
    """Return a document as the file that the worker reads."""
    return json.dumps(dump_document(document), ensure_ascii=False).encode()


def with_number(invoice: Invoice, number: str, size: int) -> Invoice:
    """Return the record with its number, and the size of its source in bytes."""
    filename = f"{display_name(number.replace('/', '-'))}.json"
    return replace(invoice, invoice_number=number, filename=filename, size=size)
