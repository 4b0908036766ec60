"""What surrounds the code: its packaging, its deployment, and the stack that runs it on one machine."""
