"""Asking for invoices to be sent by e-mail: who may, what goes with the mail, to whom. A worker does the rest.

The job is left in the queue before the sending is recorded: a request that dies in between has done nothing, while a
record without a job would wait for ever. The worker leaves a job alone whose record is not there (yet).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.accounts.companies import fetch_company
from chalicelib.accounts.owner import fetch_user
from chalicelib.accounts.standing import is_new, message_fault, recipients_a_day, shown_name
from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import InvalidInput, InvoiceNotFound, RecipientSuppressed
from chalicelib.ids import Intended
from chalicelib.invoices.records import fetch_ready
from chalicelib.languages import LANGUAGES
from chalicelib.records.accounts import User
from chalicelib.records.companies import Company, supplier_name
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.names import compact
from chalicelib.records.sendings import Attachment, Sending
from chalicelib.sending.attachment_choice import choose_attachments
from chalicelib.storage.companies.teams import list_members
from chalicelib.storage.queues.send_queue import SendJob, enqueue_sending
from chalicelib.storage.sendings import sendings as store
from chalicelib.storage.sendings.suppressions import find_suppressed

MAX_RECIPIENTS = 10
MAX_INVOICES = 20  # a change of a sending and of all its timelines is one transaction
_REMEMBERED = timedelta(days=90)  # complaints come weeks later


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants sent. No named attachments are those that fit each invoice; no language is one's own."""

    invoice_ids: Sequence[str]
    to: Sequence[str]
    message: str = ""
    attach: Sequence[FileKind] = ()
    force: bool = False
    language: str | None = None


@needs(Role.MEMBER, proven=True)
def request_sending(caller: Caller, order: Order, intended: Intended, *, base_url: str) -> Sending:
    """Have one mail with these invoices sent to these addresses; who may change an invoice may send it.

    A repeat gets the sending that is there already.

    Raises:
        InvoiceNotFound, NotYours, NotReady, InvoiceBroken, FileNotAvailable: an invoice can't be sent (so).
        InvalidInput: there are too many recipients or invoices, or a new company's message is no good.
        SessionEnded: the account was deleted just now.
        RecipientSuppressed: mail is no longer sent to an address.
        DailyQuotaUsedUp: enough for today.

    """
    earlier = store.find_sending(caller.company_id, intended.id) if intended.again else None
    if earlier:
        return earlier
    company = fetch_company(caller)
    to = check_recipients(caller, order.to)
    sending = prepare_sending(company, caller, replace(order, to=to), intended, base_url=base_url)
    try:
        leave_sending(company, sending)
    except store.InvoicesGone as error:
        raise InvoiceNotFound(min(error.invoice_ids)) from error
    return sending


def prepare_sending(company: Company, caller: Caller, order: Order, intended: Intended, *, base_url: str) -> Sending:
    """Return the sending of an order to addresses that were checked; nothing is left for the worker.

    Raises:
        InvoiceNotFound, NotYours, NotReady, InvoiceBroken, FileNotAvailable: an invoice can't be sent (so).
        InvalidInput: there are too many invoices, or a new company's message is no good.

    """
    check_message(company, order.message)
    invoices = [fetch_ready(caller, invoice_id) for invoice_id in _limited("ids", order.invoice_ids, MAX_INVOICES)]
    to_colleagues = not order.attach and _are_colleagues(caller, order.to)
    attachments = [
        attachment
        for invoice in invoices
        for attachment in choose_attachments(invoice, order.attach, force=order.force, to_colleagues=to_colleagues)
    ]
    return describe_sending(
        company, caller, order, intended, invoices=invoices, attachments=attachments, base_url=base_url
    )


def leave_sending(company: Company, sending: Sending) -> None:
    """Leave a sending for the worker: its job first, then its record, with what the timelines of its invoices say.

    Raises:
        DailyQuotaUsedUp: enough for today.
        InvoicesGone: some invoice was deleted meanwhile.

    """
    enqueue_sending(SendJob(sending.company_id, sending.sending_id))
    told = {id_: _queued(sending, id_) for id_ in sending.invoice_ids}
    store.add_sending(sending, told, daily=recipients_a_day(company, sending.created_at))


