"""Routes of what arrives in other ways than one file in one request."""
