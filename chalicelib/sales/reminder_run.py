"""Sending the reminders that are due: each level of an invoice once, and none once it is paid.

The function that runs this is called at least once for each of its times, can die between any two calls, and two of it
can run at once. That an invoice was reminded of, and the sending of the mail, are stored in one transaction, on
condition that the invoice is as it was read: so a level goes out once, and a payment of the same instant is seen. The
job is left in the queue before; one whose sending was never stored is dropped. The worker that sends the mail looks
again whether the invoice is paid.

The company's own words for its level and language go into the sending as they are, still with their placeholders:
whatever the company changes meanwhile, each try of the worker writes the same mail, of what is open at that moment.

A reminder goes to the addresses that the invoice itself was last sent to. One that was never mailed is not reminded of.
The index of due dates has whole invoices: only one that is due by what the index says is read again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from chalicelib.accounts.standing import recipients_a_day
from chalicelib.authorization import Caller, Role
from chalicelib.clock import now
from chalicelib.errors import FileNotAvailable
from chalicelib.ids import Intended
from chalicelib.logs import logger
from chalicelib.records.companies import Company
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.reminder_texts import own_text
from chalicelib.records.sales.reminders import MAX_DAYS, next_level
from chalicelib.records.sendings import Sending
from chalicelib.sending.asking import Order, describe_sending
from chalicelib.sending.attachment_choice import choose_attachments
from chalicelib.settings import settings
from chalicelib.storage.companies import reminding
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.companies.teams import list_members
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.events import latest_events
from chalicelib.storage.invoices.worklists import list_due_between
from chalicelib.storage.queues.send_queue import SendJob, enqueue_sending
from chalicelib.storage.sendings.sendings import find_sending, put_new_sending
from chalicelib.storage.sendings.suppressions import find_suppressed

_HOUR_SECONDS = 3_600
MAX_EVENTS = 100  # of an invoice, the latest, among which its last mail is looked for


def remind_all(may_go_on: Callable[[], bool]) -> int:
    """Send all reminders that are due, as long as there is time; return how many were left for the worker.

    One that fails is logged and does not keep the others waiting; it is tried again in the next run. Each hour another
    company is the first, so that where there is never time for all, each has its turn.
    """
    reminded = 0
    for company_id in _in_turn(list(reminding.list_watched())):
        if not may_go_on():
            break
        company = find_company(company_id)
        if company is None:
            reminding.forget_watched(company_id)
        elif company.profile.get("reminder_days"):
            reminded += _remind_of_company(company, may_go_on)
    return reminded


def _in_turn(company_ids: Sequence[str]) -> Iterator[str]:
    """Yield all companies, beginning with another one each hour."""
    hour = int(now().timestamp()) // _HOUR_SECONDS
    first = hour % len(company_ids) if company_ids else 0
    yield from (*company_ids[first:], *company_ids[:first])


def _remind_of_company(company: Company, may_go_on: Callable[[], bool]) -> int:
    today, days = day_of(company, now()), company.profile["reminder_days"]
    listed = list_due_between(company.company_id, today - timedelta(days=MAX_DAYS), today - timedelta(days=days[0]))
    reminded = 0
    for invoice in listed:
        if not may_go_on():
            break
        if invoice.sent_at is None or next_level(invoice, days, today) is None:
            continue
        try:
            reminded += _remind_of(company, invoice.invoice_id, today)
        except Exception:  # noqa: BLE001 - one invoice's fault must not stop the others
            logger().exception("an invoice could not be reminded of", invoice_id=invoice.invoice_id)
    return reminded


def _remind_of(company: Company, invoice_id: str, today: date) -> bool:
    """Send the reminder of an invoice that is due, if there is one; tell whether it was left for the worker."""
    invoice = store.find_invoice(company.company_id, invoice_id)
    level = next_level(invoice, company.profile["reminder_days"], today) if invoice else None
    sending = _describe(company, invoice, level) if invoice and level else None
    if invoice is None or level is None or sending is None:
        return False
    daily = recipients_a_day(company, sending.created_at)
    enqueue_sending(SendJob(sending.company_id, sending.sending_id))
    data = {"level": level, "sending": sending.sending_id, "to": list(sending.to)}
    try:
        store.write(
            invoice,
            replace(invoice, reminder_level=level, reminded_on=today),
            Event(EventKind.REMINDED, data=data),
            also=lambda transaction: put_new_sending(transaction, sending, daily=daily),
        )
    except store.InvoiceChanged:  # it was paid just now, another run was first, or the day has enough recipients
        return False
    return True


def _describe(company: Company, invoice: Invoice, level: int) -> Sending | None:
    """Return the sending of a reminder; None where nobody is there to send it, or to be sent it."""
    mail, sender = _last_mail(invoice), _sender(company, invoice)
    to = _reachable(company, mail)
    if not to or sender is None:
        return None
    try:
        pages = choose_attachments(invoice, (FileKind.PDF,), force=True, to_colleagues=False)
    except FileNotAvailable:
        return None
    earlier = find_sending(company.company_id, str(mail.get("sending", "")))
    described = describe_sending(
        company,
        sender,
        Order((invoice.invoice_id,), to, language=earlier.language if earlier else None),
        Intended(),
        invoices=(invoice,),
        attachments=pages,
        base_url=earlier.base_url if earlier else settings().public_url,
    )
    return _in_own_words(company, replace(described, reminder_level=level), level)


def _in_own_words(company: Company, sending: Sending, level: int) -> Sending:
    """Return a reminder with what the company writes in its level and language; without that it says the system's."""
    own = own_text(company.profile, level, sending.language)
    return replace(sending, reminder_subject=own["subject"], reminder_text=own["text"]) if own else sending


def _last_mail(invoice: Invoice) -> Mapping[str, object]:
    """Return what the timeline says of the last mail with the invoice; empty where there was none."""
    events = latest_events(invoice.company_id, invoice.invoice_id, limit=MAX_EVENTS)
    return next((event.data for event in events if event.kind is EventKind.SENT), {})


def _reachable(company: Company, mail: Mapping[str, object]) -> tuple[str, ...]:
    named = mail.get("to")
    addresses = tuple(map(str, named)) if isinstance(named, list) else ()
    suppressed = {each.email for each in find_suppressed(company.company_id, addresses)} if addresses else set()
    return tuple(address for address in addresses if address not in suppressed)


def _sender(company: Company, invoice: Invoice) -> Caller | None:
    """Return whom answers go to: who issued the invoice, or else an admin, of those with a proven address."""
    team = [(member, user) for member, user in list_members(company.company_id) if user.proven_at]
    known = [user for member, user in team if user.user_id == invoice.uploaded_by]
    known += [user for member, user in team if member.role is Role.ADMIN]
    return Caller(known[0].user_id, "", company.company_id, Role.MEMBER, sees_company=True) if known else None
