"""How often something may be tried: by an address on the network, and against an account.

Windows are fixed and counted in the database, so that all processes share one count. A login that succeeds wipes its
account's count, so that only failures add up. Existing sessions are never throttled by failed logins: an attacker can
make the owner wait at the login form for the rest of a window, and no more.
"""

import hashlib
import time
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.errors import Throttled
from chalicelib.settings import settings
from chalicelib.storage.accounts.throttles import count_try, forget_tries

_QUARTER = 15 * 60
_HOUR = 60 * 60
_DAY = 24 * _HOUR


class Action(StrEnum):
    """What is throttled."""

    LOGIN = "login"
    OIDC_BEGIN = "oidc_begin"
    REFRESH = "refresh"
    RESET = "reset"
    REGISTER = "register"
    PASSWORD = "password"
    INVITE = "invite"
    INVITE_AT_FIRST = "invite_at_first"
    EXPORT = "export"
    REPLAY = "replay"
    PROOF = "proof"
    EMAIL = "email"
    MAIL_ANSWER = "mail_answer"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class TryLimit:
    """How many tries are allowed in how many seconds."""

    tries: int
    seconds: int


# Per network address: an office behind one address must get in, a guessing machine must not.
_BY_ADDRESS = {
    Action.LOGIN: TryLimit(100, _QUARTER),
    Action.OIDC_BEGIN: TryLimit(100, _QUARTER),
    Action.REFRESH: TryLimit(600, _QUARTER),
    Action.RESET: TryLimit(20, _HOUR),
    Action.REGISTER: TryLimit(20, _HOUR),
    Action.INVITE: TryLimit(100, _HOUR),
}
# Per account (or e-mail address, known or not, or company): ten wrong passwords are no typing error.
_BY_ACCOUNT = {
    Action.LOGIN: TryLimit(10, _QUARTER),
    Action.REFRESH: TryLimit(60, _QUARTER),
    Action.RESET: TryLimit(5, _HOUR),
    Action.REGISTER: TryLimit(5, _HOUR),
    Action.PASSWORD: TryLimit(10, _QUARTER),
    Action.INVITE: TryLimit(30, _HOUR),
    Action.INVITE_AT_FIRST: TryLimit(10, _DAY),
    Action.EXPORT: TryLimit(60, _HOUR),
    Action.REPLAY: TryLimit(100, _HOUR),
    Action.PROOF: TryLimit(5, _HOUR),
    Action.EMAIL: TryLimit(5, _HOUR),
    Action.MAIL_ANSWER: TryLimit(5, _DAY),
    Action.CODE: TryLimit(10, _QUARTER),
}


def throttle_address(action: Action, source_ip: str) -> None:
    """Count a try from a network address.

    Raises:
        Throttled: there were too many in this window.

    """
    limit = _BY_ADDRESS[action]
    tries = limit.tries * settings().throttle_factor
    _count(name_counter(action, "address", source_ip), TryLimit(tries, limit.seconds))


def throttle_account(action: Action, account: str) -> None:
    """Count a try against an account, named by its id or e-mail address.

    Raises:
        Throttled: there were too many in this window.

    """
    _count(name_counter(action, "account", account), _BY_ACCOUNT[action])


def forgive_account(action: Action, account: str) -> None:
    """Wipe an account's count, because a try succeeded."""
    start, _ = window_of(_BY_ACCOUNT[action].seconds)
    forget_tries(name_counter(action, "account", account), start)


def _count(key: str, limit: TryLimit) -> None:
    start, left = window_of(limit.seconds)
    if count_try(key, start, limit.seconds) > limit.tries:
        raise Throttled(left)


def window_of(seconds: int) -> tuple[int, int]:
    """Return when the present window of so many seconds began (Unix time), and how many seconds are left of it."""
    instant = int(time.time())
    start = instant // seconds * seconds
    return start, start + seconds - instant


def name_counter(action: str, kind: str, subject: str) -> str:
    """Name a counter without writing down whose it is."""
    return f"{action}#{kind}#{hashlib.sha256(subject.encode()).hexdigest()[:32]}"
