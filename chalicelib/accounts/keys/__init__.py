"""API keys: credentials of a company's programs."""
