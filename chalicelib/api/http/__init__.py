"""HTTP itself: the blueprint, requests in, responses and problems out."""
