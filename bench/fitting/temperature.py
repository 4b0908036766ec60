"""How sure a model's probabilities may be: the temperature under which held-out confidences are truest."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy.optimize import minimize_scalar

NEARLY = 1e-6
Said = Callable[[float], Iterable[tuple[float, bool]]]
"""What a document says at a temperature: confidences, and whether they are right."""


def truest_temperature(held_out: Sequence[tuple[str, Said]], bounds: tuple[float, float]) -> float:
    """The temperature with the least log loss over documents with their families; each family counts as one."""
    sizes = Counter(family for family, _ in held_out)

    def loss(temperature: float) -> float:
        return sum(
            _log_loss(confidence, right=right) / sizes[family]
            for family, said in held_out
            for confidence, right in said(temperature)
        )

    return float(minimize_scalar(loss, bounds=bounds, method="bounded").x)


def _log_loss(confidence: float, *, right: bool) -> float:
    probability = confidence if right else 1 - confidence
    return -float(np.log(max(probability, NEARLY)))
