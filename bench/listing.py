"""What a page of a list costs with ten invoices, and with many: it must be the same.

    .venv/bin/python -m bench.listing           # ten, a thousand, and fifty thousand, on moto in this process
    npx dynalite@3 --port 4567 --createTableMs 0 --path FOLDER  # a store that keeps its items sorted, on disk
    .venv/bin/python -m bench.listing --store http://localhost:4567 --sizes 10 50000 1000000

Each size is a company of its own, stored before anything is measured, unless the store has it from a run before; then
they take turns. Calls and items read are DynamoDB's own figures. "Ours" is the time without the store's. Moto sorts all
its items for each query; dynalite reads an interval of LevelDB, as DynamoDB does of its own.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

os.environ.update({"AWS_DEFAULT_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"})
os.environ["LOG_LEVEL"] = "ERROR"

from dataclasses import replace
from decimal import Decimal

from botocore.client import BaseClient
from moto import mock_aws

from chalicelib.authorization import Caller, Role
from chalicelib.invoices.listing import Scope, list_invoices
from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
from chalicelib.records.selections import Filters, Sort
from chalicelib.storage.aws.clients import dynamodb_client
from chalicelib.storage.invoices.items import InvoiceItem, to_item
from infra import template_file
from infra.local.cloud import make_resources
from tests.support.invoices.records import FIRST_DAY, store, varied

Figures = tuple[int, int, float, float]  # calls, items read, our milliseconds, the store's

SIZES = (10, 1_000, 50_000)
USER = "ann"
REPEATS = 9  # of which the median counts
SELECTIONS: dict[str, dict[str, Any]] = {
    "newest": {},
    "mine": {"scope": Scope.MINE},
    "state": {"filters": Filters(state=State.FAILED)},
    "mine, state": {"scope": Scope.MINE, "filters": Filters(state=State.FAILED)},
    "status": {"filters": Filters(status=Status.FAILED)},
    "by issue date, from": {"filters": Filters(issued_from=FIRST_DAY), "sort": Sort.ISSUED_FIRST},
    "by due date, latest": {"sort": Sort.DUE_LAST},
    "by total, from": {"filters": Filters(min_total=Decimal(5)), "sort": Sort.GREATEST},
    "mine, by total": {"scope": Scope.MINE, "sort": Sort.SMALLEST},
    "supplier*": {"filters": Filters(supplier="acme")},
    "supplier, one letter*": {"filters": Filters(supplier="b")},
    "issued from, newest*": {"filters": Filters(issued_from=FIRST_DAY)},
    "currency, method*": {"filters": Filters(currency="EUR", creation_method=CreationMethod.GUI)},
    "text*": {"filters": Filters(text="re-1")},
    "text, found nowhere*": {"filters": Filters(text="nowhere")},
}


class Meter:
    """Counts AWS calls, the items that they read, and the time that they take."""

    def __init__(self) -> None:
        """Listen to every client."""
        self.calls, self.read, self.seconds = 0, 0, 0.0
        call = BaseClient._make_api_call  # type: ignore[attr-defined]  # noqa: SLF001 - the one place all calls pass

        def metered(client: BaseClient, operation: str, parameters: Any) -> Any:
            started = time.perf_counter()
            answer = call(client, operation, parameters)
            self.seconds += time.perf_counter() - started
            self.calls, self.read = self.calls + 1, self.read + answer.get("ScannedCount", 0)
            return answer

        BaseClient._make_api_call = metered  # type: ignore[attr-defined]  # noqa: SLF001

    def measure(self, caller: Caller, query: dict[str, Any]) -> Figures:
        """Return calls, items read, our milliseconds and the store's, of one page."""
        self.calls, self.read, self.seconds = 0, 0, 0.0
        started = time.perf_counter()
        asked: dict[str, Any] = {
            "scope": Scope.COMPANY,
            "filters": Filters(),
            "sort": Sort.NEWEST,
            "limit": 25,
            "cursor": None,
        } | query
        list_invoices(caller, **asked)
        total = time.perf_counter() - started
        return self.calls, self.read, (total - self.seconds) * 1000, self.seconds * 1000


def main() -> None:
    """Print a line a selection, with the figures of each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="the address of a store; without it, moto in this process")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    arguments = parser.parse_args()
    if arguments.store:
        os.environ |= {"AWS_ENDPOINT_URL_DYNAMODB": arguments.store, **_names()}
        if not dynamodb_client().list_tables()["TableNames"]:
            _make_table()
        _print(arguments.sizes, _measure(arguments.sizes, _send))
        return
    with mock_aws():
        os.environ.update(make_resources().variables())
        _print(arguments.sizes, _measure(arguments.sizes, store))


def _measure(sizes: Sequence[int], add: Callable[[Iterable[Invoice]], None]) -> list[list[Figures]]:
    """Return the figures of each selection, for each size."""
    callers = [Caller(USER, "session", f"company-{size}", Role.ADMIN, sees_company=True) for size in sizes]
    for caller, size in zip(callers, sizes, strict=True):
        if not list(InvoiceItem.query(caller.company_id, limit=1)):
            add(varied(caller.company_id, (USER, "ben"), size))
    meter = Meter()
    return [_compare(meter, callers, query) for query in SELECTIONS.values()]


def _compare(meter: Meter, callers: Sequence[Caller], query: dict[str, Any]) -> list[Figures]:
    """Return the figures of one selection for all companies, which take turns; the first turn is not counted."""
    turns = [[meter.measure(caller, query) for caller in callers] for _ in range(1 + REPEATS)][1:]
    return [_typical(measured) for measured in zip(*turns, strict=True)]


def _names() -> dict[str, str]:
    """The variables that name what the application needs; nothing but the invoices' table is there."""
    with mock_aws():
        return make_resources().variables()


def _make_table() -> None:
    described = template_file.resources_of(template_file.load(), "AWS::DynamoDB::Table")["InvoicesTable"]
    made = {name: described[name] for name in ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes")}
    dynamodb_client().create_table(TableName=InvoiceItem.Meta.table_name, BillingMode="PAY_PER_REQUEST", **made)
    dynamodb_client().get_waiter("table_exists").wait(TableName=InvoiceItem.Meta.table_name)


def _send(records: Iterable[Invoice]) -> None:
    """Store records, as many a call as DynamoDB takes."""
    with InvoiceItem.batch_write() as batch:
        for record in records:
            batch.save(to_item(replace(record, version=1)))


def _typical(measured: Sequence[Figures]) -> Figures:
    """Return the figures with the medians of the times."""
    calls, read, _, _ = measured[0]
    return calls, read, *(statistics.median(row[column] for row in measured) for column in (2, 3))  # type: ignore[return-value]


def _print(sizes: Sequence[int], figures: Sequence[Sequence[Figures]]) -> None:
    print(f"{'a page of 25':24}" + "".join(f"{f'{size:,} invoices':>30}" for size in sizes))
    print(" " * 24 + f"{'calls':>8}{'read':>6}{'ours ms':>8}{'store':>8}" * len(sizes))
    for name, rows in zip(SELECTIONS, figures, strict=True):
        print(
            f"{name:24}" + "".join(f"{calls:8}{read:6}{ours:8.1f}{stored:8.1f}" for calls, read, ours, stored in rows)
        )
    print("* checked after reading: at most 500 items a page")


if __name__ == "__main__":
    main()
