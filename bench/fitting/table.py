"""The weights as a table: what each feature is, and how much it speaks for a supplier and for a customer."""

from collections.abc import Mapping
from typing import Any

from chalicelib.extraction.parties.features import ABSENT, BOTH_ABSENT, CANDIDATE, DOMAIN, PAIR


def print_weights(weights: Mapping[str, Any]) -> None:
    """Print a row for each feature."""
    print(f"\n{'feature':<22}{'supplier':>9}{'customer':>9}  what it is")
    for feature in (ABSENT, DOMAIN, *CANDIDATE):
        supplier, customer = weights["candidate"][feature.name]
        print(f"{feature.name:<22}{supplier:>9.2f}{customer:>9.2f}  {feature.why}")
    print(f"\n{'of a pair':<22}{'weight':>9}")
    for feature in (BOTH_ABSENT, *PAIR):
        print(f"{feature.name:<22}{weights['pair'][feature.name]:>9.2f}  {feature.why}")
    print(f"\ntemperature {weights['temperature']:.2f}")
