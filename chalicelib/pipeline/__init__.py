"""What happens to a file that arrived: the queues' handlers, step by step."""
