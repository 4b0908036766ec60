"""What `GET /stats` costs, for a company with few invoices and for one with many: AWS calls, items and time.

Against moto in this process, so the times are moto's and ours, not DynamoDB's; the calls are what they are there too.
Only the counters of the invoices are stored: nothing else is read.
"""

import os
import statistics
import time
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Self

os.environ.update({"AWS_DEFAULT_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"})
os.environ["LOG_LEVEL"] = "ERROR"

from botocore.client import BaseClient
from moto import mock_aws

SIZES = (10, 1_000, 50_000)
ROUNDS = 5


def main() -> None:
    """Print a line for each size."""
    with mock_aws():
        from infra.local.cloud import make_resources

        os.environ.update(make_resources().variables())
        print(f"{'invoices':>10}{'counter items':>15}{'AWS calls':>12}{'milliseconds':>15}")
        for size in SIZES:
            _measure(f"company{size}", size)


def _measure(company_id: str, size: int) -> None:
    from chalicelib.authorization import Caller, Role
    from chalicelib.invoices.statistics import read_statistics

    items = _seed(company_id, size)
    caller = Caller("user", "session", company_id, Role.ADMIN, sees_company=True)
    taken, calls = [], 0
    for _ in range(ROUNDS):
        with _Counting() as counting:
            started = time.perf_counter()
            found = read_statistics(caller, first=None, last=None, currency=None)
            taken.append(time.perf_counter() - started)
        calls = counting.calls
    assert found.invoices == size  # noqa: S101 - what is measured must be right
    print(f"{size:>10,}{items:>15,}{calls:>12}{statistics.median(taken) * 1000:>15.0f}")


def _seed(company_id: str, size: int) -> int:
    """Put the counters of invoices of four years into the table of the AWS double itself; return how many items."""
    from moto.dynamodb.models import dynamodb_backends

    from chalicelib.clock import now
    from chalicelib.records.invoice_statistics import figures_of, supplier_items
    from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
    from chalicelib.storage.statistics.counters import SHARDS, CounterItem, shard_key
    from infra.local.cloud import ACCOUNT, REGION

    instant = now()
    invoice = Invoice(
        company_id=company_id, invoice_id="", filename="a.pdf", content_type="application/pdf", uploaded_by="user",
        creation_method=CreationMethod.UPLOAD, status=Status.READY, state=State.PASSED, created_at=instant,
        updated_at=instant, document_type="invoice", currency="EUR", total=Decimal("119.00"),
    )  # fmt: skip
    sums: dict[tuple[int, str], dict[str, Any]] = defaultdict(dict)
    for index in range(size):
        arrived = instant - timedelta(days=index % 1460)
        due, supplier = arrived.date() + timedelta(days=30), f"Supplier {index % 500}"
        made = replace(invoice, supplier=supplier, due_date=due, created_at=arrived)
        names = supplier_items(made)
        for (item, name), count in figures_of(made).items():
            counts = sums[0 if item in names else index % SHARDS, item]
            counts[name] = {"N": str(Decimal(counts.get(name, {"N": "0"})["N"]) + count)}
            if item in names:
                counts |= {"ranking": {"S": f"{company_id}#EUR"}, "supplier": {"S": names[item]}}
    table = dynamodb_backends[ACCOUNT][REGION].tables[CounterItem.Meta.table_name]
    for (shard, item), counts in sums.items():
        table.put_item({"pk": {"S": shard_key(company_id, shard)}, "sk": {"S": item}, **counts})
    return len(sums)


class _Counting:
    """Counts AWS calls while it is open."""

    calls = 0

    def __enter__(self) -> Self:
        self._call = BaseClient._make_api_call  # type: ignore[attr-defined]  # noqa: SLF001 - botocore's one way out

        def counted(client: BaseClient, operation: str, parameters: Any) -> Any:
            self.calls += 1
            return self._call(client, operation, parameters)

        BaseClient._make_api_call = counted  # type: ignore[attr-defined]  # noqa: SLF001
        return self

    def __exit__(self, *_: object) -> None:
        BaseClient._make_api_call = self._call  # type: ignore[attr-defined]  # noqa: SLF001


if __name__ == "__main__":
    main()
