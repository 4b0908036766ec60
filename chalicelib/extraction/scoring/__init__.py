"""Choosing among candidates with weights that are fitted, not set by hand: features in, probabilities out."""
