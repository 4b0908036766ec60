"""The counters table."""
