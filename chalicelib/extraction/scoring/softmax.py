"""Scores become probabilities: the log-linear model's one formula, in plain Python."""

import math
from collections.abc import Mapping, Sequence


def dot(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    """The score of what is seen: each feature times its weight; what has no weight counts nothing.

    >>> dot({"bold": 0.5, "top": 2.0}, {"top": 0.5, "foot": 1.0})
    1.0
    """
    return sum(weights.get(name, 0.0) * value for name, value in seen.items())


def softmax(scores: Sequence[float], temperature: float = 1.0) -> list[float]:
    """Probabilities that add up to one; a temperature over 1 makes them less sure.

    >>> [round(p, 2) for p in softmax([2.0, 1.0, 0.0])], [round(p, 2) for p in softmax([2.0, 1.0, 0.0], 2.0)]
    ([0.67, 0.24, 0.09], [0.51, 0.31, 0.19])
    """
    highest = max(scores)
    powers = [math.exp((score - highest) / temperature) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
