"""The prices file, and what quantities cost by it."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from infra.packaging.architecture import DEFAULT

DAY = 86_400
FILE = Path(__file__).resolve().parents[1] / "prices.toml"


@dataclass(frozen=True, slots=True)
class Price:
    """A list price: tiers of their ends and of what `per` units cost in them."""

    service: str
    unit: str
    per: float
    tiers: Sequence[tuple[float, float]]

    def cost(self, quantity: float) -> float:
        """Return what a month's quantity costs.

        >>> Price("Textract", "pages", 1000, [(1_000_000, 1.5), (inf, 0.6)]).cost(1_500_000)
        1800.0
        """
        total = start = 0.0
        for end, usd in self.tiers:
            total += max(0.0, min(quantity, end) - start) / self.per * usd
            start = end
        return total


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of something a second, all day long."""

    each: str
    a_second: float


@dataclass(frozen=True, slots=True)
class Prices:
    """The whole file, with the price of Lambda's seconds on the processors of one architecture."""

    architecture: str
    region: str
    currency: str
    looked_up: str
    by_name: Mapping[str, Price]
    milliseconds: Mapping[str, float]
    month: Mapping[str, float]
    limits: Mapping[str, Limit]


def read_prices(architecture: str = DEFAULT.name, path: Path = FILE) -> Prices:
    """Read the prices file."""
    known = tomllib.loads(path.read_text())
    known["lambda_gb_seconds"] = known["lambda_gb_seconds"][architecture]
    assumed = known.pop("assumed")
    limits = {name: _limit(value) for name, value in known.pop("limits").items()}
    by_name = {name: _price(value) for name, value in known.items() if isinstance(value, dict)}
    return Prices(
        architecture=architecture,
        region=known["region"],
        currency=known["currency"],
        looked_up=str(known["looked_up"]),
        by_name=by_name,
        milliseconds=assumed["milliseconds"],
        month=assumed["month"],
        limits=limits,
    )


def _price(declared: Mapping[str, Any]) -> Price:
    tiers = [(tier.get("up_to", inf), tier["usd"]) for tier in declared.get("tiers", [declared])]
    return Price(declared["service"], declared["unit"], declared["per"], tiers)


def _limit(declared: Mapping[str, Any]) -> Limit:
    return Limit(declared["each"], declared.get("a_second") or declared["a_day"] / DAY)
