"""Authenticator apps: user#<id> / factor#totp, one a user. Passkeys are in `passkeys`.

The app's secret has to be there as it is, since codes are computed from it; the table is encrypted, and only the API's
function reads this item. Recovery codes are hashes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditEvent
from chalicelib.records.security.factors import Totp
from chalicelib.storage.accounts.items import FACTOR, PROFILE, RECOVERY, AccountItem, UserItem, user_key
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import commit_if, save_if, to_attributes, to_record, update_if


class _TotpItem(AccountItem, discriminator="totp"):
    user_id = UnicodeAttribute()
    secret = UnicodeAttribute()
    made_at = UTCDateTimeAttribute()
    confirmed_at = UTCDateTimeAttribute(null=True)
    last_step = NumberAttribute()
    recovery_hashes = ListAttribute(of=UnicodeAttribute)


def find_totp(user_id: str) -> Totp | None:
    """Return a user's factor, confirmed or not, strongly consistent."""
    try:
        item = _TotpItem.get(user_key(user_id), FACTOR, consistent_read=True)
    except _TotpItem.DoesNotExist:
        return None
    return to_record(
        Totp, item, last_step=int(item.last_step), recovery_hashes=tuple(str(each) for each in item.recovery_hashes)
    )


def put_unconfirmed(totp: Totp) -> bool:
    """Store a factor that waits for its first code; False where one is in use."""
    return save_if(_item(totp), _TotpItem.confirmed_at.does_not_exist())


def confirm_totp(totp: Totp, step: int, instant: datetime, hashes: Sequence[str], event: AuditEvent) -> bool:
    """Put a factor in use; False where it was replaced or confirmed since it was read."""

    def build(transaction: TransactWrite) -> None:
        transaction.update(
            _key(totp.user_id),
            actions=[
                _TotpItem.confirmed_at.set(instant),
                _TotpItem.last_step.set(step),
                _TotpItem.recovery_hashes.set(_texts(hashes)),
            ],
            condition=(_TotpItem.secret == totp.secret) & _TotpItem.confirmed_at.does_not_exist(),
        )
        transaction.delete(AccountItem(user_key(totp.user_id), RECOVERY))  # the app brings its own
        transaction.update(
            UserItem(user_key(totp.user_id), PROFILE),
            actions=[UserItem.has_factor.set(True), UserItem.factor_at.set(instant)],
            condition=UserItem.pk.exists(),
        )
        put_event(transaction, event)

    return commit_if(build)


def use_step(totp: Totp, step: int) -> bool:
    """Use up a time step and all before it; False where it was used: of two at once, one goes through."""
    unused = (_TotpItem.secret == totp.secret) & (_TotpItem.last_step < step)
    return update_if(_key(totp.user_id), [_TotpItem.last_step.set(step)], unused)


def use_recovery_code(totp: Totp, code_hash: str) -> bool:
    """Use up a recovery code; False where it is none, or where any was used since the factor was read."""
    left = [each for each in totp.recovery_hashes if each != code_hash]
    if len(left) == len(totp.recovery_hashes):
        return False
    unchanged = _TotpItem.recovery_hashes == list(totp.recovery_hashes)
    return update_if(_key(totp.user_id), [_TotpItem.recovery_hashes.set(_texts(left))], unchanged)


def replace_recovery_codes(totp: Totp, hashes: Sequence[str], event: AuditEvent) -> bool:
    """Store other recovery codes; False where the factor was changed since it was read."""

    def build(transaction: TransactWrite) -> None:
        transaction.update(
            _key(totp.user_id),
            actions=[_TotpItem.recovery_hashes.set(_texts(hashes))],
            condition=(_TotpItem.secret == totp.secret) & _TotpItem.confirmed_at.exists(),
        )
        put_event(transaction, event)

    return commit_if(build)


def remove_totp(user: User, event: AuditEvent) -> bool:
    """Remove an app; False where it was not in use, or where the user's passkeys changed since they were read."""

    def build(transaction: TransactWrite) -> None:
        transaction.delete(_key(user.user_id), condition=_TotpItem.confirmed_at.exists())
        transaction.update(
            UserItem(user_key(user.user_id), PROFILE),
            actions=[UserItem.has_factor.set(user.passkeys > 0)],
            condition=UserItem.pk.exists() & has_passkeys(user.passkeys),
        )
        put_event(transaction, event)

    return commit_if(build)


def check_app(transaction: TransactWrite, user_id: str, *, in_use: bool) -> None:
    """Add to a transaction that it goes through only where a user's app is in use, or is not."""
    confirmed = _TotpItem.confirmed_at.exists() if in_use else _TotpItem.confirmed_at.does_not_exist()
    transaction.condition_check(_TotpItem, user_key(user_id), FACTOR, condition=confirmed)


def has_passkeys(number: int) -> Condition:
    """Return the condition that a user has so many passkeys; users from before there were any do not say so."""
    counted: Condition = UserItem.passkeys == number
    return counted if number else UserItem.passkeys.does_not_exist() | counted


def _texts(hashes: Sequence[str]) -> Any:
    """Return hashes as the list that PynamoDB writes, whose type names attributes and not their values."""
    return list(hashes)


def _key(user_id: str) -> _TotpItem:
    return _TotpItem(user_key(user_id), FACTOR)


def _item(totp: Totp) -> _TotpItem:
    values = to_attributes(totp) | {"recovery_hashes": list(totp.recovery_hashes)}
    return _TotpItem(user_key(totp.user_id), FACTOR, **values)
