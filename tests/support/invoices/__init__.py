"""Invoices in each state that tests begin with."""
