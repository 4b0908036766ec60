"""The header fields: document type, numbers, dates, currency, account to pay to."""
