"""Which invoices a list has, and in which order."""
