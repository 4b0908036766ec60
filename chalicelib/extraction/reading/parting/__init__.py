"""Several invoices in one file: where each begins, which pages are its own, and a PDF of just these."""
