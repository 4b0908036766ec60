"""Users and their addresses. Each change is one transaction, so that each address has exactly one holder."""

from collections.abc import Iterable
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.records.accounts import Registered, User
from chalicelib.records.security.audit import AuditEvent
from chalicelib.storage.accounts.addresses import (
    claim_address,
    find_accounts,
    name_address,
    release_address,
    release_name,
)
from chalicelib.storage.accounts.factors import has_passkeys
from chalicelib.storage.accounts.identities import drop_identities
from chalicelib.storage.accounts.items import PROFILE, UserItem, to_user, to_user_item, user_key
from chalicelib.storage.accounts.passkeys import drop_factors
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import commit_if, update_if

_NOBODY = "nobody"  # no id has this shape


def find_user(user_id: str) -> User | None:
    """Return a user by id, strongly consistent."""
    try:
        return to_user(UserItem.get(user_key(user_id), PROFILE, consistent_read=True))
    except UserItem.DoesNotExist:
        return None


def find_users(user_ids: Iterable[str], *, consistent: bool = False) -> dict[str, User]:
    """Return users by id, in one batch read for each hundred; those that are gone are not in it."""
    keys = [(user_key(user_id), PROFILE) for user_id in user_ids]
    return {item.user_id: to_user(item) for item in UserItem.batch_get(keys, consistent_read=consistent)}


def find_registered(email: str) -> Registered:
    """Return the accounts of a normalised e-mail address.

    An address without any costs the same two reads, so that time does not tell which addresses are known.
    """
    holder, unproven = find_accounts(email)
    found = find_users((holder or _NOBODY, *unproven), consistent=True)
    named = tuple(found[user_id] for user_id in unproven if user_id in found)
    return Registered(found.get(holder or _NOBODY), named)


def put_user(transaction: TransactWrite, user: User, others: Iterable[str] = ()) -> None:
    """Add a new user to a transaction. One with a proven address holds it, and the others that named it end.

    Fails where another user holds the address that the new one has proven.
    """
    if user.proven_at:
        claim_address(transaction, user.email, user.user_id, others)
    else:
        name_address(transaction, user.email, user.user_id)
    transaction.save(to_user_item(user))


def prove_address(transaction: TransactWrite, user: User, instant: datetime, others: Iterable[str]) -> None:
    """Add to a transaction that a user has proven its address, and that the others that named it end.

    Fails where another user holds it.
    """
    take_address(transaction, user, others)
    transaction.update(
        UserItem(user_key(user.user_id), PROFILE),
        actions=[UserItem.proven_at.set(user.proven_at or instant)],
        condition=UserItem.email == user.email,
    )


def take_address(transaction: TransactWrite, user: User, others: Iterable[str]) -> None:
    """Add to a transaction that a user holds its own address; the user itself is another operation's."""
    claim_address(transaction, user.email, user.user_id, others)
    release_name(transaction, user.email, user.user_id)


def change_profile(user: User) -> bool:
    """Store a user's changed name and language; tell whether the user is still there."""
    item = UserItem(user_key(user.user_id), PROFILE)
    actions = [UserItem.name.set(user.name), UserItem.language.set(user.language)]
    return update_if(item, actions, UserItem.user_id == user.user_id)


def move_email(
    transaction: TransactWrite, user: User, new_email: str, instant: datetime, others: Iterable[str]
) -> None:
    """Add to a transaction that another address, proven now, is the user's; the others that named it end.

    Fails where another user holds it.
    """
    release_address(transaction, user.email, user.user_id)
    claim_address(transaction, new_email, user.user_id, others)
    transaction.update(
        UserItem(user_key(user.user_id), PROFILE),
        actions=[UserItem.email.set(new_email), UserItem.proven_at.set(instant)],
        condition=UserItem.email == user.email,
    )


def change_password(
    transaction: TransactWrite,
    user: User,
    password_hash: str,
    sessions_from: datetime,
    proven_at: datetime | None = None,
    *,
    keeps_factor: bool = True,
) -> None:
    """Add to a transaction another password's hash and the end of all sessions started before an instant.

    With `proven_at`, the address is proven too; without `keeps_factor`, second factors go. Fails where the hash
    has changed since the user was read, or where factors go and their number has.
    """
    actions: list[Action] = [UserItem.password_hash.set(password_hash), UserItem.sessions_from.set(sessions_from)]
    if proven_at:
        actions.append(UserItem.proven_at.set(proven_at))
    condition: Condition = UserItem.password_hash == user.password_hash
    if not keeps_factor:
        condition &= has_passkeys(user.passkeys)
        actions += [UserItem.has_factor.set(False), UserItem.passkeys.set(0)]
        drop_factors(transaction, user)
    transaction.update(
        UserItem(user_key(user.user_id), PROFILE),
        actions=actions,
        condition=condition,
    )


def end_all_sessions(user_id: str, sessions_from: datetime, event: AuditEvent) -> None:
    """End all sessions that were started before an instant. Those of a user who is gone have ended."""
    item = UserItem(user_key(user_id), PROFILE)

    def build(transaction: TransactWrite) -> None:
        transaction.update(
            item, actions=[UserItem.sessions_from.set(sessions_from)], condition=UserItem.user_id == user_id
        )
        put_event(transaction, event)

    commit_if(build)


def check_holder(transaction: TransactWrite, user: User) -> None:
    """Add to a transaction that it goes through only while a user still has its address, proven, and its password."""
    still = (UserItem.email == user.email) & UserItem.proven_at.exists()
    still &= UserItem.password_hash == user.password_hash
    transaction.condition_check(UserItem, user_key(user.user_id), PROFILE, condition=still)


def replace_password_hash(user: User, password_hash: str) -> None:
    """Store a newer kind of hash of the same password, unless the password has changed meanwhile."""
    item = UserItem(user_key(user.user_id), PROFILE)
    update_if(item, [UserItem.password_hash.set(password_hash)], UserItem.password_hash == user.password_hash)


def drop_user(transaction: TransactWrite, user: User) -> None:
    """Add to a transaction that a user and the claim on the address go.

    Fails where a passkey was added or removed since the user was read: one would be left without its user.
    """
    transaction.delete(to_user_item(user), condition=has_passkeys(user.passkeys))
    drop_factors(transaction, user)
    drop_identities(transaction, user.user_id)
    release_address(transaction, user.email, user.user_id)
