"""Whatever happens to one call, the end is the same: nothing lost, nothing doubled, nothing stuck."""

import pytest

from tests.api import Api
from tests.faults.flows import FLOWS
from tests.faults.harness import Fault, Flow, clean_run, disturbed_run


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_a_flow_ends_the_same_whatever_happens_to_one_call(
    flow: Flow, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean_run(flow, api, monkeypatch)  # makes what a process makes once: clients, keys, compiled rules
    calls, clean = clean_run(flow, api, monkeypatch)
    assert clean_run(flow, api, monkeypatch) == (calls, clean), "the flow itself is not steady"
    different = {
        f"{number} {operation}: {fault}": end
        for number, operation in enumerate(calls)
        for fault in Fault
        if (end := disturbed_run(flow, api, monkeypatch, number, fault)) != clean
    }
    assert not different, f"clean: {clean}"
