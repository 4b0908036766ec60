"""The harness itself: a fault that no call meets proves nothing, so it is no success."""

from types import SimpleNamespace

import pytest

from chalicelib.storage.aws.clients import sqs_client
from tests.faults.harness import Calls, Fault, Flow, Prepared
from tests.support.api import Api


def one_call(_: SimpleNamespace) -> None:
    sqs_client().list_queues()


ONE_CALL = Flow("one call", prepare=lambda _: SimpleNamespace(), act=one_call, view=lambda _: "done")


def test_a_fault_that_no_call_meets_breaks_the_run_off(api: Api) -> None:
    prepared = Prepared(ONE_CALL, api)
    with pytest.raises(AssertionError, match="never met: there were only 1 calls"):
        prepared.run(Calls(Fault.KILLED_BEFORE, 1))


def test_a_fault_that_a_call_meets_does_not(api: Api) -> None:
    prepared = Prepared(ONE_CALL, api)
    assert prepared.run(Calls()).calls == ["ListQueues"]
    assert prepared.run(Calls(Fault.KILLED_BEFORE, 0)).seen == "done"
