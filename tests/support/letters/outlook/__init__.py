"""Mails in the forms of Outlook, for tests."""
