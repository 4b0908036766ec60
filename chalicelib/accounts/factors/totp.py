"""Codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds), and recovery codes in their place.

A code of the present step is taken, or of the ones beside it, since clocks differ; no code is taken twice, nor one that
is older than the last. The secret is 160 bits (RFC 4226, 4).
"""

import time
from dataclasses import dataclass

from chalicelib.accounts.factors.codes import hash_code, hash_codes, new_codes
from chalicelib.accounts.factors.notices import notify
from chalicelib.accounts.factors.proof import note_new_factor, require_own_address, require_recent_proof
from chalicelib.accounts.owner import fetch_user
from chalicelib.accounts.throttling import Action, forgive_account, throttle_account
from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.errors import Conflict, FactorAlreadySetUp, FactorNotFound, WrongCode
from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.security.factors import Totp
from chalicelib.storage.accounts import factors as store
from chalicelib.storage.queues.mail_jobs import JobKind

ISSUER = "Invoices"
_STEP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app needs: the secret, and the same as an address that a QR code holds."""

    secret: str
    uri: str


def begin_totp(caller: Caller) -> Enrolment:
    """Make a secret for an app; the factor counts once `confirm_totp` was given a code of it.

    Raises:
        AddressUnproven: the account may be a stranger's, whose factor would lock the address's owner out.
        ProofNeeded: the caller has not proven recently who they are.
        FactorAlreadySetUp: one is in use.

    """
    require_own_address(caller)
    require_recent_proof(caller)
    import pyotp

    user, secret = fetch_user(caller), pyotp.random_base32()
    if not store.put_unconfirmed(Totp(user_id=user.user_id, secret=secret, made_at=now())):
        raise FactorAlreadySetUp
    return Enrolment(secret, pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=ISSUER))


def confirm_totp(caller: Caller, code: str) -> list[str]:
    """Put a factor in use with a first code of it; return the recovery codes, which are shown this once.

    Raises:
        AddressUnproven: as for `begin_totp`.
        ProofNeeded: the caller has not proven recently who they are.
        Throttled: too many wrong codes.
        FactorNotFound: none waits to be confirmed.
        WrongCode: it is no present code of the app.
        Conflict: another was begun at the same instant.

    """
    require_own_address(caller)
    require_recent_proof(caller)
    totp = store.find_totp(caller.user_id)
    if totp is None or totp.confirmed_at:
        raise FactorNotFound
    throttle_account(Action.CODE, caller.user_id)
    step = _step_of(totp, code)
    if step is None:
        raise WrongCode
    codes, instant = new_codes(), now()
    added = happened(caller, AuditKind.FACTOR_ADDED, subject=caller.user_id)
    note_new_factor(caller, instant)
    if not store.confirm_totp(totp, step, instant, hash_codes(codes), added):
        raise Conflict
    notify(caller.user_id, JobKind.FACTOR_ADDED)
    return codes


def renew_recovery_codes(caller: Caller, code: str) -> list[str]:
    """Return new recovery codes, in return for a code of the app; the earlier ones are void.

    Raises:
        ProofNeeded: the caller has not proven recently who they are.
        Throttled: too many wrong codes.
        FactorNotFound: there is no factor.
        WrongCode: it is no present code of the app.

    """
    require_recent_proof(caller)
    totp = _in_use(caller.user_id)
    _take_app_code(totp, code)
    codes = new_codes()
    event = happened(caller, AuditKind.FACTOR_RECOVERY_CODES_MADE, subject=caller.user_id)
    if not store.replace_recovery_codes(totp, hash_codes(codes), event):
        raise FactorNotFound
    notify(caller.user_id, JobKind.RECOVERY_CODES_MADE)
    return codes


def remove_totp(caller: Caller, code: str) -> None:
    """Remove the app, in return for one of its codes.

    Raises:
        ProofNeeded: the caller has not proven recently who they are.
        Throttled: too many wrong codes.
        FactorNotFound: there is no factor.
        WrongCode: it is neither a code of the app nor a recovery code.
        Conflict: another factor was changed at the same instant; the code is used up.

    """
    require_recent_proof(caller)
    user = fetch_user(caller)
    _take_code(_in_use(caller.user_id), code)
    if not store.remove_totp(user, happened(caller, AuditKind.FACTOR_REMOVED, subject=caller.user_id)):
        raise Conflict
    notify(caller.user_id, JobKind.FACTOR_REMOVED)


def take_code(user: User, code: str) -> None:
    """Use up a code of a user's app, or a recovery code.

    Raises:
        Throttled: too many wrong codes.
        WrongCode: it is neither a present code of the app nor an unused recovery code, or there is no app.

    """
    totp = store.find_totp(user.user_id)
    if totp is None or totp.confirmed_at is None:
        raise WrongCode
    _take_code(totp, code)


def is_in_use(user_id: str) -> bool:
    """Tell whether a user has an app that was confirmed."""
    totp = store.find_totp(user_id)
    return totp is not None and totp.confirmed_at is not None


def recovery_codes_left(user: User) -> int | None:
    """Return how many recovery codes are unused; None without an app."""
    totp = store.find_totp(user.user_id) if user.has_factor else None
    return len(totp.recovery_hashes) if totp and totp.confirmed_at else None


def _take_app_code(totp: Totp, code: str) -> None:
    """Use up a code of the app; a recovery code is refused, and stays good."""
    throttle_account(Action.CODE, totp.user_id)
    step = _step_of(totp, code)
    if step is None or not store.use_step(totp, step):
        raise WrongCode
    forgive_account(Action.CODE, totp.user_id)


def _take_code(totp: Totp, code: str) -> None:
    throttle_account(Action.CODE, totp.user_id)
    step = _step_of(totp, code)
    taken = store.use_step(totp, step) if step is not None else store.use_recovery_code(totp, hash_code(code))
    if not taken:
        raise WrongCode
    forgive_account(Action.CODE, totp.user_id)
    if step is None:
        notify(totp.user_id, JobKind.RECOVERY_CODE_USED, left=str(len(totp.recovery_hashes) - 1))


def _step_of(totp: Totp, code: str) -> int | None:
    """Return the time step whose code this is, among those that are taken at present."""
    import pyotp

    app, present = pyotp.TOTP(totp.secret), int(time.time()) // _STEP_SECONDS
    digits = "".join(code.split())
    steps = (step for step in (present, present - 1, present + 1) if step > totp.last_step)
    return next((step for step in steps if pyotp.utils.strings_equal(app.generate_otp(step), digits)), None)


def _in_use(user_id: str) -> Totp:
    totp = store.find_totp(user_id)
    if totp is None or totp.confirmed_at is None:
        raise FactorNotFound
    return totp
