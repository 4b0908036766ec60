"""Quotes: listed, fetched, decided upon, turned into an invoice, mailed, removed. `quoting` makes them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from chalicelib.authorization import Caller, Role, check_change, needs
from chalicelib.clock import now
from chalicelib.errors import Conflict, QuoteNotFound, VersionMismatch, WrongStep
from chalicelib.ids import Intended, is_id
from chalicelib.invoices.issuing.issuing import issue_anew, issued_before
from chalicelib.paging import check_cursor, cut
from chalicelib.records.companies import Company
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.quotes import MAX_MAILS, Quote, QuoteState, QuoteStep, state_after
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.sendings import Attachment, Sending
from chalicelib.sales.quoting import MAX_TRIES, check_validity, draw_page, drawn, files_of
from chalicelib.sending.asking import Order, check_message, check_recipients, describe_sending, leave_sending
from chalicelib.sending.attachment_choice import safe_name
from chalicelib.sending.attachments import Contents
from chalicelib.sending.letters import Letter
from chalicelib.sending.mail_preview import letter_of
from chalicelib.storage.audit_trail import add_event
from chalicelib.storage.companies import quotes as store
from chalicelib.storage.companies.companies import fetch_company
from chalicelib.storage.companies.quotes import InvoicedQuote
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.presigned import download_link
from chalicelib.storage.sendings.sendings import find_sending

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class QuotePage:
    """Some quotes, the day by which they have expired or not, and where the next page begins."""

    items: tuple[Quote, ...]
    today: date
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class QuoteDetail:
    """A quote, where it stands today, and the mails with it, the latest last."""

    quote: Quote
    state: QuoteState
    mails: tuple[Sending, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteDecision:
    """What was decided, why, and until when one that is opened again is valid; None is its own last day."""

    step: QuoteStep
    comment: str = ""
    valid_until: date | None = None


@needs(Role.MEMBER)
def fetch_quote(caller: Caller, quote_id: str) -> Quote:
    """Return a quote that the caller may see; raise `QuoteNotFound`."""
    found = store.find_quote(caller.company_id, quote_id) if is_id(quote_id) else None
    if found is None or not caller.may_see(found.created_by):
        raise QuoteNotFound
    return found


@needs(Role.MEMBER)
def fetch_detail(caller: Caller, quote_id: str) -> QuoteDetail:
    """Return a quote with its mails; raise `QuoteNotFound`."""
    quote = fetch_quote(caller, quote_id)
    mails = (find_sending(caller.company_id, sending_id) for sending_id in quote.sendings)
    return replace(describe_quote(caller, quote), mails=tuple(mail for mail in mails if mail))


def describe_quote(caller: Caller, quote: Quote) -> QuoteDetail:
    """Return a quote with its state of today."""
    return QuoteDetail(quote, quote.state_on(_today(caller)))


@needs(Role.MEMBER)
def list_quotes(caller: Caller, *, limit: int, cursor: str | None) -> QuotePage:
    """Return one page of quotes, newest first; the cursor is the id of the last one before it.

    A page for a member who sees only their own can be short, or empty, with more to come.

    Raises:
        BadCursor: it is no quote's id.

    """
    check_cursor(cursor)
    found = store.list_quotes(caller.company_id, before=cursor, limit=limit + 1)
    page, following = cut(found, limit, lambda quote: quote.quote_id)
    return QuotePage(tuple(quote for quote in page if caller.may_see(quote.created_by)), _today(caller), following)


@needs(Role.MEMBER)
def decide_quote(caller: Caller, quote_id: str, decision: QuoteDecision, expected: int | None) -> Quote:
    """Record that a quote was accepted or declined, or open it again, until another day if one is given.

    Raises:
        QuoteNotFound, NotYours, VersionMismatch: the caller can't change it, or has seen another version.
        WrongStep: where it stands, there is no such step.
        InvalidInput: its last day would be past.

    """
    before, today = _changeable(caller, quote_id, expected), _today(caller)
    state = state_after(before, decision.step, today)
    after = replace(before, state=state, comment=decision.comment, decided_at=now())
    if decision.step is QuoteStep.REOPEN:
        after = _until(after, check_validity(decision.valid_until or before.valid_until, today))
    changed = store.change_quote(before, after)
    if changed is None:
        raise VersionMismatch
    return changed


@needs(Role.MEMBER)
def invoice_quote(caller: Caller, quote_id: str, intended: Intended, *, expected: int | None) -> Invoice:
    """Turn a quote into an invoice, once, however often and from wherever this is asked for.

    Raises:
        QuoteNotFound, NotYours, VersionMismatch: the caller can't change it, or has seen another version.
        WrongStep: it was declined, has expired, or is invoiced already.
        InvalidInput, Conflict: as for an invoice.

    """
    from chalicelib.documents.model.document import Document

    earlier = issued_before(caller, intended)
    if earlier:
        return earlier
    before = _changeable(caller, quote_id, expected)
    state = state_after(before, QuoteStep.INVOICE, _today(caller))
    after = replace(before, state=state, invoice_id=intended.id, decided_at=now())
    document = Document.model_validate(before.content["form"])
    return issue_anew(caller, document, intended, language=before.language, origin=InvoicedQuote(before, after))


@needs(Role.MEMBER)
def link_to_pdf(caller: Caller, quote_id: str) -> str:
    """Return a link, good for some minutes, that downloads a quote's page.

    Raises:
        QuoteNotFound: the caller can see no such quote.
        Conflict: others change it all the time.

    """
    quote = drawn(fetch_quote(caller, quote_id))
    add_event(happened(caller, AuditKind.FILE_DOWNLOADED, subject=quote_id, after={"file": FileKind.PDF}))
    return download_link(files_of(quote).kept(quote.pdf or ""), _filename(quote), PDF)


@needs(Role.MEMBER, proven=True)
def send_quote(caller: Caller, quote_id: str, order: Order, intended: Intended, *, base_url: str) -> Sending:
    """Have a quote mailed to some addresses; a repeat gets the sending that is there already.

    The quote names the mail before there is one: one that was never sent is not shown, and gives way to the next.

    Raises:
        QuoteNotFound, NotYours: the caller can't send it.
        WrongStep: it was declined, has expired, or is invoiced.
        InvalidInput, RecipientSuppressed, DailyQuotaUsedUp, SessionEnded: as for an invoice.
        Conflict: others change it all the time.

    """
    earlier = find_sending(caller.company_id, intended.id) if intended.again else None
    if earlier:
        return earlier
    quote, company = _changeable(caller, quote_id, None), fetch_company(caller.company_id)
    _refuse_unsendable(caller, quote)
    addressed = replace(order, to=check_recipients(caller, order.to))
    check_message(company, order.message)
    sent = _sent_of(quote)
    shown = _change_until_done(drawn(quote), lambda current: _with_sending(current, intended.id, sent))
    sending = _sending_of(company, caller, shown, addressed, intended, base_url=base_url)
    leave_sending(company, sending)
    return sending


@needs(Role.MEMBER)
def preview_quote_mail(caller: Caller, quote_id: str, order: Order, *, base_url: str) -> tuple[Letter, Contents]:
    """Return the mail that a quote would be sent with; recipients may be missing still, and nothing is sent or kept.

    Raises:
        QuoteNotFound, NotYours: the caller can't send it.
        WrongStep: it was declined, has expired, or is invoiced.
        InvalidInput, RecipientSuppressed: as for an invoice.
        Conflict: the quote was removed meanwhile.
        NotDrawable: its page takes too long or too much room.

    """
    quote, company = _changeable(caller, quote_id, None), fetch_company(caller.company_id)
    _refuse_unsendable(caller, quote)
    if order.to:
        check_recipients(caller, order.to)
    check_message(company, order.message)
    sending = _sending_of(company, caller, quote, order, Intended(), base_url=base_url)
    return letter_of(company, sending, {} if quote.pdf else {quote.quote_id: draw_page(quote)})


def _refuse_unsendable(caller: Caller, quote: Quote) -> None:
    state = quote.state_on(_today(caller))
    if state not in {QuoteState.OPEN, QuoteState.ACCEPTED}:
        raise WrongStep(state, "send")


def _sending_of(
    company: Company, caller: Caller, quote: Quote, order: Order, intended: Intended, *, base_url: str
) -> Sending:
    """Return the sending of a quote; one whose page is not there yet can only be previewed."""
    page = Attachment(quote.quote_id, FileKind.PDF, quote.pdf or "", _filename(quote), PDF)
    spoken = replace(order, language=order.language or quote.language)
    described = describe_sending(company, caller, spoken, intended, invoices=(), attachments=(page,), base_url=base_url)
    return replace(described, quote_id=quote.quote_id)


@needs(Role.MEMBER)
def delete_quote(caller: Caller, quote_id: str, expected: int | None) -> None:
    """Remove a quote and its files, but not one that was invoiced; its number stays taken.

    It forgets its page first, then the files go, then the quote: a crash in between leaves one that can be removed.

    Raises:
        QuoteNotFound, NotYours, VersionMismatch: the caller can't remove it, or has seen another version.
        WrongStep: it was turned into an invoice.

    """
    quote = _changeable(caller, quote_id, expected)
    if quote.state is QuoteState.INVOICED:
        raise WrongStep(quote.state, "delete")
    bare = store.change_quote(quote, replace(quote, pdf=None))
    if bare is None:
        raise VersionMismatch
    file_store.delete_invoice_files(files_of(bare))
    if not store.remove_quote(bare):
        raise VersionMismatch


def _changeable(caller: Caller, quote_id: str, expected: int | None) -> Quote:
    found = fetch_quote(caller, quote_id)
    check_change(caller, found, expected)
    return found


def _today(caller: Caller) -> date:
    return day_of(fetch_company(caller.company_id), now())


def _until(quote: Quote, valid_until: date) -> Quote:
    """Return a quote that is valid until another day, and whose page is to be drawn anew."""
    if valid_until == quote.valid_until:
        return quote
    document = {**quote.document, "due_date": valid_until.isoformat()}
    return replace(quote, valid_until=valid_until, content={**quote.content, "document": document}, pdf=None)


def _sent_of(quote: Quote) -> frozenset[str]:
    """Return which mails of a quote without room for more there are: a refused one has left its id and nothing else."""
    if len(quote.sendings) < MAX_MAILS:
        return frozenset()
    return frozenset(each for each in quote.sendings if find_sending(quote.company_id, each))


def _with_sending(quote: Quote, sending_id: str, sent: frozenset[str]) -> Quote:
    """Return a quote that names another mail; of the `MAX_MAILS` places, those go first whose mail was never sent."""
    others = [each for each in quote.sendings if each != sending_id]
    excess = max(0, len(others) + 1 - MAX_MAILS)
    dropped = set(sorted(others, key=sent.__contains__)[:excess])
    return replace(quote, sendings=(*(each for each in others if each not in dropped), sending_id))


def _change_until_done(quote: Quote, change: Callable[[Quote], Quote]) -> Quote:
    for _ in range(MAX_TRIES):
        changed = store.change_quote(quote, change(quote))
        if changed:
            return changed
        current = store.find_quote(quote.company_id, quote.quote_id)
        if current is None:
            raise QuoteNotFound
        quote = current
    raise Conflict


def _filename(quote: Quote) -> str:
    return safe_name(f"{quote.number}.pdf", PDF)
