"""What a page of a list costs with ten invoices, a thousand, and fifty thousand: it must be the same.

Calls and items read are DynamoDB's own figures. "Ours" is the time without that of the AWS double, which sorts all its
items for each query and so gets slower where DynamoDB does not; "double" is the rest.
"""

import os
import statistics
import time
from typing import Any

os.environ.update({"AWS_DEFAULT_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"})
os.environ["LOG_LEVEL"] = "ERROR"

from decimal import Decimal

from botocore.client import BaseClient
from moto import mock_aws

from chalicelib.authorization import Caller, Role
from chalicelib.invoices.listing import Scope, list_invoices
from chalicelib.records.invoices import CreationMethod, State, Status
from chalicelib.records.selections import Filters, Sort
from tests.support.invoices.records import FIRST_DAY, store, varied

SIZES = (10, 1_000, 50_000)
REPEATS = {10: 9, 1_000: 5, 50_000: 1}
CALLER = Caller("ann", "session", "company", Role.ADMIN, sees_company=True)
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

    def measure(self, query: dict[str, Any]) -> tuple[int, int, float, float]:
        """Return calls, items read, our milliseconds and the double's, of one page."""
        self.calls, self.read, self.seconds = 0, 0, 0.0
        started = time.perf_counter()
        asked: dict[str, Any] = {
            "scope": Scope.COMPANY,
            "filters": Filters(),
            "sort": Sort.NEWEST,
            "limit": 25,
            "cursor": None,
        } | query
        list_invoices(CALLER, **asked)
        total = time.perf_counter() - started
        return self.calls, self.read, (total - self.seconds) * 1000, self.seconds * 1000


def main() -> None:
    """Print a line a selection, with the figures of each size."""
    records = varied(CALLER.company_id, (CALLER.user_id, "ben"), SIZES[-1])
    figures: dict[str, list[tuple[int, int, float, float]]] = {name: [] for name in SELECTIONS}
    with mock_aws():
        from infra.local.cloud import make_resources

        os.environ.update(make_resources().variables())
        meter, stored = Meter(), 0
        for size in SIZES:
            store(records[stored:size])
            stored = size
            for name, query in SELECTIONS.items():
                figures[name].append(_typical([meter.measure(query) for _ in range(REPEATS[size])]))
    _print(figures)


def _typical(measured: list[tuple[int, int, float, float]]) -> tuple[int, int, float, float]:
    """Return the figures with the medians of the times."""
    calls, read, _, _ = measured[0]
    return calls, read, *(statistics.median(row[column] for row in measured) for column in (2, 3))  # type: ignore[return-value]


def _print(figures: dict[str, list[tuple[int, int, float, float]]]) -> None:
    print(f"{'a page of 25':24}" + "".join(f"{f'{size:,} invoices':>30}" for size in SIZES))
    print(" " * 24 + f"{'calls':>8}{'read':>6}{'ours ms':>8}{'double':>8}" * len(SIZES))
    for name, rows in figures.items():
        print(
            f"{name:24}" + "".join(f"{calls:8}{read:6}{ours:8.1f}{double:8.0f}" for calls, read, ours, double in rows)
        )
    print("* checked after reading: at most 500 items a page")


if __name__ == "__main__":
    main()
