"""The audit trail of a company, as its admins read it."""
