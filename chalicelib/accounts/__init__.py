"""Users, companies, sessions, passwords and tokens."""
