"""The words of invoices in all languages, and what names of people and companies look like."""
