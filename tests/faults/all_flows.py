"""Every flow that is disturbed."""

from tests.faults import account_flows, export_flows, flows, sending_flows

FLOWS = (*flows.FLOWS, *account_flows.FLOWS, *sending_flows.FLOWS, *export_flows.FLOWS)
