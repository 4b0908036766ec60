"""What becomes of an invoice after it was read: approved, paid, tagged, many at once."""
