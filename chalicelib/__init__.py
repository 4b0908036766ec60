"""The invoice system: everything that ships to Lambda."""
