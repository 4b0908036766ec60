"""Telling a company's webhooks of what happened to an invoice.

The code that changed an invoice calls `announce` afterwards, and code that finds by a redelivered message that it was
changed already calls it again. It makes a delivery of every event of the timeline that some endpoint wants and has not
got; so a crash between a change and its announcement loses nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from chalicelib.clock import now
from chalicelib.json_data import JsonObject
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.webhooks import Delivery, DeliveryStatus, Webhook
from chalicelib.storage.invoices.events import latest_events
from chalicelib.storage.invoices.invoices import find_invoice
from chalicelib.storage.webhooks.webhooks import add_delivery, list_webhooks

TYPES: Mapping[EventKind, str] = {
    EventKind.READ: "invoice.ready",
    EventKind.FAILED: "invoice.failed",
    EventKind.VALIDATED: "invoice.validated",
    EventKind.SENT: "invoice.sent",
    EventKind.BOUNCED: "invoice.bounced",
}
"""What endpoints can ask for, and the events that it is."""
RECENT = timedelta(days=7)
MAX_LOOKED_AT = 20  # events of a timeline, from its end


def announce(invoice: Invoice) -> None:
    """Make the deliveries of what happened lately to an invoice, where somebody wants to know."""
    _announce(invoice, _active(invoice.company_id))


def announce_each(company_id: str, invoice_ids: Iterable[str]) -> None:
    """Make the deliveries of what happened lately to some invoices; they are looked up where somebody wants to know."""
    webhooks = _active(company_id)
    for invoice_id in invoice_ids if webhooks else ():
        if invoice := find_invoice(company_id, invoice_id):
            _announce(invoice, webhooks)


def _active(company_id: str) -> list[Webhook]:
    return [webhook for webhook in list_webhooks(company_id) if webhook.active]


def _announce(invoice: Invoice, webhooks: Sequence[Webhook]) -> None:
    if not webhooks:
        return
    for event in latest_events(invoice.company_id, invoice.invoice_id, limit=MAX_LOOKED_AT):
        for webhook in webhooks:
            if _wants(webhook, event):
                add_delivery(_delivery(webhook, invoice, event))


def _wants(webhook: Webhook, event: Event) -> bool:
    recent = max(webhook.created_at, now() - RECENT)
    return TYPES.get(event.kind) in webhook.events and event.at >= recent


def _delivery(webhook: Webhook, invoice: Invoice, event: Event) -> Delivery:
    instant = event.at.isoformat().replace("+00:00", "Z")
    payload = {"type": TYPES[event.kind], "timestamp": instant, "data": {**_facts(invoice), "event": dict(event.data)}}
    return Delivery(
        company_id=webhook.company_id,
        webhook_id=webhook.webhook_id,
        delivery_id=event.event_id,
        type=TYPES[event.kind],
        payload=payload,
        status=DeliveryStatus.PENDING,
        attempts=0,
        created_at=now(),
    )


def _facts(invoice: Invoice) -> JsonObject:
    """Return what an endpoint needs to know which invoice it is; the API tells the rest."""
    total = None if invoice.total is None else format(invoice.total, "f")
    return {
        "invoice_id": invoice.invoice_id,
        "status": invoice.status,
        "state": invoice.state,
        "invoice_number": invoice.invoice_number,
        "supplier": invoice.supplier,
        "customer": invoice.customer,
        "currency": invoice.currency,
        "total": total,
    }
