"""What all of storage builds on: clients, the base of the tables, secrets, correlation."""
