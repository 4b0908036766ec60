"""National e-invoices as input: each format is a table of where its terms stand, and what its codes mean."""
