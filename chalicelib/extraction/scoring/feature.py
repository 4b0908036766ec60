"""A feature: what can be seen of a candidate, as a number, with the reason why it may matter."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a model's table: its name in the weights file, why it may matter, and how it is measured."""

    name: str
    why: str
    measure: Callable[..., float]
