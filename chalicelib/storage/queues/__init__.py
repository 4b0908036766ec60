"""Messages to the workers."""
