"""How an endpoint does: how often in a row it failed, and until when nothing is sent to it.

Written beside the webhook's own fields, without its version: what an admin changes and how the endpoint does are apart.
"""

from datetime import datetime

from chalicelib.records.webhooks import Webhook
from chalicelib.storage.aws.table import update_if
from chalicelib.storage.webhooks.webhooks import WebhookItem, webhook_key


def count_failure(webhook: Webhook) -> int:
    """Count a failure, and return how many there are in a row; none of a webhook that is gone."""
    item = webhook_key(webhook)
    counted = update_if(item, [WebhookItem.failures.add(1)], WebhookItem.pk.exists())
    return int(item.failures or 0) if counted else 0


def pause(webhook: Webhook, until: datetime) -> None:
    """Send it nothing until an instant."""
    update_if(webhook_key(webhook), [WebhookItem.paused_until.set(until)], WebhookItem.pk.exists())


def claim_probe(webhook: Webhook, until: datetime) -> bool:
    """Prolong its pause for all but the one caller that gets True, whose delivery tries whether it is well again."""
    same = WebhookItem.paused_until == webhook.paused_until
    return update_if(webhook_key(webhook), [WebhookItem.paused_until.set(until)], same)


def count_success(webhook: Webhook) -> None:
    """Forget its failures."""
    actions = [WebhookItem.failures.set(0), WebhookItem.paused_until.remove()]
    update_if(webhook_key(webhook), actions, WebhookItem.pk.exists())
