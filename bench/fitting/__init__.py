"""Fitting the weights of `chalicelib/extraction/scoring`, and measuring them on layouts that they never saw."""
