"""A possible value of a field, with its score. A score of 1 is certainty, 0 is nothing; see `confidence.py`."""

from dataclasses import dataclass

from chalicelib.extraction.box import Box
from chalicelib.extraction.result import Method


@dataclass(frozen=True, slots=True)
class Candidate:
    """A canonical value, how strongly the page speaks for it, how it was found and where."""

    value: str
    score: float
    method: Method = Method.LABEL
    page: int | None = None
    box: Box | None = None
    checked: bool | None = None