def check_message(company: Company, message: str) -> None:
    """Refuse what a new company may not write to strangers; raise `InvalidInput`."""
    fault = message_fault(message) if is_new(company, now()) else None
    if fault:
        raise InvalidInput(("message", fault))


def check_recipients(caller: Caller, to: Sequence[str]) -> tuple[str, ...]:
    """Return the recipients, each once.

    Raises:
        InvalidInput: there are too many.
        RecipientSuppressed: mail is no longer sent to an address.

    """
    recipients = _limited("to", to, MAX_RECIPIENTS)
    suppressed = {each.email: each.reason for each in find_suppressed(caller.company_id, recipients)}
    problems = [(f"to.{index}", email) for index, email in enumerate(to) if email in suppressed]
    if problems:
        raise RecipientSuppressed(*((field, f"{email} {_WHY[suppressed[email]]}") for field, email in problems))
    return recipients


_WHY = {
    "bounced": "does not exist, or takes no mail: an earlier one came back for good.",
    "complained": "has complained of an earlier mail.",
}


def _limited(field: str, values: Sequence[str], most: int) -> tuple[str, ...]:
    once = tuple(dict.fromkeys(values))
    if not 1 <= len(once) <= most:
        raise InvalidInput((field, f"There must be between 1 and {most}, and there are {len(once)}."))
    return once


def describe_sending(
    company: Company,
    caller: Caller,
    order: Order,
    intended: Intended,
    *,
    invoices: Sequence[Invoice],
    attachments: Sequence[Attachment],
    base_url: str,
) -> Sending:
    """Return the sending of an order, to addresses that were checked."""
    user = fetch_user(caller)
    instant = now()
    new = is_new(company, instant)
    return Sending(
        company_id=caller.company_id,
        sending_id=intended.id,
        created_by=caller.user_id,
        created_at=instant,
        changed_at=instant,
        expires_at=instant + _REMEMBERED,
        to=tuple(order.to),
        invoice_ids=tuple(dict.fromkeys(order.invoice_ids)),
        attachments=tuple(attachments),
        message=order.message,
        language=_language_of(order, invoices, user),
        base_url=base_url,
        company_name=shown_name(_sender_of(invoices, company), user.email, new=new),
        reply_name=shown_name(user.name, user.email, new=new) if user.name else "",
        reply_email=user.email,
    )


def _are_colleagues(caller: Caller, to: Sequence[str]) -> bool:
    """Tell whether there are recipients, and all are members of the caller's company."""
    return bool(to) and set(to) <= {user.email for _, user in list_members(caller.company_id)}


def _language_of(order: Order, invoices: Sequence[Invoice], user: User) -> str:
    """Return the language of a mail: that asked for, that of all pages, or the sender's; pages have one more."""
    pages = {invoice.language for invoice in invoices}
    wanted = order.language or (pages.pop() if len(pages) == 1 else None)
    return wanted if wanted in LANGUAGES else user.language


def _sender_of(invoices: Sequence[Invoice], company: Company) -> str:
    """Return which of the company's names the mail has: the one on the pages, if all were issued here under it.

    Forms may name any supplier, but a mail in the name of another would be a forgery.
    """
    own = {compact(name): name for name in (company.name, supplier_name(company))}
    named = {compact(invoice.supplier) if invoice.is_issued else "" for invoice in invoices}
    name = named.pop() if len(named) == 1 else ""
    return own.get(name, supplier_name(company))


def _queued(sending: Sending, invoice_id: str) -> Event:
    data = {"sending": sending.sending_id, "to": list(sending.to), "attachments": sending.kinds_of(invoice_id)}
    return Event(EventKind.SEND_QUEUED, sending.created_by, data, at=sending.created_at)
