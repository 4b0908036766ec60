"""The accounts table: users, sessions, mailed links, throttles."""
