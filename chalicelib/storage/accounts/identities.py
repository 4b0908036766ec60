"""Accounts' identities at identity providers. Each belongs to one account, and an account has one at each provider.

identity#<id>   claim                         whose it is
user#<id>       identity#<hash of issuer>     the identity
"""

import hashlib

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.records.security.audit import AuditEvent
from chalicelib.records.security.identities import Identity, identity_id
from chalicelib.storage.accounts.items import CLAIM, IDENTITY, AccountItem, user_key
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import commit_if, to_attributes, to_record


class _ClaimItem(AccountItem, discriminator="identity_claim"):
    user_id = UnicodeAttribute()


class _IdentityItem(AccountItem, discriminator="identity"):
    user_id = UnicodeAttribute()
    issuer = UnicodeAttribute()
    subject = UnicodeAttribute()
    linked_at = UTCDateTimeAttribute()


def find_owner(issuer: str, subject: str) -> str | None:
    """Return the id of the account that an identity belongs to, strongly consistent."""
    try:
        claim = _ClaimItem.get(_claim_key(identity_id(issuer, subject)), CLAIM, consistent_read=True)
    except _ClaimItem.DoesNotExist:
        return None
    return claim.user_id


def list_identities(user_id: str) -> list[Identity]:
    """Return an account's identities, the oldest first, strongly consistent."""
    found = _IdentityItem.query(user_key(user_id), _IdentityItem.sk.startswith(IDENTITY), consistent_read=True)
    return sorted((to_record(Identity, item) for item in found), key=lambda identity: identity.linked_at)


def link_identity(transaction: TransactWrite, identity: Identity) -> None:
    """Add to a transaction that an identity is an account's.

    Fails where it is another's, or where the account has one at this provider.
    """
    claim = _ClaimItem(_claim_key(identity.identity_id), CLAIM, user_id=identity.user_id)
    transaction.save(claim, condition=_ClaimItem.pk.does_not_exist())
    transaction.save(_item(identity), condition=_IdentityItem.pk.does_not_exist())


def unlink_identity(identity: Identity, event: AuditEvent) -> bool:
    """Take an identity from its account; False where it is no longer the account's."""

    def build(transaction: TransactWrite) -> None:
        _drop(transaction, identity)
        put_event(transaction, event)

    return commit_if(build)


def drop_identities(transaction: TransactWrite, user_id: str) -> None:
    """Add to a transaction that all of an account's identities go with it."""
    for identity in list_identities(user_id):
        _drop(transaction, identity)


def _drop(transaction: TransactWrite, identity: Identity) -> None:
    claim = _ClaimItem(_claim_key(identity.identity_id), CLAIM)
    transaction.delete(claim, condition=_ClaimItem.user_id == identity.user_id)
    transaction.delete(_item(identity), condition=_IdentityItem.subject == identity.subject)


def _item(identity: Identity) -> _IdentityItem:
    issuer = hashlib.sha256(identity.issuer.encode()).hexdigest()[:32]
    return _IdentityItem(user_key(identity.user_id), f"{IDENTITY}{issuer}", **to_attributes(identity))


def _claim_key(identity: str) -> str:
    return f"identity#{identity}"
