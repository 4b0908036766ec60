"""E-invoices as they arrive: in envelopes, with marks around them, written in other ways than the standard's."""
