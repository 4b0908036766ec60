"""The invoices table: records, timelines, lists, and what is claimed for each invoice."""
