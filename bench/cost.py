"""What the main job uses of AWS for 1,000 invoices, and what that costs a month at list prices.

    .venv/bin/python -m bench.cost                       # 20 invoices of 100 KB, scaled
    .venv/bin/python -m bench.cost --invoices 50 --kilobytes 250 --scanned 0.1
    .venv/bin/python -m bench.cost --arch x86_64         # the bill of these processors, with the other's beside it

The job runs on moto in this process with its calls to AWS recorded (`bench/pricing/job.py` says what the job is).
DynamoDB's units are computed from the items' sizes, transactions twice, each index by what it holds. A function's time
is what it computes here plus what its calls are assumed to take (`bench/pricing/meter.py`); for other processors only
the price of a second differs. Prices and assumptions are in `bench/prices.toml`. Not counted: cold starts, retries,
KMS (DynamoDB's key is cached), what people do besides.
COST_INVOICES and COST_KILOBYTES set the defaults.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.load.figures import table
from bench.pricing.limits import MAX_HOTTEST, heat, met_at
from bench.pricing.meter import Spent
from bench.pricing.prices import Prices, read_prices
from bench.pricing.recognition import of_pages, print_recognition
from bench.pricing.run import Measured, measure
from infra.packaging.architecture import ARCHITECTURES, DEFAULT

SCALED_TO = 1_000
VOLUMES = (1_000, 100_000, 10_000_000)
LAMBDA = "Lambda"
SCANS = ("textract_text_pages", "textract_expense_pages")


def main() -> None:
    """Run the job and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--invoices", type=int, default=int(os.environ.get("COST_INVOICES", "20")))
    parser.add_argument("--kilobytes", type=int, default=int(os.environ.get("COST_KILOBYTES", "100")))
    parser.add_argument("--scanned", type=float, default=0.0, help="share of invoices with one scanned page")
    parser.add_argument("--arch", choices=ARCHITECTURES, default=DEFAULT.name)
    arguments = parser.parse_args()
    prices = read_prices(arguments.arch)
    measured = measure(arguments.invoices, arguments.kilobytes, prices)
    print(f"{arguments.invoices} invoices of {arguments.kilobytes} KB; all figures are for {SCALED_TO:,}\n")
    print(table(_steps(measured)), end="\n\n")
    print(table(_functions(measured)), end="\n\n")
    print(table(_costs(measured, prices, arguments.scanned)), end="\n\n")
    _print_rest(measured, prices)
    print(f"\n{table(_heat(measured))}\n\n{table(met_at(measured, prices))}")


def _steps(measured: Measured) -> list[list[str]]:
    """What each step of the job uses."""
    columns = {
        "API requests": "api_requests",
        "Lambda": "lambda_requests",
        "GB-s": "lambda_gb_seconds",
        "RRU": "dynamodb_read_units",
        "WRU": "dynamodb_write_units",
        "index WRU": "dynamodb_index_write_units",
        "S3 PUT": "s3_put_requests",
        "S3 GET": "s3_get_requests",
        "SQS": "sqs_requests",
        "mails": "ses_mails",
    }
    rows = [["step", *columns, "log KB"]]
    for name, spent in measured.meter.steps.items():
        cells = [f"{_scaled(measured, spent.quantities[quantity]):,.0f}" for quantity in columns.values()]
        rows.append([name, *cells, f"{_scaled(measured, spent.quantities['logs_bytes']) / 1000:,.0f}"])
    total = measured.quantities()
    cells = [f"{_scaled(measured, total.get(quantity, 0)):,.0f}" for quantity in columns.values()]
    return [*rows, ["all", *cells, f"{_scaled(measured, total['logs_gb']) * 1e6:,.0f}"]]


def _scaled(measured: Measured, quantity: float) -> float:
    return quantity * SCALED_TO / measured.invoices


def _functions(measured: Measured) -> list[list[str]]:
    """What each step's function is billed for, an invocation."""
    rows = [["step: function", "MB", "computes ms", "calls", "billed ms"]]
    for name, spent in measured.meter.steps.items():
        for function, times in spent.invocations.items():
            rows.append(
                [
                    f"{name}: {function}",
                    f"{measured.meter.memory_megabytes[function]:,}",
                    f"{1000 * spent.cpu_seconds[function] / times:,.0f}",
                    f"{spent.calls_inside[function] / times:.1f}",
                    f"{1000 * spent.billed_seconds[function] / times:,.0f}",
                ]
            )
    return rows


