"""Users and their addresses. Each change is one transaction, so that each address has exactly one holder."""

from collections.abc import Iterable
from datetime import datetime

from pynamodb.transactions import TransactWrite

from chalicelib.authorization import Role
from chalicelib.records.accounts import User
from chalicelib.storage.accounts.items import CLAIM, PROFILE, EmailItem, UserItem, email_key, user_key
from chalicelib.storage.aws.table import to_attributes, to_record, update_if

_NOBODY = "nobody"  # no id has this shape


def find_user(user_id: str) -> User | None:
    """Return a user by id, strongly consistent."""
    try:
        return to_user(UserItem.get(user_key(user_id), PROFILE, consistent_read=True))
    except UserItem.DoesNotExist:
        return None


def find_users(user_ids: Iterable[str]) -> dict[str, User]:
    """Return users by id, in one batch read for each hundred; those that are gone are not in it."""
    keys = [(user_key(user_id), PROFILE) for user_id in user_ids]
    return {item.user_id: to_user(item) for item in UserItem.batch_get(keys)}


def find_user_by_email(email: str) -> User | None:
    """Return the user that holds a normalised e-mail address.

    An address without a holder costs the same two reads, so that time does not tell which addresses are known.
    """
    try:
        user_id = EmailItem.get(email_key(email), CLAIM, consistent_read=True).user_id
    except EmailItem.DoesNotExist:
        user_id = _NOBODY
    return find_user(user_id)


def put_user(transaction: TransactWrite, user: User) -> None:
    """Add a new user and the claim on the address to a transaction; fails where another holds the address."""
    claim_email(transaction, user.email, user.user_id)
    transaction.save(to_user_item(user))


def claim_email(transaction: TransactWrite, email: str, user_id: str) -> None:
    """Add to a transaction that an address is a user's; fails where it is another's."""
    free = EmailItem.pk.does_not_exist() | (EmailItem.user_id == user_id)
    transaction.save(EmailItem(email_key(email), CLAIM, user_id=user_id), condition=free)


def change_profile(user: User) -> bool:
    """Store a user's changed name and language; tell whether the user is still there."""
    item = UserItem(user_key(user.user_id), PROFILE)
    actions = [UserItem.name.set(user.name), UserItem.language.set(user.language)]
    return update_if(item, actions, UserItem.user_id == user.user_id)


def move_email(transaction: TransactWrite, user: User, new_email: str) -> None:
    """Add to a transaction that another address is the user's; fails where another user holds it."""
    transaction.delete(EmailItem(email_key(user.email), CLAIM), condition=EmailItem.user_id == user.user_id)
    claim_email(transaction, new_email, user.user_id)
    transaction.update(
        UserItem(user_key(user.user_id), PROFILE),
        actions=[UserItem.email.set(new_email)],
        condition=UserItem.email == user.email,
    )


def change_password(transaction: TransactWrite, user: User, password_hash: str, sessions_from: datetime) -> None:
    """Add to a transaction another password's hash and the end of all sessions started before an instant.

    Fails where the hash has changed since the user was read.
    """
    transaction.update(
        UserItem(user_key(user.user_id), PROFILE),
        actions=[UserItem.password_hash.set(password_hash), UserItem.sessions_from.set(sessions_from)],
        condition=UserItem.password_hash == user.password_hash,
    )


def end_all_sessions(user_id: str, sessions_from: datetime) -> None:
    """End all sessions that were started before an instant. Those of a user who is gone have ended."""
    item = UserItem(user_key(user_id), PROFILE)
    update_if(item, [UserItem.sessions_from.set(sessions_from)], UserItem.user_id == user_id)


def replace_password_hash(user: User, password_hash: str) -> None:
    """Store a newer kind of hash of the same password, unless the password has changed meanwhile."""
    item = UserItem(user_key(user.user_id), PROFILE)
    update_if(item, [UserItem.password_hash.set(password_hash)], UserItem.password_hash == user.password_hash)


def drop_user(transaction: TransactWrite, user: User) -> None:
    """Add to a transaction that a user and the claim on the address go."""
    transaction.delete(to_user_item(user))
    transaction.delete(EmailItem(email_key(user.email), CLAIM), condition=EmailItem.user_id == user.user_id)


def to_user(item: UserItem) -> User:
    """Return the user that an item holds."""
    return to_record(User, item, role=Role(item.role))


def to_user_item(user: User) -> UserItem:
    """Return the item that holds a user."""
    return UserItem(user_key(user.user_id), PROFILE, **to_attributes(user))
