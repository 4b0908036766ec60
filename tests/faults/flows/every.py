"""Every flow that is disturbed."""

from tests.faults.flows import accounts, batches, exports, invoices, oidc, sales, scans, sending

FLOWS = (
    *invoices.FLOWS,
    *accounts.FLOWS,
    *oidc.FLOWS,
    *sending.FLOWS,
    *exports.FLOWS,
    *sales.FLOWS,
    *batches.FLOWS,
    *scans.FLOWS,
)
