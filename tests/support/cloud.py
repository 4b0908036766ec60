"""An AWS in memory, the same for every test: made of the template once a process, and put back before each test.

Making it takes thirty calls, which is longer than most tests. Registering somebody takes as many, and most tests begin
with that: what such a first step leaves is kept too, and put back where the same step follows the same steps.
"""

import os
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from botocore.client import BaseClient
from moto import mock_aws

from infra.local.cloud import make_resources
from tests.support.moment import Moment

Made = TypeVar("Made")
MAX_AGE_SECONDS = 60
"""How long a step is put back before it is taken anew: tokens expire, and tests look at how old things are."""


@dataclass
class _Now:
    """The steps that have led from the fresh cloud to what it holds, and the changes that there were until then."""

    steps: tuple[Hashable, ...] = ()
    changes_then: int = 0
    changes: int = 0

    def begin(self) -> None:
        """The cloud is fresh."""
        self.reach(())

    def reach(self, steps: tuple[Hashable, ...]) -> None:
        """These steps, and nothing else, have made what the cloud holds."""
        self.steps, self.changes_then = steps, self.changes

    @property
    def is_known(self) -> bool:
        """Whether the cloud has changed in no other way than by the steps."""
        return self.changes == self.changes_then


@dataclass(frozen=True)
class _Kept:
    moment: Moment
    made: Any
    at: float

    @property
    def is_young(self) -> bool:
        return time.monotonic() - self.at < MAX_AGE_SECONDS


_READING = ("BatchGet", "Get", "Head", "List", "Query")
_NOW = _Now()
_KEPT: dict[tuple[Hashable, ...], _Kept] = {}


@contextmanager
def fresh_cloud() -> Iterator[dict[str, str]]:
    """Yield the template's variables while everything that it describes exists, and nothing else."""
    variables, moment = _make()
    with mock_aws():
        moment.come_back()
        _NOW.begin()
        yield variables


def remembered(step: Hashable, take: Callable[[], Made]) -> Made:
    """Take a step, or put back what it left when it was taken last; return what it made.

    It is put back only where the steps before are the same too, in the same environment, and nothing else has
    changed the cloud since it was fresh. What a step makes is shared, so it must not be changed.
    """
    if not _NOW.is_known:
        return take()
    steps = (*_NOW.steps, (step, _environment()))
    kept = _KEPT.get(steps)
    if kept and kept.is_young:
        kept.moment.come_back()
    else:
        made = take()
        kept = _KEPT[steps] = _Kept(Moment(), made, time.monotonic())
    _NOW.reach(steps)
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
