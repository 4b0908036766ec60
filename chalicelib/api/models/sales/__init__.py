"""The shapes of what comes before an invoice: customers, items, and their kin."""
