"""Child processes for untrusted bytes: without credentials, within limits of time and memory, spoken to in frames."""
