"""The parts of `bench/cost.py`: what is used, and what it costs."""
