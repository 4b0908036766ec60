"""What pages say that no field of the reading holds: each module looks for one thing."""
