"""Sendings of invoices, and the hand-over to Amazon SES."""
