"""Bodies and answers about people's accounts: who they are, and how they prove it."""
