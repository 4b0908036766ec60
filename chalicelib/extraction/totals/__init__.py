"""The totals and the tax breakdown: labels propose amounts, arithmetic decides."""
