"""Mails: those that were sent, those that arrive, and as programs of many makers write them."""
