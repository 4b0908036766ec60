"""Rule sets, and how they are compiled."""
