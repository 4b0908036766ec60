"""Recovery codes of accounts that have passkeys and no app: user#<id> / factor#recovery, as hashes.

An app has codes of its own, in its item; those here go when one is put in use, and with the last passkey.
"""

from collections.abc import Sequence

from pynamodb.attributes import ListAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditEvent
from chalicelib.storage.accounts.factors import check_app, has_passkeys
from chalicelib.storage.accounts.items import PROFILE, RECOVERY, AccountItem, UserItem, user_key
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import commit_if, update_if


class _RecoveryItem(AccountItem, discriminator="recovery"):
    hashes = ListAttribute(of=UnicodeAttribute)


def find_codes(user_id: str) -> tuple[str, ...]:
    """Return the hashes of the codes that are unused, strongly consistent."""
    try:
        item = _RecoveryItem.get(user_key(user_id), RECOVERY, consistent_read=True)
    except _RecoveryItem.DoesNotExist:
        return ()
    return tuple(str(each) for each in item.hashes)


def put_codes(user: User, hashes: Sequence[str], event: AuditEvent) -> bool:
    """Store codes in place of earlier ones; False where the user has an app by now, or its passkeys changed."""

    def build(transaction: TransactWrite) -> None:
        transaction.save(_RecoveryItem(user_key(user.user_id), RECOVERY, hashes=list(hashes)))
        check_app(transaction, user.user_id, in_use=False)
        transaction.condition_check(
            UserItem, user_key(user.user_id), PROFILE, condition=UserItem.pk.exists() & has_passkeys(user.passkeys)
        )
        put_event(transaction, event)

    return commit_if(build)


def use_code(user_id: str, known: Sequence[str], code_hash: str) -> bool:
    """Use up a code; False where it is none of the known ones, or where any was used since they were read."""
    left = [each for each in known if each != code_hash]
    if len(left) == len(known):
        return False
    item = _RecoveryItem(user_key(user_id), RECOVERY)
    return update_if(item, [_RecoveryItem.hashes.set(left)], _RecoveryItem.hashes == list(known))  # type: ignore[arg-type]
