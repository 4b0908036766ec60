"""Passwords: which may be chosen, which are known from breaches, how they are hashed and verified."""
