"""One run of the main job on moto: what it used, what is stored after it, and what is paid for without it."""

import contextlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import boto3

from bench.pricing import job
from bench.pricing.capacity import STORED_OVERHEAD, size_of
from bench.pricing.database import Database, Table
from bench.pricing.lines import CountedLines
from bench.pricing.meter import Meter
from bench.pricing.prices import Prices
from infra import template_file
from infra.packaging.sam import SECOND_QUEUE_OF
from tests.support.api import Person

ROOT = Path(__file__).resolve().parents[2]
GB = 1e9
_MINUTES_A_MONTH = 60 * 24 * 30
_IN_GIGABYTES = {
    "out_bytes": "out_gb",
    "logs_bytes": "logs_gb",
    "ses_bytes": "ses_gb",
    "s3_written_bytes": "s3_gb_months",  # what is replaced or removed is kept for a month
    "dynamodb_bytes": "dynamodb_gb_months",
    "dynamodb_table_bytes": "dynamodb_backup_gb_months",
}


@dataclass(frozen=True)
class Measured:
    """What each step used for `invoices` is in the meter; `stored` has bytes, `fixed` what is paid by the month.

    `stage` has the limits that the template sets in production.
    """

    invoices: int
    meter: Meter
    stored: Mapping[str, int]
    fixed: Mapping[str, float]
    stage: Mapping[str, int]

    def quantities(self) -> dict[str, float]:
        """Return what is priced, of all steps, for the invoices of the run."""
        total: defaultdict[str, float] = defaultdict(float)
        for counted in (*(spent.quantities for spent in self.meter.steps.values()), self.stored):
            for name, count in counted.items():
                total[name] += count
        del total["s3_bytes"]  # what was written is what is priced for the first month
        return {
            _IN_GIGABYTES.get(name, name): count / GB if name in _IN_GIGABYTES else count
            for name, count in total.items()
        }


@dataclass(frozen=True)
class Prepared:
    """The main job, ready to be done: its processes are warm, and somebody has a page of invoices."""

    work: job.Job
    person: Person
    template: Mapping[str, Any]
    lines: CountedLines


def measure(invoices: int, kilobytes: int, prices: Prices) -> Measured:
    """Do the main job for so many invoices of this size."""
    with prepared(kilobytes, prices) as ready:
        meter = ready.work.meter
        before = stored_bytes(meter)
        ready.work.run(ready.person, invoices)
        stored = stored_bytes(meter)
        stored.subtract(before)
        fixed = _fixed(ready.template, len(ready.work.sources) + len(SECOND_QUEUE_OF), ready.lines, prices)
        return Measured(invoices, meter, stored, fixed, ready.template["Mappings"]["Stages"]["prod"])


@contextlib.contextmanager
def prepared(kilobytes: int, prices: Prices) -> Iterator[Prepared]:
    """Prepare the main job on moto in this process, with its calls, and what it prints, counted."""
    os.environ.update(job.environment())
    from moto import mock_aws

    lines = CountedLines()
    with mock_aws(), contextlib.redirect_stdout(lines):
        from infra.local.cloud import make_resources
        from tests.support.api import Api

        resources = make_resources()
        os.environ.update(resources.variables() | job.environment())
        tables = template_file.resources_of(resources.template, "AWS::DynamoDB::Table")
        database = Database({name: Table.of(properties) for name, properties in tables.items()})
        meter = Meter(database, _memory(), prices.milliseconds, lines)
        meter.install()
        with Api.started() as api:
            sources = job.sources_of(resources, meter)
            compressed_from = _config().get("minimum_compression_size")
            work = job.Job(meter, api, sources, resources.known["MailEventsQueue"], kilobytes, compressed_from)
            yield Prepared(work, work.prepare(), resources.template, lines)


def _memory() -> dict[str, int]:
    """Return the functions' megabytes by the names that Chalice gives them."""
    functions = _config()["lambda_functions"]
    return {name: int(settings["lambda_memory_size"]) for name, settings in functions.items()}


def _config() -> Any:
    return json.loads((ROOT / ".chalice" / "config.json").read_text())


def stored_bytes(meter: Meter) -> Counter[str]:
    """Return the bytes that are in the tables, with their indexes and without, and in the bucket."""
    stored: Counter[str] = Counter({"s3_bytes": sum(meter.objects.values())})
    dynamodb = boto3.client("dynamodb")
    for name, table in meter.database.tables.items():
        pages = dynamodb.get_paginator("scan").paginate(TableName=name)
        for item in chain.from_iterable(page["Items"] for page in pages):
            entries: list[Any] = [entry for index in table.indexes if (entry := index.entry(item)) is not None]
            stored["dynamodb_table_bytes"] += size_of(item) + STORED_OVERHEAD
            stored["dynamodb_bytes"] += sum(size_of(entry) + STORED_OVERHEAD for entry in [item, *entries])
    return stored


def _fixed(template: Mapping[str, Any], queues: int, lines: CountedLines, prices: Prices) -> dict[str, float]:
    """Return what is paid by the month, however little is used."""
    from app import app

    month = prices.month
    methods = sum(len(methods) for methods in app.routes.values())
    settings = template["Resources"]["RestAPI"]["Properties"].get("MethodSettings", [])
    detailed = any(setting.get("MetricsEnabled") for setting in settings)
    return {
        "idle_polls": queues * month["pollers_a_queue"] * month["polls_a_minute"] * _MINUTES_A_MONTH,
        "secrets": len(template_file.resources_of(template, "AWS::SecretsManager::Secret")),
        "method_metrics": methods * month["metrics_a_method"] * detailed,
        "custom_metrics": len(lines.metrics),
        "alarms": len(template_file.resources_of(template, "AWS::CloudWatch::Alarm")),
        "dashboards": len(template_file.resources_of(template, "AWS::CloudWatch::Dashboard")),
    }
