"""What the system counts and times: CloudWatch metrics as lines on standard output, in its embedded metric format.

Each is written at once, so that nothing waits for a flush which a crash would prevent. Without `METRICS_NAMESPACE`, as
in the tests and on the local stack, nothing is written. All have the dimensions `service` and `stage`; names and
further dimensions are few and fixed, since each combination of values is a metric that is paid for.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from chalicelib.logs import SERVICE
from chalicelib.settings import settings


class Metric(StrEnum):
    """What is counted, and in brackets its own dimensions."""

    FILES_RECEIVED = "FilesReceived"
    FILES_READY = "FilesReady"
    FILES_FAILED = "FilesFailed"  # code: why
    FILES_STUCK = "FilesStuck"
    VALIDATIONS = "Validations"  # state: the verdict
    MAILS_SENT = "MailsSent"
    MAILS_FAILED = "MailsFailed"
    STEP_SECONDS = "StepSeconds"  # step
    QUEUE_SECONDS = "QueueSeconds"  # queue: how long a message waited for its first try


class Step(StrEnum):
    """What the worker does with a file, one after another."""

    FETCH = "fetch"
    READ = "read"
    MAKE = "make"
    VALIDATE = "validate"
    STORE = "store"


def count(metric: Metric, amount: int = 1, **dimensions: str) -> None:
    """Count something that happened."""
    _write(metric, "Count", amount, dimensions)


def record_seconds(metric: Metric, seconds: float, **dimensions: str) -> None:
    """Tell how long something took."""
    _write(metric, "Seconds", round(seconds, 3), dimensions)


@contextmanager
def timed(step: Step) -> Iterator[None]:
    """Time a step, however it ends."""
    started = time.perf_counter()
    try:
        yield
    finally:
        record_seconds(Metric.STEP_SECONDS, time.perf_counter() - started, step=step)


def _write(metric: Metric, unit: str, value: float, dimensions: dict[str, str]) -> None:
    namespace, stage = settings().metrics_namespace, settings().stage
    if not namespace:
        return
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    every = {"service": SERVICE, "stage": stage, **dimensions}
    with single_metric(metric, MetricUnit(unit), value, namespace=namespace, default_dimensions=every):
        pass
