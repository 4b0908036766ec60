"""Lists as files: CSV, XLSX, and a ZIP of the invoices' own files; small ones at once, large ones in the background."""
