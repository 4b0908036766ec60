"""Second factors, and recent proof of who it is."""
