"""What the rules found, as a report."""