def _heat(measured: Measured) -> list[list[str]]:
    """The partitions that one company's invoices warm most."""
    rows = [["a busy company's hottest partitions", "write units an invoice"]]
    return [*rows, *([place, f"{units:.1f}"] for place, units in heat(measured)[:MAX_HOTTEST])]


def _costs(measured: Measured, prices: Prices, scanned: float) -> list[list[str]]:
    """The bill of a month, by service, at each volume; below it what differs on other processors."""
    used = measured.quantities()
    for name, quantity in of_pages(scanned * measured.invoices).items():
        used[name] = used.get(name, 0.0) + quantity
    services = _by_service(measured, prices, used)
    rows = [[f"{prices.currency} a month, list prices", *(f"{volume:,} invoices" for volume in VOLUMES)]]
    for line, costs in sorted(services.items(), key=lambda pair: -pair[1][-1]):
        rows.append(_row(f"{line} ({prices.architecture})" if line == LAMBDA else line, costs))
    totals = _totals(services)
    rows.append(_row("all", totals))
    each = [f"{1000 * total / volume:,.3f}" for total, volume in zip(totals, VOLUMES, strict=True)]
    rows.append(["all, for 1,000 invoices", *each])
    for other in sorted(set(ARCHITECTURES) - {prices.architecture}):
        theirs = _by_service(measured, read_prices(other), used)
        rows += [_row(f"{LAMBDA} ({other}) instead", theirs[LAMBDA]), _row("all, with that", _totals(theirs))]
    return rows


def _by_service(measured: Measured, prices: Prices, used: Mapping[str, float]) -> dict[str, list[float]]:
    """Return the lines of the bill, each with its cost at each volume."""
    services: dict[str, list[float]] = {}
    for position, volume in enumerate(VOLUMES):
        for line, cost in _bill(measured, prices, used, volume):
            services.setdefault(line, [0.0] * len(VOLUMES))[position] += cost
    return services


def _totals(services: Mapping[str, list[float]]) -> list[float]:
    return [sum(column) for column in zip(*services.values(), strict=True)]


def _row(line: str, costs: list[float]) -> list[str]:
    return [line, *(f"{cost:,.2f}" for cost in costs)]


def _bill(measured: Measured, prices: Prices, used: Mapping[str, float], volume: int) -> Iterator[tuple[str, float]]:
    """Yield the lines of a month's bill at a volume, with their costs."""
    quantities = {name: count * volume / measured.invoices for name, count in used.items()}
    for name, quantity in [*quantities.items(), *measured.fixed.items()]:
        price = prices.by_name[name]
        line = f"{price.service}, by the month" if name in measured.fixed else price.service
        if quantity:
            yield line, price.cost(quantity)


def _print_rest(measured: Measured, prices: Prices) -> None:
    """What stands beside the bill: storage that goes on, scanned pages, prices."""
    gigabytes = _scaled(measured, measured.stored["s3_bytes"]) / 1e9
    tables = _scaled(measured, measured.stored["dynamodb_bytes"]) / 1e9
    kept = _cost(prices, {"s3_gb_months": gigabytes, "dynamodb_gb_months": tables})
    print(f"each further month that {SCALED_TO:,} invoices are kept: {kept:.4f} {prices.currency}")
    print(f"  {gigabytes * 1000:.0f} MB in S3, {tables * 1000:.1f} MB in DynamoDB with its indexes")
    print_recognition(prices)
    for name in SCANS:
        price = prices.by_name[name]
        print(f"1,000 scanned pages by {price.service}, {price.unit}: {price.cost(1000):.2f} {prices.currency}")
    print(f"prices of {prices.region}, looked up {prices.looked_up}, without free tiers: bench/prices.toml")
    refused = sum(_refused(spent) for spent in measured.meter.steps.values())
    print(f"calls that a condition refused: {refused}")


def _cost(prices: Prices, quantities: Mapping[str, float]) -> float:
    return sum(prices.by_name[name].cost(quantity) for name, quantity in quantities.items())


def _refused(spent: Spent) -> int:
    return sum(times for name, times in spent.calls.items() if name.startswith("refused"))


if __name__ == "__main__":
    main()
