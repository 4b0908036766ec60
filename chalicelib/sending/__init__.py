"""Sending invoices and the system's own mails by e-mail, from the request to what became of them."""
