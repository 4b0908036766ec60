"""Faults at every call that a flow makes to AWS, injected where botocore hands a call over.

A flow is run once undisturbed, to count its calls and to see its end. Then, for every call and every fault, it is run
again with that one call disturbed; who asked tries again, the queue delivers again, and the end must be the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, ReadTimeoutError

from tests.api import Api

TRIES = 4


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
    """Who asked got an answer that it may try again."""


@dataclass(frozen=True)
class Flow:
    """Something that people or queues do.

    `prepare` makes what it starts from, `act` does it once (raising `Failed` if that is to be tried again), `settle`
    lets the queues deliver until nothing is left, and `view` is the end as anybody can see it, without ids and times.
    """

    name: str
    prepare: Callable[[Api], Any]
    act: Callable[[Any], None]
    settle: Callable[[Any], None]
    view: Callable[[Any], Any]


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


@contextmanager
def disturbed(monkeypatch: pytest.MonkeyPatch, calls: Calls) -> Iterator[Calls]:
    """Have all calls to AWS pass by."""
    original = BaseClient._make_api_call  # type: ignore[attr-defined]

    def passing(client: BaseClient, operation: str, parameters: Any) -> Any:
        return calls.call(lambda: original(client, operation, parameters), operation)

    with monkeypatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", passing)
        yield calls


def clean_run(flow: Flow, api: Api, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], Any]:
    """Run a flow undisturbed; return its calls and its end."""
    subject = flow.prepare(api)
    with disturbed(monkeypatch, Calls()) as calls:
        flow.act(subject)
    flow.settle(subject)
    return calls.made, flow.view(subject)


def disturbed_run(flow: Flow, api: Api, monkeypatch: pytest.MonkeyPatch, number: int, fault: Fault) -> Any:
    """Run a flow with one call disturbed and everything tried again; return its end."""
    subject = flow.prepare(api)
    try:
        with disturbed(monkeypatch, Calls(fault, number)):
            flow.act(subject)
    except (Killed, Failed):
        _try_again(flow, subject)
    flow.settle(subject)
    return flow.view(subject)


def _try_again(flow: Flow, subject: Any) -> None:
    for _ in range(TRIES):
        try:
            flow.act(subject)
        except Failed:
            continue
        return
    raise AssertionError(f"{flow.name} still fails after {TRIES} more tries")


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
