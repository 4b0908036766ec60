"""The parts of `bench/extraction.py`: each prints its tables."""
