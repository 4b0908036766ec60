"""What keeps accounts safe, and what is written down about it."""
