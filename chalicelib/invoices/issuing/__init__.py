"""Invoices that are made in the form: drafts, previews, numbers."""
