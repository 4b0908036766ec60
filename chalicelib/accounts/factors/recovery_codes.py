"""Recovery codes: in the place of a second factor on the day when its device is gone, each once.

An app comes with its own (`totp`). Who has passkeys alone makes some: without them a lost device takes an admin.
"""

from chalicelib.accounts.factors import totp
from chalicelib.accounts.factors.codes import hash_code, hash_codes, new_codes
from chalicelib.accounts.factors.notices import notify
from chalicelib.accounts.factors.proof import require_recent_proof
from chalicelib.accounts.owner import fetch_user
from chalicelib.accounts.throttling import Action, forgive_account, throttle_account
from chalicelib.authorization import Caller
from chalicelib.errors import Conflict, FactorNotFound, WrongCode
from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.storage.accounts import recovery_codes as store
from chalicelib.storage.queues.mail_jobs import JobKind


def renew_recovery_codes(caller: Caller, code: str) -> list[str]:
    """Return new recovery codes, shown this once; the earlier ones are void.

    Who has an app gives a `code` of it; for passkeys alone, the recent proof was given with one.

    Raises:
        ProofNeeded: the caller has not proven recently who they are, which takes a second factor.
        Throttled: too many wrong codes.
        FactorNotFound: there is no second factor.
        WrongCode: it is no present code of the app.
        Conflict: another factor was changed at the same instant.

    """
    require_recent_proof(caller)
    if totp.is_in_use(caller.user_id):
        return totp.renew_recovery_codes(caller, code)
    user = fetch_user(caller)
    if not user.passkeys:
        raise FactorNotFound
    codes = new_codes()
    made = happened(caller, AuditKind.FACTOR_RECOVERY_CODES_MADE, subject=user.user_id)
    if not store.put_codes(user, hash_codes(codes), made):
        raise Conflict
    notify(user.user_id, JobKind.RECOVERY_CODES_MADE)
    return codes


def take_recovery_code(user: User, code: str) -> None:
    """Use up a recovery code of an account that has passkeys alone.

    Raises:
        Throttled: too many wrong codes.
        WrongCode: it is no unused one.

    """
    throttle_account(Action.CODE, user.user_id)
    known = store.find_codes(user.user_id)
    if not store.use_code(user.user_id, known, hash_code(code)):
        raise WrongCode
    forgive_account(Action.CODE, user.user_id)
    notify(user.user_id, JobKind.RECOVERY_CODE_USED, left=str(len(known) - 1))


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes are unused."""
    left = totp.recovery_codes_left(user)
    return len(store.find_codes(user.user_id)) if left is None and user.passkeys else left or 0
