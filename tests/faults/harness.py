"""Faults at every call that a flow makes to AWS, injected where botocore hands a call over.

A flow is run once undisturbed, to count its calls and to see its end. Then, for every call and every fault, it is run
again with that one call disturbed; the client tries again, the queue delivers again, and the end must be the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, ReadTimeoutError

from tests.support.api import Api
from tests.support.aws.cloud import note_change
from tests.support.aws.moment import Moment

MAX_TRIES = 4


class Fault(StrEnum):
    """What can happen to one call."""

    THROTTLED = "throttled"
    SERVER_ERROR = "server error"
    TIMEOUT_BEFORE = "timeout before it took effect"
    TIMEOUT_AFTER = "timeout after it took effect"
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"


AFTER = {Fault.TIMEOUT_AFTER, Fault.KILLED_AFTER}


class Killed(BaseException):
    """The process ends here: no handler of ours may see this."""


class Failed(Exception):
    """The client got an answer after which it may try again."""


def nothing(_: Any) -> bool:
    """Do nothing; there is nothing to take up either."""
    return False


@dataclass(frozen=True)
class Flow:
    """Something that people or queues do.

    `prepare` makes what it starts from, `act` does it once (raising `Failed` if that is to be tried again), `wait` lets
    the time pass that goes by before the next try, `settle` lets the queues deliver until nothing is left and tells
    whether the sweep was needed for it, and `view` is the end as anybody can see it, without ids and times.
    """

    name: str
    prepare: Callable[[Api], Any]
    act: Callable[[Any], None]
    view: Callable[[Any], Any]
    settle: Callable[[Any], bool] = nothing
    wait: Callable[[Any], Any] = nothing


@dataclass
class Calls:
    """The calls of one run; `disturb` names the one that meets a fault."""

    fault: Fault | None = None
    disturb: int = -1
    made: list[str] = field(default_factory=list)

    def call(self, make: Callable[[], Any], operation: str) -> Any:
        """Make a call, or meet the fault."""
        number = len(self.made)
        self.made.append(operation)
        if number != self.disturb or self.fault is None:
            return make()
        if self.fault in AFTER:
            make()
        raise _error(self.fault, operation)


@dataclass(frozen=True)
class End:
    """How a run ended: the calls of its first try, what can be seen then, whether the sweep had to help."""

    calls: list[str]
    seen: Any
    swept: bool


@contextmanager
def disturbed(calls: Calls) -> Iterator[Calls]:
    """Have all calls to AWS pass by."""
    original = BaseClient._make_api_call  # type: ignore[attr-defined]

    def passing(client: BaseClient, operation: str, parameters: Any) -> Any:
        return calls.call(lambda: original(client, operation, parameters), operation)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", passing)
        yield calls


class Prepared:
    """A flow with what it starts from."""

    def __init__(self, flow: Flow, api: Api) -> None:
        """Prepare the flow, once for all its runs."""
        self.flow = flow
        self._subject = flow.prepare(api)
        self._moment = Moment()

    def run(self, calls: Calls) -> End:
        """Run the flow from its start; whatever fails in it is tried again, undisturbed.

        Raises:
            AssertionError: the flow still fails, or the first try made too few calls to meet its fault.

        """
        self._moment.come_back()
        note_change()
        subject = copy(self._subject)
        try:
            with disturbed(calls):
                self.flow.act(subject)
        except (Killed, Failed):
            self._try_again(subject)
        assert calls.disturb < len(calls.made), f"the fault was never met: there were only {len(calls.made)} calls"
        swept = self.flow.settle(subject)
        return End(calls.made, self.flow.view(subject), swept)

    def _try_again(self, subject: Any) -> None:
        for _ in range(MAX_TRIES):
            self.flow.wait(subject)
            try:
                self.flow.act(subject)
            except Failed:
                continue
            return
        raise AssertionError(f"{self.flow.name} still fails after {MAX_TRIES} more tries")


def _error(fault: Fault, operation: str) -> BaseException:
    match fault:
        case Fault.THROTTLED:
            error = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}
            return ClientError(error | {"ResponseMetadata": {"HTTPStatusCode": 400}}, operation)  # type: ignore[arg-type]
        case Fault.SERVER_ERROR:
            error = {"Error": {"Code": "InternalServerError", "Message": "try again"}}
            return ClientError(error | {"ResponseMetadata": {"HTTPStatusCode": 500}}, operation)  # type: ignore[arg-type]
        case Fault.TIMEOUT_BEFORE | Fault.TIMEOUT_AFTER:
            return ReadTimeoutError(endpoint_url="https://aws.example.com")
        case _:
            return Killed()
