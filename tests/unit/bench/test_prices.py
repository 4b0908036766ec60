"""The bill is that of one architecture's processors, and shows what it would be on the other's."""

import tomllib
from datetime import date
from typing import Any

import pytest

from bench.cost import LAMBDA, VOLUMES, _costs
from bench.pricing.database import Database
from bench.pricing.lines import CountedLines
from bench.pricing.meter import Meter
from bench.pricing.prices import FILE, read_prices
from bench.pricing.run import Measured
from infra.packaging.architecture import ARCHITECTURES

SECONDS = tomllib.loads(FILE.read_text())["lambda_gb_seconds"]


def measured() -> Measured:
    """Return a run of one invoice that used ten GB-seconds in one call, and a write."""
    prices = read_prices()
    meter = Meter(Database({}), {}, prices.milliseconds, CountedLines())
    quantities = meter.steps["upload"].quantities
    quantities["lambda_gb_seconds"], quantities["lambda_requests"], quantities["dynamodb_write_units"] = 10, 1, 100
    return Measured(1, meter, {"s3_bytes": 0}, {"secrets": 1}, {})


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_each_price_of_a_second_says_where_it_is_from_and_of_which_day(name: str) -> None:
    assert SECONDS[name]["source"].startswith("https://")
    assert isinstance(SECONDS[name]["looked_up"], date)
    assert name in SECONDS[name]["unit"]


def test_every_architecture_has_a_price() -> None:
    assert set(SECONDS) == set(ARCHITECTURES)


@pytest.mark.parametrize(("name", "other"), [("arm64", "x86_64"), ("x86_64", "arm64")])
def test_the_bill_has_the_chosen_processors_and_beside_them_the_others(name: str, other: str) -> None:
    table: dict[str, Any] = {line: costs for line, *costs in _costs(measured(), read_prices(name), 0.0)}
    seconds = [10.0 * volume for volume in VOLUMES]
    requests = [0.2e-6 * volume for volume in VOLUMES]
    for line, price in ((f"{LAMBDA} ({name})", SECONDS[name]), (f"{LAMBDA} ({other}) instead", SECONDS[other])):
        expected = [used * price["usd"] + calls for used, calls in zip(seconds, requests, strict=True)]
        assert table[line] == [f"{cost:,.2f}" for cost in expected]
    gap = amount(table["all, with that"][-1]) - amount(table["all"][-1])
    assert gap == pytest.approx(seconds[-1] * (SECONDS[other]["usd"] - SECONDS[name]["usd"]), abs=0.02)


def amount(cell: str) -> float:
    return float(cell.replace(",", ""))
