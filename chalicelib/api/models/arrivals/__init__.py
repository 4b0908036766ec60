"""What batches, archives and mails look like on the wire."""
