"""The owner of an account: the person of the session, who knows the password."""

from chalicelib.accounts.passwords.hashing import NO_PASSWORD, verify_password
from chalicelib.accounts.throttling import Action, forgive_account, throttle_account
from chalicelib.authorization import Caller
from chalicelib.errors import InvalidInput, SessionEnded
from chalicelib.records.accounts import User
from chalicelib.storage.accounts import users


def fetch_user(caller: Caller) -> User:
    """Return the caller's own account.

    Raises:
        SessionEnded: it was deleted just now.

    """
    user = users.find_user(caller.user_id)
    if user is None:
        raise SessionEnded
    return user


def check_password(user: User, password: str, *, field: str) -> None:
    """Refuse somebody who does not know the account's password; `field` is what the caller calls it.

    Raises:
        Throttled: too many wrong passwords.
        InvalidInput: the password is wrong, or there is none.

    """
    if user.password_hash == NO_PASSWORD:
        raise InvalidInput(
            (field, "The account has no password yet. Have a link mailed that sets one, or log in again.")
        )
    throttle_account(Action.PASSWORD, user.user_id)
    right, _ = verify_password(password, user.password_hash)
    if not right:
        raise InvalidInput((field, "The password is wrong."))
    forgive_account(Action.PASSWORD, user.user_id)


def check_owner(user: User, *, caller: Caller | None, password: str) -> None:
    """Refuse somebody who follows an account's link and neither is logged in to the account nor knows its password.

    Raises:
        Throttled: too many wrong passwords.
        InvalidInput: the password is wrong, and the caller is not logged in to this account.

    """
    if caller is None or caller.user_id != user.user_id:
        check_password(user, password, field="password")
