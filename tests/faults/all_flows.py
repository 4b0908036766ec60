"""Every flow that is disturbed."""

from tests.faults import account_flows, batch_flows, export_flows, flows, sales_flows, sending_flows

FLOWS = (
    *flows.FLOWS,
    *account_flows.FLOWS,
    *sending_flows.FLOWS,
    *export_flows.FLOWS,
    *sales_flows.FLOWS,
    *batch_flows.FLOWS,
)
