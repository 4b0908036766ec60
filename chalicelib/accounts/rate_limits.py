"""How many requests a network address, a company and a person may make a minute, by what a request costs us.

Each process counts for itself and settles with the database in steps, so that light use costs no write at all, and a
flood none once it is over its limit. The error is what the processes have not settled: at most a step each.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from chalicelib.accounts.throttling import name_counter, window_of
from chalicelib.authorization import Caller
from chalicelib.errors import RateLimited
from chalicelib.process_singleton import single
from chalicelib.settings import settings
from chalicelib.storage.accounts.throttles import count_try

MINUTE = 60


class Cost(StrEnum):
    """What a request costs us: a read, a change of a record, or work on a document."""

    READ = "read"
    WRITE = "write"
    HEAVY = "heavy"


MAX_REQUESTS = {Cost.READ: 600, Cost.WRITE: 240, Cost.HEAVY: 120}
"""Of one person in a minute; a key, a company, all its keys and an address have the multiple that `_SHARES` says."""
_SHARES = {"address": 10, "company": 5, "keys": 5, "person": 1, "key": 2}
_STEPS = 30  # into which a person's limit is divided, and settled by


@dataclass(frozen=True, slots=True)
class Standing:
    """A subject's limit in this window, how much of it is left, and for how many seconds."""

    policy: str
    limit: int
    left: int
    seconds: int

    @property
    def share_left(self) -> float:
        """The share of the limit that is left."""
        return self.left / self.limit


def charge_address(cost: Cost, source_ip: str) -> Standing:
    """Count a request of a network address, before anything else is known of it.

    Raises:
        RateLimited: there were too many in this minute.

    """
    return _charge(cost, [("address", source_ip)])


def charge_caller(cost: Cost, caller: Caller) -> Standing:
    """Count a request of a person and the company, or of a key and all its keys; return which stands worse.

    Keys have limits of their own, so that a program that runs wild leaves people their share.

    Raises:
        RateLimited: there were too many in this minute.

    """
    if caller.key_id:
        return _charge(cost, [("key", caller.key_id), ("keys", caller.company_id)])
    subjects = [("person", caller.user_id)]
    return _charge(cost, [*subjects, ("company", caller.company_id)] if caller.company_id else subjects)


def _charge(cost: Cost, subjects: Iterable[tuple[str, str]]) -> Standing:
    window, seconds = window_of(MINUTE)
    standings = []
    for kind, subject in subjects:
        limit = MAX_REQUESTS[cost] * _SHARES[kind] * settings().throttle_factor
        step = max(1, MAX_REQUESTS[cost] * settings().throttle_factor // _STEPS)
        used = _ledger().count(name_counter(f"rate-{cost}", kind, subject), window, limit=limit, step=step)
        standings.append(Standing(f"{kind}-{cost}", limit, max(0, limit - used), seconds))
        if used > limit:
            raise RateLimited(standings[-1].policy, limit, seconds)
    return min(standings, key=lambda standing: standing.share_left)


@dataclass(slots=True)
class _Count:
    settled: int = 0
    unsettled: int = 0


@dataclass(slots=True)
class _Ledger:
    """What this process has counted in the window."""

    window: int = 0
    counts: dict[str, _Count] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def count(self, key: str, window: int, *, limit: int, step: int) -> int:
        """Count one more, settle if a step is full, and return how many are known of."""
        with self.lock:
            if window != self.window:
                self.window, self.counts = window, {}
            count = self.counts.setdefault(key, _Count())
            count.unsettled += 1
            due = count.unsettled if count.unsettled >= step and count.settled <= limit else 0
            count.unsettled -= due
        if due:
            settled = count_try(key, window, MINUTE, due)
            with self.lock:
                count.settled = max(count.settled, settled)
        return count.settled + count.unsettled


@single
def _ledger() -> _Ledger:
    return _Ledger()


def forget_counts() -> None:
    """Start counting from zero again in this process."""
    _ledger.cache_clear()
