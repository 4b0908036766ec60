"""Quotes: numbered, laid out, mailed, accepted or declined, and turned into an invoice once."""

from chalicelib.api.http.blueprint import Resource, etag
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import File, Found, Reply
from chalicelib.api.models.invoices import InvoiceOut
from chalicelib.api.models.paging import PageQuery
from chalicelib.api.models.sales.quotes import (
    QuoteDecisionIn,
    QuoteIn,
    QuoteMailOut,
    QuoteMailPreviewIn,
    QuoteOut,
    QuotePageOut,
    QuoteSendRequest,
    mail_out,
    quote_out,
    quotes_out,
)
from chalicelib.api.models.sendings import MailPreviewOut, mail_preview_out
from chalicelib.api.routes.invoices import accepted
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    AddressUnproven,
    BadCursor,
    Conflict,
    DailyQuotaUsedUp,
    InvalidInput,
    NoCompany,
    NotDrawable,
    NotYours,
    QuoteNotFound,
    RecipientSuppressed,
    VersionMismatch,
    WrongStep,
)
from chalicelib.ids import Intended
from chalicelib.sales import quotes as use_cases
from chalicelib.sales import quoting
from chalicelib.sales.quotes import QuoteDetail

quotes = Resource(__name__)


@quotes.route("/quotes", scope=Scope.READ, raises=(BadCursor, NoCompany))
def list_quotes(caller: Caller, query: PageQuery) -> QuotePageOut:
    """List the company's quotes, newest first."""
    return quotes_out(use_cases.list_quotes(caller, limit=query.limit, cursor=query.cursor))


@quotes.route(
    "/quotes",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    status=201,
    idempotent=True,
    headers=("Location", "ETag"),
    raises=(Conflict, InvalidInput, NoCompany),
)
def add_quote(caller: Caller, body: QuoteIn, intended: Intended) -> Reply[QuoteOut]:
    """Make a quote of a form, with the next number of the company's quotes; what it says is final."""
    made = use_cases.describe_quote(caller, quoting.add_quote(caller, body.order(), intended))
    headers = {"Location": f"/quotes/{made.quote.quote_id}", **etag(made.quote.version)}
    return Reply(quote_out(made), headers=headers)


@quotes.route(
    "/quotes/preview",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    answers="application/pdf",
    raises=(InvalidInput, NoCompany, NotDrawable),
)
def preview_quote(caller: Caller, body: QuoteIn) -> File:
    """Lay out the page that a quote of a form would have, without a number, and store nothing."""
    return File(quoting.preview_quote(caller, body.order()), "application/pdf", "preview.pdf")


@quotes.route("/quotes/{quote_id}", scope=Scope.READ, headers=("ETag",), raises=(NoCompany, QuoteNotFound))
def get_quote(caller: Caller, quote_id: str) -> Reply[QuoteOut]:
    """Fetch a quote, where it stands, and the mails with it."""
    return _reply(use_cases.fetch_detail(caller, quote_id))


@quotes.route(
    "/quotes/{quote_id}/pdf", scope=Scope.READ, heavy=True, raises=(Conflict, NoCompany, NotDrawable, QuoteNotFound)
)
def get_quote_pdf(caller: Caller, quote_id: str) -> Found:
    """Redirect to the quote's page."""
    return Found(use_cases.link_to_pdf(caller, quote_id))


@quotes.route(
    "/quotes/{quote_id}/decision",
    scope=Scope.WRITE,
    method="POST",
    headers=("ETag",),
    raises=(InvalidInput, NoCompany, NotYours, QuoteNotFound, VersionMismatch, WrongStep),
)
def decide_quote(caller: Caller, quote_id: str, body: QuoteDecisionIn, if_match: int | None) -> Reply[QuoteOut]:
    """Record that a quote was accepted or declined, or open it again."""
    use_cases.decide_quote(caller, quote_id, body.order(), if_match)
    return _reply(use_cases.fetch_detail(caller, quote_id))


@quotes.route(
    "/quotes/{quote_id}/invoice",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    status=202,
    idempotent=True,
    headers=("Location",),
    raises=(Conflict, InvalidInput, NoCompany, NotYours, QuoteNotFound, VersionMismatch, WrongStep),
)
def invoice_quote(caller: Caller, quote_id: str, if_match: int | None, intended: Intended) -> Reply[InvoiceOut]:
    """Turn a quote into an invoice, once: what was offered, issued today."""
    return accepted(use_cases.invoice_quote(caller, quote_id, intended, expected=if_match), caller)


@quotes.route(
    "/quotes/{quote_id}/send",
    scope=Scope.SEND,
    method="POST",
    heavy=True,
    status=202,
    idempotent=True,
    raises=(
        AddressUnproven,
        Conflict,
        DailyQuotaUsedUp,
        InvalidInput,
        NoCompany,
        NotDrawable,
        NotYours,
        QuoteNotFound,
        RecipientSuppressed,
        WrongStep,
    ),
)
def send_quote(
    caller: Caller, quote_id: str, body: QuoteSendRequest, client: Client, intended: Intended
) -> QuoteMailOut:
    """Send a quote by e-mail; the quote tells what becomes of the mail."""
    return mail_out(use_cases.send_quote(caller, quote_id, body.order(), intended, base_url=client.base_url))


@quotes.route(
    "/quotes/{quote_id}/send/preview",
    scope=Scope.SEND,
    method="POST",
    heavy=True,
    raises=(
        Conflict,
        InvalidInput,
        NoCompany,
        NotDrawable,
        NotYours,
        QuoteNotFound,
        RecipientSuppressed,
        WrongStep,
    ),
)
def preview_quote_mail(caller: Caller, quote_id: str, body: QuoteMailPreviewIn, client: Client) -> MailPreviewOut:
    """Show the mail that a quote would be sent with; nothing is sent."""
    return mail_preview_out(*use_cases.preview_quote_mail(caller, quote_id, body.order(), base_url=client.base_url))


@quotes.route(
    "/quotes/{quote_id}",
    scope=Scope.WRITE,
    method="DELETE",
    status=204,
    raises=(NoCompany, NotYours, QuoteNotFound, VersionMismatch, WrongStep),
)
def delete_quote(caller: Caller, quote_id: str, if_match: int | None) -> None:
    """Remove a quote that was not turned into an invoice; its number stays taken."""
    use_cases.delete_quote(caller, quote_id, if_match)


def _reply(detail: QuoteDetail) -> Reply[QuoteOut]:
    return Reply(quote_out(detail), headers=etag(detail.quote.version))
