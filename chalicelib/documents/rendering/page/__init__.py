"""The page itself: what is drawn where, from the letterhead to the foot."""
