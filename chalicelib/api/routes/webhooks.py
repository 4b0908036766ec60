"""Webhooks: where a company receives what happens to its invoices."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.responses import Reply
from chalicelib.api.http.schema import Input, Instant, Output
from chalicelib.api.models.paging import PageQuery
from chalicelib.authorization import Caller
from chalicelib.errors import (
    AddressUnproven,
    BadCursor,
    Conflict,
    InvalidInput,
    NoCompany,
    RoleNeeded,
    Throttled,
    TooManyWebhooks,
    WebhookNotFound,
)
from chalicelib.ids import Intended
from chalicelib.json_data import JsonObject
from chalicelib.records.webhooks import Delivery, DeliveryStatus, Webhook
from chalicelib.webhooks import subscriptions

webhooks = Resource(__name__)

EventType = Literal["invoice.ready", "invoice.failed", "invoice.validated", "invoice.sent", "invoice.bounced"]
Url = Annotated[str, Field(min_length=1, max_length=2000, examples=["https://hooks.example.com/invoices"])]
Events = Annotated[tuple[EventType, ...], Field(min_length=1, max_length=20)]


class WebhookIn(Input):
    """An endpoint, and the types of events that it wants."""

    url: Url
    events: Events


class WebhookChange(Input):
    """Changes of a webhook; what is absent stays. `rotate_secret` makes a new secret, which the answer tells."""

    url: Url | None = None
    events: Events | None = None
    active: bool | None = None
    rotate_secret: bool = False


class WebhookOut(Output):
    """A webhook. `secret` is shown when it is made, and null ever after.

    One that failed or was slow many times in a row gets nothing until `paused_until`; a change ends the pause.
    """

    id: str
    url: str
    events: tuple[str, ...]
    active: bool
    paused_until: Instant | None
    secret: str | None
    created_by: str
    created_at: Instant


class WebhookList(Output):
    """A company's webhooks, all at once."""

    items: tuple[WebhookOut, ...]
    next_cursor: str | None
    has_more: bool


class DeliveryOut(Output):
    """One event for one endpoint: what was sent, and how the last attempt ended."""

    id: str
    type: str
    status: DeliveryStatus
    attempts: int
    answered: int | None
    error: str | None
    created_at: Instant
    attempted_at: Instant | None
    payload: JsonObject


class DeliveryPageOut(Output):
    """One page of deliveries, newest first."""

    items: tuple[DeliveryOut, ...]
    next_cursor: str | None
    has_more: bool


@webhooks.route("/webhooks", raises=(NoCompany, RoleNeeded))
def list_webhooks(caller: Caller) -> WebhookList:
    """List the company's webhooks."""
    items = tuple(_out(webhook) for webhook in subscriptions.list_webhooks(caller))
    return WebhookList(items=items, next_cursor=None, has_more=False)


@webhooks.route(
    "/webhooks",
    method="POST",
    status=201,
    idempotent=True,
    headers=("Location",),
    raises=(AddressUnproven, Conflict, InvalidInput, NoCompany, RoleNeeded, TooManyWebhooks),
)
def add_webhook(caller: Caller, body: WebhookIn, intended: Intended) -> Reply[WebhookOut]:
    """Register an endpoint; the answer has the secret that signs what is sent, once."""
    made = subscriptions.add_webhook(caller, intended, url=body.url, events=body.events)
    return Reply(_out(made, told=True), headers={"Location": f"/webhooks/{made.webhook_id}"})


@webhooks.route("/webhooks/{webhook_id}", raises=(NoCompany, RoleNeeded, WebhookNotFound))
def get_webhook(caller: Caller, webhook_id: str) -> WebhookOut:
    """Fetch a webhook."""
    return _out(subscriptions.fetch_webhook(caller, webhook_id))


@webhooks.route(
    "/webhooks/{webhook_id}",
    method="PATCH",
    raises=(AddressUnproven, Conflict, InvalidInput, NoCompany, RoleNeeded, WebhookNotFound),
)
def change_webhook(caller: Caller, webhook_id: str, body: WebhookChange) -> WebhookOut:
    """Change a webhook, switch it on or off, or give it a new secret."""
    changed = subscriptions.change_webhook(
        caller,
        webhook_id,
        url=body.url,
        events=body.events,
        active=body.active,
        rotate_secret=body.rotate_secret,
    )
    return _out(changed, told=body.rotate_secret)


@webhooks.route("/webhooks/{webhook_id}", method="DELETE", status=204, raises=(NoCompany, RoleNeeded, WebhookNotFound))
def remove_webhook(caller: Caller, webhook_id: str) -> None:
    """Remove a webhook."""
    subscriptions.remove_webhook(caller, webhook_id)


@webhooks.route("/webhooks/{webhook_id}/deliveries", raises=(BadCursor, NoCompany, RoleNeeded, WebhookNotFound))
def list_deliveries(caller: Caller, webhook_id: str, query: PageQuery) -> DeliveryPageOut:
    """List what was sent to an endpoint lately, newest first."""
    page = subscriptions.list_deliveries(caller, webhook_id, limit=query.limit, cursor=query.cursor)
    items = tuple(_delivery_out(delivery) for delivery in page.items)
    return DeliveryPageOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


@webhooks.route(
    "/webhooks/{webhook_id}/deliveries/{delivery_id}/replay",
    method="POST",
    status=202,
    idempotent=True,
    raises=(AddressUnproven, NoCompany, RoleNeeded, Throttled, WebhookNotFound),
)
def replay_delivery(caller: Caller, webhook_id: str, delivery_id: str) -> DeliveryOut:
    """Send an event to an endpoint once more, under the id that it had."""
    return _delivery_out(subscriptions.replay(caller, webhook_id, delivery_id))


def _out(webhook: Webhook, *, told: bool = False) -> WebhookOut:
    return WebhookOut(
        id=webhook.webhook_id,
        url=webhook.url,
        events=webhook.events,
        active=webhook.active,
        paused_until=webhook.paused_until,
        secret=webhook.secret if told else None,
        created_by=webhook.created_by,
        created_at=webhook.created_at,
    )


def _delivery_out(delivery: Delivery) -> DeliveryOut:
    return DeliveryOut(
        id=delivery.delivery_id,
        type=delivery.type,
        status=delivery.status,
        attempts=delivery.attempts,
        answered=delivery.answered,
        error=delivery.error,
        created_at=delivery.created_at,
        attempted_at=delivery.attempted_at,
        payload=dict(delivery.payload),
    )
