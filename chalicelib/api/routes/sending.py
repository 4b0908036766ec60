"""Send invoices by e-mail, hand out the files that mails link to, list the addresses that mails came back from."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Found, Html, Reply
from chalicelib.api.models.paging import PageQuery
from chalicelib.api.models.sendings import (
    MailPreviewIn,
    MailPreviewOut,
    SendingOut,
    SendManyRequest,
    SendRequest,
    SuppressionPage,
    mail_preview_out,
    sending_out,
    suppression_out,
)
from chalicelib.api.pages.forms import show_expired
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    AddressUnproven,
    BadCursor,
    Conflict,
    DailyQuotaUsedUp,
    FileNotAvailable,
    InvalidInput,
    InvoiceBroken,
    InvoiceNotFound,
    LinkExpired,
    NoCompany,
    NotReady,
    NotYours,
    RecipientSuppressed,
    RoleNeeded,
    SuppressionNotFound,
    SuppressionsHidden,
)
from chalicelib.ids import Intended
from chalicelib.sending import mail_preview, sent_files, suppressed_addresses
from chalicelib.sending.asking import request_sending

sending = Resource(__name__)

_REFUSALS = (
    AddressUnproven,
    DailyQuotaUsedUp,
    FileNotAvailable,
    InvalidInput,
    InvoiceBroken,
    InvoiceNotFound,
    NoCompany,
    NotReady,
    NotYours,
    RecipientSuppressed,
)


@sending.route(
    "/invoices/{invoice_id}/send",
    scope=Scope.SEND,
    method="POST",
    status=202,
    idempotent=True,
    heavy=True,
    raises=_REFUSALS,
)
def send_invoice(caller: Caller, invoice_id: str, body: SendRequest, client: Client, intended: Intended) -> SendingOut:
    """Send one invoice by e-mail; its timeline tells what becomes of the mail."""
    return sending_out(request_sending(caller, body.order([invoice_id]), intended, base_url=client.base_url))


@sending.route(
    "/invoices/{invoice_id}/send/preview",
    scope=Scope.SEND,
    method="POST",
    heavy=True,
    raises=(
        Conflict,
        FileNotAvailable,
        InvalidInput,
        InvoiceBroken,
        InvoiceNotFound,
        NoCompany,
        NotReady,
        NotYours,
        RecipientSuppressed,
    ),
)
def preview_mail(caller: Caller, invoice_id: str, body: MailPreviewIn, client: Client) -> MailPreviewOut:
    """Show the mail that an invoice would be sent with; nothing is sent."""
    return mail_preview_out(*mail_preview.preview_mail(caller, body.order([invoice_id]), base_url=client.base_url))


@sending.route(
    "/invoices/send",
    scope=Scope.SEND,
    method="POST",
    status=202,
    idempotent=True,
    heavy=True,
    raises=_REFUSALS,
)
def send_invoices(caller: Caller, body: SendManyRequest, client: Client, intended: Intended) -> SendingOut:
    """Send several invoices in one mail, each with the attachments that its state allows."""
    return sending_out(request_sending(caller, body.order(body.ids), intended, base_url=client.base_url))


@sending.route("/sent/{token}/{number}", public=True, raises=(LinkExpired,))
def get_sent_file(token: str, number: str, client: Client) -> Found | Reply[Html]:
    """Redirect to a file that a mail links to because it was too large to be attached."""
    try:
        return Found(sent_files.follow_link(token, number))
    except LinkExpired:
        return show_expired(client)


@sending.route("/company/suppressions", scope=Scope.READ, raises=(BadCursor, NoCompany, SuppressionsHidden))
def list_suppressions(caller: Caller, query: PageQuery) -> SuppressionPage:
    """List the addresses to which mails came back for good, or whose owners complained."""
    page = suppressed_addresses.list_suppressions(caller, limit=query.limit, cursor=query.cursor)
    items = tuple(suppression_out(each) for each in page.items)
    return SuppressionPage(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


@sending.route(
    "/company/suppressions/{suppression_id}",
    scope=Scope.DECIDE,
    method="DELETE",
    status=204,
    raises=(NoCompany, RoleNeeded, SuppressionNotFound),
)
def lift_suppression(caller: Caller, suppression_id: str) -> None:
    """Let an address be written to again (admins)."""
    suppressed_addresses.lift_suppression(caller, suppression_id)
