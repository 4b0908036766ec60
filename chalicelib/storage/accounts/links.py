"""Mailed links: one a user and purpose, so that a newer one voids the older; kept as a hash, used once."""

from datetime import timedelta

from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.ids import new_id
from chalicelib.records.accounts import Link, Purpose
from chalicelib.storage.accounts.items import LINK, LinkItem, user_key
from chalicelib.storage.aws.table import save_if

_MAX_WAIT = timedelta(days=16)  # a job waits at most 14 days, as a dead letter that is sent again


def put_link(link: Link) -> bool:
    """Store a link in place of any older one; tell whether it may be mailed.

    The same link again may be mailed again while it is unused; one that a newer link has replaced, or whose time is
    over before it was mailed, may not.
    """
    if link.expires_at <= now():
        return False
    item = _item(link.user_id, link.purpose)
    item.token_hash, item.job_id, item.new_email = link.token_hash, link.job_id, link.new_email
    item.expires_at = link.expires_at
    stored = save_if(item, LinkItem.pk.does_not_exist() | (LinkItem.job_id < link.job_id))
    return stored or find_link(link.user_id, link.purpose, link.token_hash) is not None


def find_link(user_id: str, purpose: Purpose, token_hash: str) -> Link | None:
    """Return the link if it is the newest of its purpose, unused and has not ended; looking uses nothing up."""
    try:
        item = LinkItem.get(user_key(user_id), f"{LINK}{purpose}", consistent_read=True)
    except LinkItem.DoesNotExist:
        return None
    if item.token_hash != token_hash or item.used or item.expires_at is None or item.expires_at <= now():
        return None
    return Link(user_id, purpose, token_hash, item.job_id, item.expires_at, item.new_email)


def use_link(transaction: TransactWrite, link: Link) -> None:
    """Add to a transaction that a link is used up; of many at the same instant one goes through.

    The item stays until its time is over: a job that is delivered again must not bring the link back.
    """
    transaction.update(
        _item(link.user_id, link.purpose),
        actions=[LinkItem.used.set(True)],
        condition=(LinkItem.token_hash == link.token_hash) & (LinkItem.used == False),  # noqa: E712 - a condition
    )


def void_link(transaction: TransactWrite, user_id: str, purpose: Purpose) -> None:
    """Add to a transaction that a user's links of a purpose are void, those included that are not mailed yet.

    A used link is put in their place, newer than any job that waits in the queue.
    """
    item = _item(user_id, purpose)
    item.token_hash, item.job_id, item.used = "", new_id(), True
    item.expires_at = now() + _MAX_WAIT
    transaction.save(item)


def _item(user_id: str, purpose: Purpose) -> LinkItem:
    return LinkItem(user_key(user_id), f"{LINK}{purpose}")
