"""The functions behind queues, driven by tests step by step."""
