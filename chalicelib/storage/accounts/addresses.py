"""Who has an e-mail address: at most one account holds it, once a mailed link was opened; others only named it.

email#<normalised>   claim              the holder
email#<normalised>   unproven#<user>    an account that was registered with the address and has not proven it
"""

from collections.abc import Iterable

from pynamodb.transactions import TransactWrite

from chalicelib.storage.accounts.items import CLAIM, PROFILE, UNPROVEN, EmailItem, UserItem, email_key, user_key


def find_accounts(email: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the id of the account that holds an address, if any, and of those that only named it, oldest first."""
    items = list(EmailItem.query(email_key(email), consistent_read=True))
    holder = next((item.user_id for item in items if item.sk == CLAIM), None)
    return holder, tuple(item.user_id for item in items if item.sk != CLAIM)


def name_address(transaction: TransactWrite, email: str, user_id: str) -> None:
    """Add to a transaction that an account names an address, which it has not proven."""
    transaction.save(_unproven(email, user_id))


def claim_address(transaction: TransactWrite, email: str, user_id: str, others: Iterable[str] = ()) -> None:
    """Add to a transaction that an account holds an address, and that others which only named it end.

    Fails where another account holds it.
    """
    free = EmailItem.pk.does_not_exist() | (EmailItem.user_id == user_id)
    transaction.save(EmailItem(email_key(email), CLAIM, user_id=user_id), condition=free)
    for other in others:
        if other != user_id:
            transaction.delete(UserItem(user_key(other), PROFILE), condition=UserItem.email == email)
            release_name(transaction, email, other)


def release_name(transaction: TransactWrite, email: str, user_id: str) -> None:
    """Add to a transaction that an account no longer only names an address."""
    transaction.delete(_unproven(email, user_id))


def release_address(transaction: TransactWrite, email: str, user_id: str) -> None:
    """Add to a transaction that an account lets go of an address, whether it holds it or only named it."""
    release_name(transaction, email, user_id)
    if find_accounts(email)[0] == user_id:
        transaction.delete(EmailItem(email_key(email), CLAIM), condition=EmailItem.user_id == user_id)


def _unproven(email: str, user_id: str) -> EmailItem:
    return EmailItem(email_key(email), f"{UNPROVEN}{user_id}", user_id=user_id)
