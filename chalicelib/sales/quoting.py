"""Making a quote: completed as an invoice would be, numbered, kept; and the page that the customer gets.

A quote is no e-invoice, so no official rules judge it; amounts, what every invoice needs and letters are checked as for
one. The page is drawn when it is first wanted, and stays: what was mailed is what is shown.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import Conflict, InvalidInput, NotDrawable
from chalicelib.ids import Intended, new_id
from chalicelib.invoices.building.artefacts import branding_of
from chalicelib.invoices.building.content import dump_document
from chalicelib.invoices.catalogue.copying import copy_entries
from chalicelib.invoices.issuing.numbering import issue_with_next_number
from chalicelib.invoices.issuing.own_values import refuse_own_values
from chalicelib.invoices.issuing.previewing import draw_draft
from chalicelib.records.companies import Company
from chalicelib.records.files import FileKind
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.number_format import NumberKind, format_of
from chalicelib.records.sales.quotes import Quote
from chalicelib.storage.companies import quotes as store
from chalicelib.storage.companies.companies import fetch_company
from chalicelib.storage.companies.packing import DocumentTooLarge
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices.issuing import NotIssued, Step

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document
    from chalicelib.records.sales.forms import Form

USUAL_VALIDITY = timedelta(days=30)
MAX_VALIDITY = timedelta(days=3_660)
MAX_TRIES = 5  # when others change the quote at the same moment


@dataclass(frozen=True, slots=True)
class QuoteOrder:
    """What somebody wants to offer, and until when; without a day, for thirty days."""

    form: "Form"
    valid_until: date | None = None
    language: str | None = None


@needs(Role.MEMBER)
def add_quote(caller: Caller, order: QuoteOrder, intended: Intended) -> Quote:
    """Make a quote with the next number of the company's quotes; a repeat gets the one that is there already.

    Raises:
        InvalidInput: something that every invoice needs is missing, amounts contradict each other, a text has letters
            that no font has, it is too large, or its last day is past.
        Conflict: others take all numbers.

    """
    earlier = store.find_quote(caller.company_id, intended.id) if intended.again else None
    if earlier:
        return earlier
    company = fetch_company(caller.company_id)
    today = day_of(company, now())
    valid_until = check_validity(order.valid_until or today + USUAL_VALIDITY, today)
    described = _describe(caller, company, order, intended, today=today, valid_until=valid_until)
    try:
        return _number(company, described, today)
    except Conflict:
        late = store.find_quote(caller.company_id, intended.id)  # the first try took effect while this one was at it
        if late:
            return late
        raise


@needs(Role.MEMBER)
def preview_quote(caller: Caller, order: QuoteOrder) -> bytes:
    """Return the page that a quote would have, marked as a draft and without a number; nothing is stored.

    Raises:
        InvalidInput: amounts contradict each other, a text has letters that no font has, the form names a customer or
            an item that is not there, or the last day is past.
        NotDrawable: the page takes too long or too much room.

    """
    from chalicelib.invoices.issuing.forms import fill_in

    company = fetch_company(caller.company_id)
    today = day_of(company, now())
    valid_until = check_validity(order.valid_until or today + USUAL_VALIDITY, today)
    copied = copy_entries(order.form, company)
    offered = _as_quote(fill_in(copied.refuse_gone(), company, today), valid_until)
    return draw_draft(offered, company, order.language or copied.language)


def check_validity(valid_until: date, today: date) -> date:
    """Return the last day of a quote; raise `InvalidInput` for one that is past, or too far ahead."""
    if not today <= valid_until <= today + MAX_VALIDITY:
        raise InvalidInput(("valid_until", f"must be today or later, and at most {MAX_VALIDITY.days:,} days from now"))
    return valid_until


def drawn(quote: Quote) -> Quote:
    """Return a quote with its page, which is drawn now if it never was.

    Raises:
        Conflict: others change the quote all the time.
        NotDrawable: the page takes too long or too much room.

    """
    for _ in range(MAX_TRIES):
        if quote.pdf:
            return quote
        name = file_store.put_made(files_of(quote), FileKind.PDF, draw_page(quote), new_id())
        changed = store.change_quote(quote, replace(quote, pdf=name))
        if changed:
            return changed
        file_store.delete_file(files_of(quote).kept(name))
        current = store.find_quote(quote.company_id, quote.quote_id)
        if current is None:
            break
        quote = current
    raise Conflict


def files_of(quote: Quote) -> InvoiceFiles:
    """Return the folder of a quote's files, which is as an invoice's."""
    return InvoiceFiles(quote.company_id, quote.quote_id)


def draw_page(quote: Quote) -> bytes:
    """Return the page of a quote, drawn now and kept nowhere.

    Raises:
        NotDrawable: it takes too long or too much room.

    """
    from chalicelib.documents.model.document import Document
    from chalicelib.documents.rendering.drawing import NotLaidOut, draw

    branding = branding_of(fetch_company(quote.company_id))
    document = Document.model_validate(quote.document)
    try:
        return draw(document, hybrid=False, language=quote.language or "en", branding=branding).pdf
    except NotLaidOut as error:
        raise NotDrawable from error


def _describe(
    caller: Caller, company: Company, order: QuoteOrder, intended: Intended, *, today: date, valid_until: date
) -> Quote:
    refuse_own_values(order.form)
    copied = copy_entries(order.form, company)
    form = copied.refuse_gone()
    document = _completed(form, company, today, valid_until)
    instant = now()
    return Quote(
        company_id=caller.company_id,
        quote_id=intended.id,
        number="",
        created_by=caller.user_id,
        created_at=instant,
        updated_at=instant,
        content={"form": dump_document(form), "document": dump_document(document)},
        customer=(document.customer.name if document.customer else None) or "",
        currency=document.currency or "",
        total=(document.totals.total if document.totals else None) or Decimal(0),
        issue_date=today,
        valid_until=valid_until,
        language=order.language or copied.language,
    )


def _completed(form: "Document", company: Company, today: date, valid_until: date) -> "Document":
    from chalicelib.invoices.issuing.forms import fill_in, missing_fields, zero_base_quantities
    from chalicelib.invoices.issuing.readiness import IS_NEEDED, IS_ZERO
    from chalicelib.invoices.issuing.unprintable import check_printable

    if form.is_credit_note:
        raise InvalidInput(("form.type_code", "A quote can't be a credit note."))
    filled = fill_in(form, company, today)
    problems = [(f"form.{field}", IS_NEEDED) for field in missing_fields(filled)]
    problems += [(f"form.{field}", IS_ZERO) for field in zero_base_quantities(filled)]
    if problems:
        raise InvalidInput(*problems)
    check_printable(filled)
    return _as_quote(filled, valid_until)


def _as_quote(filled: "Document", valid_until: date) -> "Document":
    """Return a completed form as a quote: no e-invoice, with its last day in the place of the due date."""
    from chalicelib.documents.model.document import QUOTE_CODE

    return filled.model_copy(update={"type_code": QUOTE_CODE, "due_date": valid_until, "specification": None})


def _number(company: Company, quote: Quote, today: date) -> Quote:
    from chalicelib.documents.model.document import Document

    document = Document.model_validate(quote.document)

    def attempt(number: str, step: Step) -> Quote:
        numbered = dump_document(document.model_copy(update={"invoice_number": number}))
        made = replace(quote, number=number, content={**quote.content, "document": numbered})
        try:
            store.add_quote(made, series=step.series, seen=step.seen, following=step.following)
        except store.NotQuoted as error:
            raise NotIssued from error
        except DocumentTooLarge as error:
            raise InvalidInput(("form", "is too large to be kept; leave attachments to the invoice")) from error
        return made

    def refuse_if_there() -> None:
        if store.find_quote(quote.company_id, quote.quote_id):
            raise Conflict

    series = format_of(company.profile, NumberKind.QUOTE).on(today)
    return issue_with_next_number(company.company_id, series, attempt, refuse_if_there)
