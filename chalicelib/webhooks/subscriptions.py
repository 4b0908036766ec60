"""A company's webhooks: which endpoint gets which events, and what was delivered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from chalicelib.accounts.throttling import Action, throttle_account
from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import Conflict, InvalidInput, TooManyWebhooks, WebhookNotFound
from chalicelib.ids import Intended, is_id
from chalicelib.json_data import JsonObject
from chalicelib.paging import check_cursor, cut
from chalicelib.records.security.audit import AuditKind, differences, fingerprint, happened
from chalicelib.records.webhooks import Delivery, Webhook
from chalicelib.settings import settings
from chalicelib.storage.webhooks import webhooks as store
from chalicelib.storage.webhooks.webhooks import MAX_WEBHOOKS
from chalicelib.webhooks.posting import EndpointRefused, new_secret, parse_endpoint, resolve


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """Some deliveries, newest first, and where the next page begins; without a cursor it is the last."""

    items: tuple[Delivery, ...]
    next_cursor: str | None


@needs(Role.ADMIN)
def list_webhooks(caller: Caller) -> list[Webhook]:
    """Return the company's webhooks."""
    return store.list_webhooks(caller.company_id)


@needs(Role.ADMIN, proven=True)
def add_webhook(caller: Caller, intended: Intended, *, url: str, events: Iterable[str]) -> Webhook:
    """Register an endpoint; its secret is shown now and not again. A repeat gets the one that is there already.

    Raises:
        InvalidInput: nothing is ever sent to this address.
        TooManyWebhooks: the company has enough.
        Conflict: others were added at the same instant.

    """
    _check(url)
    earlier = store.find_webhook(caller.company_id, intended.id) if intended.again else None
    if earlier:
        return earlier
    additions = store.count_additions(caller.company_id)
    if len(store.list_webhooks(caller.company_id)) >= MAX_WEBHOOKS:
        raise TooManyWebhooks(MAX_WEBHOOKS)
    webhook = Webhook(
        company_id=caller.company_id,
        webhook_id=intended.id,
        url=url,
        events=tuple(sorted(set(events))),
        secret=new_secret(),
        active=True,
        created_by=caller.user_id,
        created_at=now(),
    )
    event = happened(caller, AuditKind.WEBHOOK_ADDED, subject=webhook.webhook_id, after=_recorded(webhook))
    added = store.add_webhook(webhook, event, additions=additions)
    if not added and store.find_webhook(caller.company_id, intended.id) is None:  # else the answer was lost
        raise Conflict
    return webhook


@needs(Role.ADMIN)
def fetch_webhook(caller: Caller, webhook_id: str) -> Webhook:
    """Return one of the company's webhooks.

    Raises:
        WebhookNotFound: the company has no webhook with this id.

    """
    webhook = store.find_webhook(caller.company_id, webhook_id) if is_id(webhook_id) else None
    if webhook is None:
        raise WebhookNotFound
    return webhook


@needs(Role.ADMIN, proven=True)
def change_webhook(
    caller: Caller,
    webhook_id: str,
    *,
    url: str | None,
    events: Iterable[str] | None,
    active: bool | None,
    rotate_secret: bool,
) -> Webhook:
    """Change what is given of a webhook; one that is paused is tried again.

    Raises:
        WebhookNotFound: the company has no webhook with this id.
        InvalidInput: nothing is ever sent to this address.
        Conflict: somebody else changed or removed it at the same instant.

    """
    webhook = fetch_webhook(caller, webhook_id)
    if url is not None:
        _check(url)
    changed = replace(
        webhook,
        url=webhook.url if url is None else url,
        events=webhook.events if events is None else tuple(sorted(set(events))),
        active=webhook.active if active is None else active,
        secret=new_secret() if rotate_secret else webhook.secret,
        failures=0,
        paused_until=None,
    )
    before, after = differences(_recorded(webhook), _recorded(changed))
    event = happened(caller, AuditKind.WEBHOOK_CHANGED, subject=webhook_id, before=before, after=after)
    stored = store.change_webhook(changed, event)
    if stored is None:
        raise Conflict
    return stored


@needs(Role.ADMIN)
def remove_webhook(caller: Caller, webhook_id: str) -> None:
    """Remove a webhook; what is waiting for it is not sent any more."""
    webhook = fetch_webhook(caller, webhook_id)
    event = happened(caller, AuditKind.WEBHOOK_REMOVED, subject=webhook_id, before=_recorded(webhook))
    store.remove_webhook(caller.company_id, webhook_id, event)


def _recorded(webhook: Webhook) -> JsonObject:
    """Return what is written down of a webhook: of its address only the host, and fingerprints of all of it."""
    return {
        "host": urlsplit(webhook.url).hostname,
        "url": fingerprint(webhook.url),
        "secret": fingerprint(webhook.secret),
        "events": list(webhook.events),
        "active": webhook.active,
    }


@needs(Role.ADMIN)
def list_deliveries(caller: Caller, webhook_id: str, *, limit: int, cursor: str | None) -> DeliveryPage:
    """Return what was sent to an endpoint, newest first; the cursor is the id of the last delivery before the page.

    Raises:
        WebhookNotFound: the company has no webhook with this id.
        BadCursor: it is no delivery's id.

    """
    fetch_webhook(caller, webhook_id)
    check_cursor(cursor)
    found = store.list_deliveries(caller.company_id, webhook_id, before=cursor, limit=limit + 1)
    return DeliveryPage(*cut(found, limit, lambda delivery: delivery.delivery_id))


@needs(Role.ADMIN, proven=True)
def replay(caller: Caller, webhook_id: str, delivery_id: str) -> Delivery:
    """Send an event to an endpoint once more, whether it was taken or not, under the id that it had.

    Raises:
        WebhookNotFound: there is no such webhook, or delivery.
        Throttled: too many of the company's were sent once more.

    """
    throttle_account(Action.REPLAY, caller.company_id)
    fetch_webhook(caller, webhook_id)
    found = store.find_delivery(caller.company_id, webhook_id, delivery_id) if is_id(delivery_id) else None
    if found is None:
        raise WebhookNotFound
    return store.try_again(found)


def _check(url: str) -> None:
    allow_private = settings().webhooks_to_private_networks
    try:
        resolve(parse_endpoint(url, allow_private=allow_private), allow_private=allow_private)
    except EndpointRefused as refused:
        raise InvalidInput(("url", f"The endpoint is refused: {refused}.")) from refused
