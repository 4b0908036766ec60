"""The weights as a table: what each feature is, and how much it speaks for a value."""

from collections.abc import Mapping
from typing import Any

from chalicelib.extraction.details import features as details
from chalicelib.extraction.parties.features import ABSENT, BOTH_ABSENT, CANDIDATE, DOMAIN, PAIR

MODELS = {"number": "invoice number", "due": "due date"}


def print_weights(weights: Mapping[str, Any]) -> None:
    """Print a row for each feature."""
    _print_parties(weights["parties"])
    for model, name in MODELS.items():
        _print_details(name, weights[model], model)


def _print_parties(weights: Mapping[str, Any]) -> None:
    print(f"\n{'feature':<22}{'supplier':>9}{'customer':>9}  what it is")
    for feature in (ABSENT, DOMAIN, *CANDIDATE):
        supplier, customer = weights["candidate"][feature.name]
        print(f"{feature.name:<22}{supplier:>9.2f}{customer:>9.2f}  {feature.why}")
    print(f"\n{'of a pair':<22}{'weight':>9}")
    for feature in (BOTH_ABSENT, *PAIR):
        print(f"{feature.name:<22}{weights['pair'][feature.name]:>9.2f}  {feature.why}")
    print(f"\ntemperature {weights['temperature']:.2f}")


def _print_details(name: str, weights: Mapping[str, Any], model: str) -> None:
    print(f"\n{name:<22}{'weight':>9}  what it is")
    for feature in (details.ABSENT, *details.MODELS[model]):
        print(f"{feature.name:<22}{weights['candidate'][feature.name]:>9.2f}  {feature.why}")
    print(f"\ntemperature {weights['temperature']:.2f}")
