"""What follows from the page without being printed on it: countries, unit codes, the tax breakdown, sums. Knows no AWS.

Nothing here guesses. A value is put in if the printed values leave no other, and each says what it follows from; where
they leave two, or contradict each other, it stays absent, and validation says so. `derive` is the way in,
and `derive_again` after a memory.
"""

from chalicelib.extraction.deriving.steps import derive, derive_again

__all__ = ["derive", "derive_again"]
