"""Every flow that is disturbed."""

from tests.faults import (
    account_flows,
    batch_flows,
    export_flows,
    flows,
    oidc_flows,
    sales_flows,
    scan_flows,
    sending_flows,
)

FLOWS = (
    *flows.FLOWS,
    *account_flows.FLOWS,
    *oidc_flows.FLOWS,
    *sending_flows.FLOWS,
    *export_flows.FLOWS,
    *sales_flows.FLOWS,
    *batch_flows.FLOWS,
    *scan_flows.FLOWS,
)
