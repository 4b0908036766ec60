"""What becomes of a sending, in its record and in the timelines of its invoices.

Each function may be called again, at any time and by several at once: each event is recorded once.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Unpack

from chalicelib.clock import now
from chalicelib.ids import new_id
from chalicelib.records.events import Event, EventKind
from chalicelib.records.sendings import Sending, SendingChanges, SendingState
from chalicelib.storage.aws.table import TransactWriteError
from chalicelib.storage.invoices import invoices
from chalicelib.storage.invoices.invoices import InvoiceChanged
from chalicelib.storage.sendings import sendings
from chalicelib.storage.sendings.sendings import put_sending
from chalicelib.storage.webhooks.announcements import announce_each

REJECTED = "rejected"
GAVE_UP = "gave_up"


def begin(sending: Sending, link_hash: str | None) -> Sending | None:
    """Mark that the mail is being handed over now; None where another process was first."""
    begun = replace(sending, state=SendingState.SENDING, changed_at=now(), link_hash=link_hash)
    return sendings.replace_sending(sending, begun)


def wait(sending: Sending) -> None:
    """Put a sending whose mail was certainly not taken back to where another try begins."""
    _change(sending, state=SendingState.QUEUED)


def mark_sent(sending: Sending, message_id: str, at: datetime) -> None:
    """Record that SES has the mail, and tell it in every invoice's timeline, together with its `sent_at`.

    The first timeline is told in the same write, where neither the sending nor that invoice is changed meanwhile, nor
    that invoice or the company's figures too busy. Else the sending is written alone: that SES has the mail is all that
    keeps it from being called uncertain.
    """

    def sent(current: Sending) -> Sending | None:
        if current.state is SendingState.SENT or current.failure_code == REJECTED:
            return None
        return replace(
            current, state=SendingState.SENT, changed_at=now(), message_id=message_id, sent_at=at, failure_code=None
        )

    def step(current: Sending) -> tuple[Sending, Mapping[str, Event]] | None:
        after = sent(current)
        return (after, {}) if after else None

    known: Sending | None = sending
    if after := sent(sending):
        known = _note_first(sending, after) or sendings.change_sending(sending.company_id, sending.sending_id, step)
    note_in_timelines(known)


def _note_first(before: Sending, sent: Sending) -> Sending | None:
    with suppress(TransactWriteError):
        return _note_next(before, sent)
    return None


def note_in_timelines(sending: Sending | None) -> None:
    """Note a sent mail in the timelines that lack it: an earlier try may have broken off."""
    while sending and sending.sent_at and _untold(sending):
        sending = _note_next(sending, sending) or sendings.find_sending(sending.company_id, sending.sending_id)
    if sending:
        announce_all(sending)


def announce_all(sending: Sending) -> None:
    """Tell the company's webhooks of what is new in the timelines of a sending's invoices."""
    announce_each(sending.company_id, sending.invoice_ids)


def _note_next(before: Sending, sent: Sending) -> Sending | None:
    """Note a sent mail in the next timeline, in the write that puts the sending in its earlier one's place.

    Returns the sending as it is then; None where it or the invoice was changed by others, or it has no more to tell.
    """
    invoice_id, sent_at = _untold(sent), sent.sent_at
    if invoice_id is None or sent_at is None:
        return None
    told = replace(sent, told=(*sent.told, invoice_id))
    invoice = invoices.find_invoice(sent.company_id, invoice_id)
    if invoice is None:
        return sendings.replace_sending(before, told)
    data = {"sending": sent.sending_id, "to": list(sent.to), "attachments": sent.kinds_of(invoice_id)}
    event = Event(EventKind.SENT, data=data, at=sent_at)
    changed = replace(invoice, sent_at=max(sent_at, invoice.sent_at or sent_at))
    try:
        invoices.write(invoice, changed, event, also=lambda transaction: put_sending(transaction, before, told))
    except InvoiceChanged:  # or the sending was
        return None
    return replace(told, version=before.version + 1)


def mark_failed(sending: Sending, code: str, detail: str) -> None:
    """Record that the mail was not sent, and never will be."""
    data = {"code": code, "detail": detail}
    _change(sending, EventKind.SEND_FAILED, data, state=SendingState.FAILED, failure_code=code)


def mark_uncertain(sending: Sending) -> None:
    """Record that it is unknown whether SES took the mail. Its events settle it, if there are any."""
    _change(sending, EventKind.SEND_UNCERTAIN, state=SendingState.UNCERTAIN)


def tell(sending: Sending, key: str, event: Event, **changes: Unpack[SendingChanges]) -> None:
    """Tell what SES says of a mail in every invoice's timeline, once: the key is what is known of it already."""

    def step(current: Sending) -> tuple[Sending, Mapping[str, Event]] | None:
        if key in current.heard:
            return None
        heard = replace(current, heard=(*current.heard, key), **changes)
        return heard, _for_each(current, event)

    sendings.change_sending(sending.company_id, sending.sending_id, step)
    announce_all(sending)


def _change(
    sending: Sending,
    kind: EventKind | None = None,
    data: Mapping[str, object] | None = None,
    **changes: Unpack[SendingChanges],
) -> None:
    """Change a sending that is as the caller knows it; where it is not, another worker or SES knows better."""
    instant = now()

    def step(current: Sending) -> tuple[Sending, Mapping[str, Event]] | None:
        if current.version != sending.version:
            return None
        after = replace(current, changed_at=instant, **changes)
        if kind is None:
            return after, {}
        event = Event(kind, data={"sending": current.sending_id, "to": list(current.to), **(data or {})}, at=instant)
        return after, _for_each(current, event)

    sendings.change_sending(sending.company_id, sending.sending_id, step)


def _for_each(sending: Sending, event: Event) -> dict[str, Event]:
    """Return an event for each invoice, all under ids of their own."""
    return {invoice_id: replace(event, event_id=new_id()) for invoice_id in sending.invoice_ids}


def _untold(sending: Sending) -> str | None:
    return next((id_ for id_ in sending.invoice_ids if id_ not in sending.told), None)
