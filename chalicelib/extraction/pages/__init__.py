"""Pages: words with their places, rows and segments, upright and straight."""
