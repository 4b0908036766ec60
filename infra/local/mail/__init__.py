"""Mails of the local stack: those that were sent, shown on a page, and those that somebody sends to a company."""
