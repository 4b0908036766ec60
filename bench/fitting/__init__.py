"""Fitting the weights of `chalicelib/extraction/scoring`, and measuring them on suppliers that they were fitted without."""
