"""Where companies receive what happens to their invoices, and what was delivered.

webhooks#<company>               <id>          an endpoint with what it wants to know, and the secret that signs it
webhooks#<company>               additions     how often one was added, so that no race passes the limit
deliveries#<company>#<webhook>   <event id>    one event for one endpoint: tried, delivered, given up

A delivery bears the id of the timeline's event that it tells of. So announcing an event twice, as redelivered messages
do, makes one delivery. The queue carries ids; what is sent was written when the event was announced.
"""

import json
from dataclasses import replace
from datetime import timedelta

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.records.security.audit import AuditEvent
from chalicelib.records.webhooks import Delivery, DeliveryStatus, Webhook
from chalicelib.settings import settings
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.clients import sqs_client
from chalicelib.storage.aws.correlation import message_attributes
from chalicelib.storage.aws.table import commit_if, save_if, to_attributes, to_record, update_if
from chalicelib.storage.companies.companies import CompanyTableItem, remove_all

MAX_WEBHOOKS = 10  # of one company
KEPT = timedelta(days=30)
MAX_DELAY_SECONDS = 900  # seconds, of SQS
_ADDITIONS = "additions"


class WebhookItem(CompanyTableItem, discriminator="webhook"):
    """A webhook."""

    company_id = UnicodeAttribute()
    webhook_id = UnicodeAttribute()
    url = UnicodeAttribute()
    events = ListAttribute(of=UnicodeAttribute)
    secret = UnicodeAttribute()
    active = BooleanAttribute()
    created_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    version = NumberAttribute()
    failures = NumberAttribute(null=True)
    paused_until = UTCDateTimeAttribute(null=True)


class _AdditionsItem(CompanyTableItem, discriminator="webhook_additions"):
    """How often a webhook was added: what makes two additions at the same instant meet."""

    number = NumberAttribute()


class DeliveryItem(CompanyTableItem, discriminator="delivery"):
    """A delivery."""

    company_id = UnicodeAttribute()
    webhook_id = UnicodeAttribute()
    delivery_id = UnicodeAttribute()
    type = UnicodeAttribute()
    payload = JSONAttribute()
    status = UnicodeAttribute()
    attempts = NumberAttribute()
    created_at = UTCDateTimeAttribute()
    answered = NumberAttribute(null=True)
    error = UnicodeAttribute(null=True)
    attempted_at = UTCDateTimeAttribute(null=True)


def count_additions(company_id: str) -> int:
    """Return how often a webhook was added to a company's, strongly consistent."""
    try:
        return int(_AdditionsItem.get(_webhooks(company_id), _ADDITIONS, consistent_read=True).number)
    except _AdditionsItem.DoesNotExist:
        return 0


def add_webhook(webhook: Webhook, event: AuditEvent, *, additions: int) -> bool:
    """Store a new webhook; False where another was added since `additions` were counted."""
    counter = _AdditionsItem(_webhooks(webhook.company_id), _ADDITIONS, number=additions + 1)
    unchanged = _AdditionsItem.number == additions if additions else _AdditionsItem.pk.does_not_exist()

    def build(transaction: TransactWrite) -> None:
        transaction.save(counter, condition=unchanged)
        transaction.save(_to_webhook_item(webhook), condition=WebhookItem.pk.does_not_exist())
        put_event(transaction, event)

    return commit_if(build)


def change_webhook(changed: Webhook, event: AuditEvent) -> Webhook | None:
    """Store a changed webhook; None where it was changed or removed since it was read."""
    grown = replace(changed, version=changed.version + 1)

    def build(transaction: TransactWrite) -> None:
        transaction.save(_to_webhook_item(grown), condition=WebhookItem.version == changed.version)
        put_event(transaction, event)

    return grown if commit_if(build) else None


def list_webhooks(company_id: str) -> list[Webhook]:
    """Return a company's webhooks, oldest first, in one query; they are few."""
    return [_to_webhook(item) for item in WebhookItem.query(_webhooks(company_id), consistent_read=True)]


def find_webhook(company_id: str, webhook_id: str) -> Webhook | None:
    """Return a webhook, strongly consistent."""
    try:
        return _to_webhook(WebhookItem.get(_webhooks(company_id), webhook_id, consistent_read=True))
    except WebhookItem.DoesNotExist:
        return None


def remove_webhook(company_id: str, webhook_id: str, event: AuditEvent) -> None:
    """Remove a webhook; its deliveries go by themselves. Removing one that is gone is no error."""
    item = WebhookItem(_webhooks(company_id), webhook_id)

    def build(transaction: TransactWrite) -> None:
        transaction.delete(item, condition=WebhookItem.pk.exists())
        put_event(transaction, event)

    commit_if(build)


def remove_webhooks(company_id: str) -> None:
    """Remove the webhooks of a company that is gone, and then what was delivered to them, which would end by itself."""
    known = list_webhooks(company_id)
    remove_all(_webhooks(company_id))
    for webhook in known:
        remove_all(_deliveries(company_id, webhook.webhook_id))


