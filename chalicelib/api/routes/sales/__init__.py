"""The routes of what comes before an invoice."""
