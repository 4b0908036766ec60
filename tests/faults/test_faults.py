"""Whatever happens to one call, the end is the same: nothing lost, nothing doubled, nothing stuck."""

from collections.abc import Callable, Iterator

import pytest

from chalicelib.settings import settings
from tests.faults.deliveries import forget_messages
from tests.faults.flows import exports
from tests.faults.flows.every import FLOWS
from tests.faults.harness import Calls, End, Fault, Flow, Prepared
from tests.faults.once import slow_work_done_once
from tests.faults.table import PROPERTY, Row
from tests.support.api import Api


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ACCESS_TOKEN_SECONDS", "86400")  # one login serves all runs of a flow
    for name, value in exports.SMALL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", int(exports.SMALL["EXPORT_PART_BYTES"]))
    settings.cache_clear()
    with slow_work_done_once():
        yield


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_a_flow_ends_the_same_whatever_happens_to_one_call(
    flow: Flow, api: Api, record_property: Callable[[str, object], None]
) -> None:
    forget_messages()
    prepared = Prepared(flow, api)
    prepared.run(Calls())  # makes what a process makes once: clients, keys, compiled rules
    clean = prepared.run(Calls())
    assert prepared.run(Calls()) == clean, "the flow itself is not steady"
    ends = {
        f"{number} {operation}: {fault}": _end(prepared, number, fault)
        for number, operation in enumerate(clean.calls)
        for fault in Fault
    }
    different = {place: end.seen for place, end in ends.items() if end.seen != clean.seen}
    swept = sum(end.swept for end in ends.values())
    record_property(PROPERTY, Row(flow.name, len(clean.calls), len(Fault), len(ends), len(different), swept).cells())
    assert not different, f"clean: {clean.seen}"


def _end(prepared: Prepared, number: int, fault: Fault) -> End:
    """Return the end of a run; one that breaks off is no clean one's, and does not keep the others from running."""
    try:
        return prepared.run(Calls(fault, number))
    except AssertionError as error:
        return End([], f"broke off: {error}", swept=False)