def add_delivery(delivery: Delivery) -> bool:
    """Store a delivery, and put it in the queue, unless it was made before.

    One that was made and never tried may have been left by a crash before it came into the queue: it goes there again.

    Returns whether it was put into the queue.
    """
    if not save_if(_to_item(delivery), DeliveryItem.pk.does_not_exist()):
        found = find_delivery(delivery.company_id, delivery.webhook_id, delivery.delivery_id)
        if found is None or found.status is not DeliveryStatus.PENDING or found.attempts:
            return False
    enqueue_delivery(delivery)
    return True


def find_delivery(company_id: str, webhook_id: str, delivery_id: str) -> Delivery | None:
    """Return a delivery, strongly consistent."""
    try:
        return _to_delivery(DeliveryItem.get(_deliveries(company_id, webhook_id), delivery_id, consistent_read=True))
    except DeliveryItem.DoesNotExist:
        return None


def list_deliveries(company_id: str, webhook_id: str, *, before: str | None, limit: int) -> list[Delivery]:
    """Return deliveries, newest first, in one query; `before` is the last one's id of the page before."""
    older = DeliveryItem.sk < before if before else None
    partition = _deliveries(company_id, webhook_id)
    items = DeliveryItem.query(partition, older, scan_index_forward=False, consistent_read=True, limit=limit)
    return [_to_delivery(item) for item in items]


def record_attempt(delivery: Delivery, *, status: DeliveryStatus, answered: int | None, error: str | None) -> bool:
    """Record how an attempt ended; False where another worker has recorded the same attempt."""
    actions = [
        DeliveryItem.status.set(status),
        DeliveryItem.attempts.set(delivery.attempts + 1),
        DeliveryItem.attempted_at.set(now()),
        DeliveryItem.answered.remove() if answered is None else DeliveryItem.answered.set(answered),
        DeliveryItem.error.remove() if error is None else DeliveryItem.error.set(error),
    ]
    return update_if(_key(delivery), actions, DeliveryItem.attempts == delivery.attempts)


def try_again(delivery: Delivery) -> Delivery:
    """Begin a delivery anew, and put it in the queue. One that waits for its next try is only brought forward.

    Its attempts stay then: the message that waits still will find that it was overtaken.
    """
    if delivery.status is not DeliveryStatus.PENDING:
        delivery = replace(delivery, status=DeliveryStatus.PENDING, attempts=0)
        _to_item(delivery).save()
    enqueue_delivery(delivery)
    return delivery


def enqueue_delivery(delivery: Delivery, *, delay: int = 0) -> None:
    """Put a delivery in the queue, to be seen after `delay` seconds; what SQS can't hide, the message waits again."""
    hidden = min(delay, MAX_DELAY_SECONDS)
    body = {name: getattr(delivery, name) for name in ("company_id", "webhook_id", "delivery_id", "attempts")}
    sqs_client().send_message(
        QueueUrl=settings().webhook_queue_url,
        MessageBody=json.dumps(body | {"wait": delay - hidden}),
        DelaySeconds=hidden,
        MessageAttributes=message_attributes(),
    )


def _to_item(delivery: Delivery) -> DeliveryItem:
    attributes = to_attributes(delivery) | {"payload": dict(delivery.payload)}
    expires_at = delivery.created_at + KEPT
    partition = _deliveries(delivery.company_id, delivery.webhook_id)
    return DeliveryItem(partition, delivery.delivery_id, expires_at=expires_at, **attributes)


def _key(delivery: Delivery) -> DeliveryItem:
    return DeliveryItem(_deliveries(delivery.company_id, delivery.webhook_id), delivery.delivery_id)


def webhook_key(webhook: Webhook) -> WebhookItem:
    """Return the item of a webhook without its values, to change some of them."""
    return WebhookItem(_webhooks(webhook.company_id), webhook.webhook_id)


def _to_webhook_item(webhook: Webhook) -> WebhookItem:
    attributes = to_attributes(webhook) | {"events": list(webhook.events)}
    return WebhookItem(_webhooks(webhook.company_id), webhook.webhook_id, **attributes)


def _to_webhook(item: WebhookItem) -> Webhook:
    numbers = {"version": int(item.version), "failures": int(item.failures or 0)}
    return to_record(Webhook, item, events=tuple(item.events), **numbers)


def _to_delivery(item: DeliveryItem) -> Delivery:
    numbers = {"attempts": int(item.attempts), "answered": None if item.answered is None else int(item.answered)}
    return to_record(Delivery, item, status=DeliveryStatus(item.status), **numbers)


def _webhooks(company_id: str) -> str:
    return f"webhooks#{company_id}"


def _deliveries(company_id: str, webhook_id: str) -> str:
    return f"deliveries#{company_id}#{webhook_id}"
