"""Accounts' identities at identity providers. Each belongs to one account, and an account has one at each provider.

identity#<id>   claim                         whose it is
user#<id>       identity#<hash of issuer>     the identity, also after it was unlinked
"""

import hashlib
from dataclasses import replace
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.records.security.identities import Identity, identity_id
from chalicelib.storage.accounts.items import CLAIM, IDENTITY, AccountItem, user_key
from chalicelib.storage.aws.table import to_attributes, to_record


class _ClaimItem(AccountItem, discriminator="identity_claim"):
    user_id = UnicodeAttribute()


class _IdentityItem(AccountItem, discriminator="identity"):
    user_id = UnicodeAttribute()
    issuer = UnicodeAttribute()
    subject = UnicodeAttribute()
    linked_at = UTCDateTimeAttribute()
    unlinked_at = UTCDateTimeAttribute(null=True)


def find_owner(issuer: str, subject: str) -> str | None:
    """Return the id of the account that an identity belongs to, strongly consistent."""
    try:
        claim = _ClaimItem.get(_claim_key(identity_id(issuer, subject)), CLAIM, consistent_read=True)
    except _ClaimItem.DoesNotExist:
        return None
    return claim.user_id


def list_identities(user_id: str) -> list[Identity]:
    """Return an account's identities, the oldest first, strongly consistent; those that were unlinked are left out."""
    found = [identity for identity in _list_all(user_id) if identity.unlinked_at is None]
    return sorted(found, key=lambda identity: identity.linked_at)


def find_identity(user_id: str, issuer: str) -> Identity | None:
    """Return an account's identity at a provider, unlinked or not, strongly consistent."""
    try:
        return to_record(Identity, _IdentityItem.get(user_key(user_id), _sort_key(issuer), consistent_read=True))
    except _IdentityItem.DoesNotExist:
        return None


def link_identity(
    transaction: TransactWrite, identity: Identity, *, gone_id: str | None = None, again: bool = False
) -> None:
    """Add to a transaction that an identity is an account's.

    `gone_id` is the account that the identity belonged to and that is deleted; `again` links what was unlinked. Fails
    where the identity is another's, or where the account has one at this provider, or unlinked one without `again`.
    """
    claim = _ClaimItem(_claim_key(identity.identity_id), CLAIM, user_id=identity.user_id)
    is_free, is_new = _ClaimItem.pk.does_not_exist(), _IdentityItem.pk.does_not_exist()
    transaction.save(claim, condition=is_free | (_ClaimItem.user_id == gone_id) if gone_id else is_free)
    transaction.save(_item(identity), condition=is_new | _IdentityItem.unlinked_at.exists() if again else is_new)


def check_linked(transaction: TransactWrite, user_id: str, issuer: str, subject: str) -> None:
    """Add to a transaction that it goes through only while an identity is an account's."""
    key = _claim_key(identity_id(issuer, subject))
    transaction.condition_check(_ClaimItem, key, CLAIM, condition=_ClaimItem.user_id == user_id)


def unlink_identity(transaction: TransactWrite, identity: Identity, instant: datetime) -> None:
    """Add to a transaction that an identity is no longer its account's, and that the account remembers it.

    Fails where it is no longer the account's.
    """
    _drop_claim(transaction, identity)
    still = (_IdentityItem.subject == identity.subject) & _IdentityItem.unlinked_at.does_not_exist()
    transaction.save(_item(replace(identity, unlinked_at=instant)), condition=still)


def drop_identities(transaction: TransactWrite, user_id: str) -> None:
    """Add to a transaction that all of an account's identities go with it, and what it remembers of unlinked ones."""
    for identity in _list_all(user_id):
        if identity.unlinked_at is None:
            _drop_claim(transaction, identity)
        transaction.delete(_item(identity), condition=_IdentityItem.subject == identity.subject)


def _list_all(user_id: str) -> list[Identity]:
    found = _IdentityItem.query(user_key(user_id), _IdentityItem.sk.startswith(IDENTITY), consistent_read=True)
    return [to_record(Identity, item) for item in found]


def _drop_claim(transaction: TransactWrite, identity: Identity) -> None:
    claim = _ClaimItem(_claim_key(identity.identity_id), CLAIM)
    transaction.delete(claim, condition=_ClaimItem.user_id == identity.user_id)


def _item(identity: Identity) -> _IdentityItem:
    return _IdentityItem(user_key(identity.user_id), _sort_key(identity.issuer), **to_attributes(identity))


def _sort_key(issuer: str) -> str:
    return f"{IDENTITY}{hashlib.sha256(issuer.encode()).hexdigest()[:32]}"


def _claim_key(identity: str) -> str:
    return f"identity#{identity}"
