"""An AWS in memory, the same for every test: made of the template once a process, and put back before each test.

Making it takes thirty calls, which is longer than most tests. Registering somebody takes as many, and most tests begin
with that: what such a first step leaves is kept too, and put back where the same step follows the same steps.
"""

import os
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any, TypeVar

from botocore.client import BaseClient
from moto import mock_aws

from infra.local.cloud import make_resources
from tests.support.aws.moment import Moment

Made = TypeVar("Made")
MAX_AGE_SECONDS = 120
"""How long a step is put back before it is taken anew: tokens expire, and tests look at how old things are."""
_FRESH = 0


@dataclass
class _Now:
    """What the cloud holds: the state that it was in last, by number, and the changes that there were until then."""

    state: int = 0
    changes_then: int = 0
    changes: int = 0

    def reach(self, state: int) -> None:
        """The cloud is as it is in this state."""
        self.state, self.changes_then = state, self.changes

    @property
    def is_known(self) -> bool:
        """Whether nothing has changed the cloud since."""
        return self.changes == self.changes_then


@dataclass(frozen=True)
class _Kept:
    """The state after a step, what the step made, and when it was taken."""

    moment: Moment
    made: Any
    at: float
    state: int = field(default_factory=count(_FRESH + 1).__next__)

    @property
    def is_young(self) -> bool:
        return time.monotonic() - self.at < MAX_AGE_SECONDS


_READING = ("BatchGet", "Get", "Head", "List", "Query")
_NOW = _Now()
_KEPT: dict[tuple[Hashable, ...], _Kept] = {}
"""By the state before the step, the step, and the environment."""


@contextmanager
def fresh_cloud() -> Iterator[dict[str, str]]:
    """Yield the template's variables while everything that it describes exists, and nothing else."""
    variables, moment = _make()
    with mock_aws():
        moment.come_back()
        _NOW.reach(_FRESH)
        yield variables


def remembered(step: Hashable, take: Callable[[], Made]) -> Made:
    """Take a step, or put back what it left when it was taken last; return what it made.

    It is put back only where the steps before were put back or taken as they were then, in the same environment, and
    nothing else has changed the cloud since it was fresh. What a step makes is shared, so it must not be changed.
    """
    if not _NOW.is_known:
        return take()
    name = (_NOW.state, step, _environment())
    kept = _KEPT.get(name)
    if kept and kept.is_young:
        kept.moment.come_back()
    else:
        made = take()
        kept = _KEPT[name] = _Kept(Moment(), made, time.monotonic())
    _NOW.reach(kept.state)
    result: Made = kept.made
    return result


def note_change() -> None:
    """Note that the cloud may have changed: for what changes it and is no call of a client."""
    _NOW.changes += 1


def note_changes() -> None:
    """Note every call of a client that may change something, from now on."""
    kept: Any = BaseClient
    call = kept._make_api_call

    def counted(client: BaseClient, operation: str, parameters: Any) -> Any:
        if not operation.startswith(_READING):
            note_change()
        return call(client, operation, parameters)

    kept._make_api_call = counted


def _environment() -> frozenset[tuple[str, str]]:
    return frozenset((name, value) for name, value in os.environ.items() if not name.startswith("PYTEST"))


@cache
def _make() -> tuple[dict[str, str], Moment]:
    """Return the variables of what was made, and the moment after the making."""
    with mock_aws():
        return make_resources().variables(), Moment()
