"""A feature: what can be seen of a candidate, as a number, with the reason why it may matter."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a model's table: its name in the weights file, why it may matter, and how it is measured."""

    name: str
    why: str
    measure: Callable[..., float]


def measured(features: Iterable[Feature], *seen: object) -> Mapping[str, float]:
    """What is seen, by the features' names, without what is not there."""
    values = {feature.name: float(feature.measure(*seen)) for feature in features}
    return {name: value for name, value in values.items() if value}
