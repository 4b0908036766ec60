"""What the benches of load share: invoices to upload, processes to measure, tables to print."""
