"""Scripts that measure the code itself."""
