"""Passkeys and the challenges for them: user#<id> / passkey#<hash> and challenge#<hash>.

The user's own item counts the passkeys, so that two changes at once cannot leave it saying that there is a second
factor where there is none, or none where there is one.
"""

from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditEvent
from chalicelib.records.security.factors import MAX_PASSKEYS, Ceremony, Passkey
from chalicelib.storage.accounts.factors import check_app, has_passkeys
from chalicelib.storage.accounts.items import (
    CHALLENGE,
    FACTOR,
    PASSKEY,
    PROFILE,
    RECOVERY,
    AccountItem,
    UserItem,
    user_key,
)
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import commit_if, delete_if, to_attributes, to_record, update_if


class _PasskeyItem(AccountItem, discriminator="passkey"):
    user_id = UnicodeAttribute()
    passkey_id = UnicodeAttribute()
    credential_id = UnicodeAttribute()
    public_key = UnicodeAttribute()
    sign_count = NumberAttribute()
    name = UnicodeAttribute()
    made_at = UTCDateTimeAttribute()
    used_at = UTCDateTimeAttribute(null=True)


class _ChallengeItem(AccountItem, discriminator="challenge"):
    ceremony = UnicodeAttribute()


def list_passkeys(user_id: str) -> list[Passkey]:
    """Return a user's passkeys, the oldest first, strongly consistent."""
    found = _PasskeyItem.query(user_key(user_id), _PasskeyItem.sk.startswith(PASSKEY), consistent_read=True)
    passkeys = [to_record(Passkey, item, sign_count=int(item.sign_count)) for item in found]
    return sorted(passkeys, key=lambda passkey: passkey.made_at)


def put_challenge(user_id: str, challenge_hash: str, ceremony: Ceremony, ends: datetime) -> None:
    """Store what an authenticator is asked to sign."""
    _ChallengeItem(user_key(user_id), f"{CHALLENGE}{challenge_hash}", ceremony=ceremony, expires_at=ends).save()


def use_challenge(user_id: str, challenge_hash: str, ceremony: Ceremony) -> bool:
    """Use up a challenge; False where there is none, or its time is over: of many at once, one goes through."""
    waiting = (_ChallengeItem.ceremony == ceremony) & (_ChallengeItem.expires_at > now())
    return delete_if(_ChallengeItem(user_key(user_id), f"{CHALLENGE}{challenge_hash}"), waiting)


def add_passkey(passkey: Passkey, event: AuditEvent) -> bool:
    """Store a passkey; False where the user has it, or as many as may be."""

    def build(transaction: TransactWrite) -> None:
        transaction.save(_item(passkey), condition=_PasskeyItem.pk.does_not_exist())
        transaction.update(
            UserItem(user_key(passkey.user_id), PROFILE),
            actions=[UserItem.passkeys.add(1), UserItem.has_factor.set(True), UserItem.factor_at.set(passkey.made_at)],
            condition=UserItem.pk.exists() & (UserItem.passkeys.does_not_exist() | (UserItem.passkeys < MAX_PASSKEYS)),
        )
        put_event(transaction, event)

    return commit_if(build)


def note_use(passkey: Passkey, sign_count: int, instant: datetime) -> bool:
    """Store a use and what the authenticator counts; False where another use was first, or the passkey is gone."""
    actions = [_PasskeyItem.sign_count.set(sign_count), _PasskeyItem.used_at.set(instant)]
    return update_if(_key(passkey), actions, _PasskeyItem.sign_count == passkey.sign_count)


def remove_passkey(user: User, passkey: Passkey, event: AuditEvent, *, has_app: bool) -> bool:
    """Remove a passkey; False where passkeys or the app changed since they were read."""
    left = user.passkeys - 1

    def build(transaction: TransactWrite) -> None:
        transaction.delete(_key(passkey), condition=_PasskeyItem.pk.exists())
        check_app(transaction, user.user_id, in_use=has_app)
        if not left:
            transaction.delete(AccountItem(user_key(user.user_id), RECOVERY))
        transaction.update(
            UserItem(user_key(user.user_id), PROFILE),
            actions=[UserItem.passkeys.set(left), UserItem.has_factor.set(has_app or left > 0)],
            condition=has_passkeys(user.passkeys),
        )
        put_event(transaction, event)

    return commit_if(build)


def remove_factors(user: User, event: AuditEvent) -> bool:
    """Remove all that a user has of second factors; False where there was none, or where they changed meanwhile."""

    def build(transaction: TransactWrite) -> None:
        drop_factors(transaction, user)
        transaction.update(
            UserItem(user_key(user.user_id), PROFILE),
            actions=[UserItem.has_factor.set(False), UserItem.passkeys.set(0)],
            condition=(UserItem.has_factor == True) & has_passkeys(user.passkeys),  # noqa: E712 - a condition
        )
        put_event(transaction, event)

    return commit_if(build)


def drop_factors(transaction: TransactWrite, user: User) -> None:
    """Add to a transaction that a user's app, passkeys and recovery codes go.

    What the user's item says of them is the caller's, with the condition that their number is what it was read to be.
    """
    transaction.delete(AccountItem(user_key(user.user_id), FACTOR))
    transaction.delete(AccountItem(user_key(user.user_id), RECOVERY))
    for passkey in list_passkeys(user.user_id):
        transaction.delete(_key(passkey))


def _key(passkey: Passkey) -> _PasskeyItem:
    return _PasskeyItem(user_key(passkey.user_id), f"{PASSKEY}{passkey.passkey_id}")


def _item(passkey: Passkey) -> _PasskeyItem:
    return _PasskeyItem(user_key(passkey.user_id), f"{PASSKEY}{passkey.passkey_id}", **to_attributes(passkey))
