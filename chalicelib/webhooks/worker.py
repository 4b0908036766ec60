"""From a message on the webhook queue to an event that an endpoint has taken, or that is given up after days.

A message that comes twice posts twice at worst, under the same `webhook-id`, by which endpoints know it again.
"""

import json
from dataclasses import replace
from datetime import timedelta
from time import monotonic

from chalicelib.clock import now
from chalicelib.logs import logger
from chalicelib.records.webhooks import Delivery, DeliveryStatus, Webhook
from chalicelib.settings import settings
from chalicelib.storage.webhooks import webhooks as store
from chalicelib.webhooks import breaker
from chalicelib.webhooks.posting import Answer, post

DELAYS = (10, 60, 300, 900, 900, 1800, 3600, 7200, 14400, 28800)
"""Seconds between attempts: about sixteen hours in all."""
KEPT_TRYING = timedelta(days=3)


def deliver(body: str) -> None:
    """Take one step with a delivery: wait on, or try, and put it back in the queue if it is not over."""
    message = json.loads(body)
    delivery = store.find_delivery(message["company_id"], message["webhook_id"], message["delivery_id"])
    if delivery is None or delivery.status is not DeliveryStatus.PENDING or delivery.attempts != message["attempts"]:
        return
    if message["wait"]:
        store.enqueue_delivery(delivery, delay=message["wait"])
    else:
        _attempt(delivery)


def _attempt(delivery: Delivery) -> None:
    webhook = store.find_webhook(delivery.company_id, delivery.webhook_id)
    if webhook is None or not webhook.active:
        gone = "The endpoint was removed or switched off."
        store.record_attempt(delivery, status=DeliveryStatus.FAILED, answered=None, error=gone)
        return
    if now() - delivery.created_at > KEPT_TRYING:
        late = "The endpoint was paused for too long."
        store.record_attempt(delivery, status=DeliveryStatus.FAILED, answered=None, error=late)
        return
    if wait := breaker.seconds_to_wait(webhook, now()):
        store.enqueue_delivery(delivery, delay=wait)
        return
    _post(delivery, webhook)


def _post(delivery: Delivery, webhook: Webhook) -> None:
    payload = json.dumps(dict(delivery.payload), ensure_ascii=False).encode()
    allow_private = settings().webhooks_to_private_networks
    started = monotonic()
    answer = post(webhook.url, webhook.secret, delivery.delivery_id, payload, allow_private=allow_private)
    seconds = monotonic() - started
    status = _status_after(delivery, answer)
    if status is DeliveryStatus.PENDING:  # first, so that a crash in between costs no attempt
        store.enqueue_delivery(replace(delivery, attempts=delivery.attempts + 1), delay=DELAYS[delivery.attempts])
    store.record_attempt(delivery, status=status, answered=answer.status, error=answer.error)
    breaker.note(webhook, successful=answer.successful, seconds=seconds)
    logger().info("webhook", delivery_id=delivery.delivery_id, status=status, answered=answer.status)


def _status_after(delivery: Delivery, answer: Answer) -> DeliveryStatus:
    if answer.successful:
        return DeliveryStatus.DELIVERED
    return DeliveryStatus.PENDING if delivery.attempts < len(DELAYS) else DeliveryStatus.FAILED
