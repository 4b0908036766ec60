"""How many invoices a second go from the upload to `ready` on the local stack, and what holds them up.

    .venv/bin/python -m bench.pipeline                          # 100 invoices, two worker processes
    .venv/bin/python -m bench.pipeline --invoices 1000 --workers 2
    .venv/bin/python -m bench.pipeline --rate 0.5               # so many uploads a second, instead of all at once

S3, SQS and DynamoDB are moto's, in a process of their own; uploads go through the use case, and workers are processes
that poll the queue as Lambda does. Each invoice has bytes and a number of its own. Nothing may be lost: each accepted
invoice ends as `ready`, or as `failed` with a reason. PIPELINE_INVOICES and PIPELINE_WORKERS set the defaults.
"""

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.load.figures import percentile, table
from bench.load.invoices import distinct_invoices
from bench.load.processes import Member

if TYPE_CHECKING:
    from chalicelib.accounts.sessions import Login

QUEUES = ("ProcessQueue", "BulkQueue")
PASSWORD = "a long enough passphrase"
_POLL_SECONDS = 1.0
_PATIENCE_SECONDS = 120  # without any progress
_BUSY = 0.85  # of the cores' time


@dataclass
class Run:
    """What happened."""

    accepted: list[str] = field(default_factory=list)
    upload_seconds: list[float] = field(default_factory=list)
    wall_seconds: float = 0.0
    cpu_seconds: dict[str, float] = field(default_factory=dict)
    workers: list[dict[str, Any]] = field(default_factory=list)
    left_in_queues: dict[str, int] = field(default_factory=dict)


@dataclass
class Ends:
    """How the accepted invoices ended."""

    statuses: Counter[str] = field(default_factory=Counter)
    unexplained: int = 0
    to_read: list[float] = field(default_factory=list)
    to_ready: list[float] = field(default_factory=list)
    created: list[datetime] = field(default_factory=list)
    done: list[datetime] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Accepted, and neither ready nor failed with a reason."""
        return sum(self.statuses.values()) - self.statuses["ready"] - self.statuses["failed"] + self.unexplained


def main() -> None:
    """Run it and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--invoices", type=int, default=int(os.environ.get("PIPELINE_INVOICES", "100")))
    parser.add_argument("--workers", type=int, default=int(os.environ.get("PIPELINE_WORKERS", "2")))
    parser.add_argument("--rate", type=float, default=0.0, help="uploads a second; 0 uploads as fast as it goes")
    arguments = parser.parse_args()
    aws = Member.start("bench.load.aws")
    os.environ.update(aws.greeting["variables"])
    try:
        run = _run(aws, arguments.invoices, arguments.workers, arguments.rate)
        _report(run, _ends(run.accepted), arguments)
    finally:
        aws.end()


def _run(aws: Member, invoices: int, workers: int, rate: float) -> Run:
    queues = aws.greeting["queues"]
    files = list(distinct_invoices(invoices))
    crew = [Member.start("bench.load.worker", *(queues[name] for name in QUEUES)) for _ in range(workers)]
    run = Run()
    before = aws.cpu_seconds(), sum(member.cpu_seconds() for member in crew), time.process_time()
    started = time.perf_counter()
    try:
        upload(run, files, rate)
        wait_until_empty(queues)
        run.wall_seconds = time.perf_counter() - started
        after = aws.cpu_seconds(), sum(member.cpu_seconds() for member in crew), time.process_time()
        used = [end - begin for begin, end in zip(before, after, strict=True)]
        run.cpu_seconds = dict(zip(("moto's server", "workers and their children", "uploads"), used, strict=True))
        run.workers = [member.finish() for member in crew]
    finally:
        for member in crew:
            member.end()
    run.left_in_queues = {name: _waiting(url) for name, url in queues.items()}
    return run


def upload(run: Run, files: list[tuple[str, bytes]], rate: float = 0.0) -> None:
    """Upload files through the use case, so many a second, or as fast as it goes."""
    from chalicelib.ids import Intended
    from chalicelib.invoices.uploading import accept_upload

    caller = _caller()
    started = time.perf_counter()
    for number, (name, data) in enumerate(files):
        if rate:
            time.sleep(max(0.0, started + number / rate - time.perf_counter()))
        begun = time.perf_counter()
        invoice = accept_upload(caller, Intended(), filename=name, content_type="application/pdf", data=data)
        run.upload_seconds.append(time.perf_counter() - begun)
        run.accepted.append(f"{invoice.company_id}/{invoice.invoice_id}")


def founder() -> "Login":
    """Register somebody with a new company, and log them in."""
    from chalicelib.accounts import sessions

    return sessions.register(
        email="bench@example.com",
        password=PASSWORD,
        name="",
        company_name="Bench Ltd",
        language="en",
        source_ip="bench",
        base_url="https://api.example.com",
    )


def _caller() -> Any:
    """An admin of a new company."""
    from chalicelib.authorization import Caller, Role

    user = founder().user
    return Caller(user.user_id, "bench", user.company_id, Role.ADMIN, sees_company=True)


def wait_until_empty(queues: dict[str, str]) -> None:
    """Wait until all messages were handled; give up when nothing moves any more."""
    least, since = sys.maxsize, time.monotonic()
    while left := sum(_waiting(queues[name]) for name in (*QUEUES, "DeadLetterQueue")):
        if left < least:
            least, since = left, time.monotonic()
        if time.monotonic() - since > _PATIENCE_SECONDS:
            print(f"nothing has moved for {_PATIENCE_SECONDS} s; {left} messages are left")
            return
        time.sleep(_POLL_SECONDS)


def _waiting(queue_url: str) -> int:
    from chalicelib.storage.aws.clients import sqs_client

    answer = sqs_client().get_queue_attributes(QueueUrl=queue_url, AttributeNames=["All"])["Attributes"]
    return sum(int(answer[name]) for name in ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"))


def _ends(accepted: list[str]) -> Ends:
    from chalicelib.records.events import EventKind
    from chalicelib.storage.invoices.events import latest_events
    from chalicelib.storage.invoices.invoices import find_invoice

    ends = Ends()
    for company_id, _, invoice_id in (key.partition("/") for key in accepted):
        invoice = find_invoice(company_id, invoice_id)
        if invoice is None:
            ends.statuses["gone"] += 1
            continue
        ends.statuses[invoice.status] += 1
        ends.unexplained += invoice.status == "failed" and not invoice.failure_detail
        ends.created.append(invoice.created_at)
        ends.done.append(invoice.updated_at)
        if invoice.status == "ready":
            ends.to_ready.append((invoice.updated_at - invoice.created_at).total_seconds())
            events = latest_events(company_id, invoice_id, limit=20)
            read = next(event.at for event in events if event.kind is EventKind.READ)
            ends.to_read.append((read - invoice.created_at).total_seconds())
    return ends


def _report(run: Run, ends: Ends, arguments: argparse.Namespace) -> None:
    count, seconds = len(run.accepted), (max(ends.done) - min(ends.created)).total_seconds()
    how = f"{arguments.rate:g} a second" if arguments.rate else "all at once"
    print(f"{count} invoices uploaded {how}, {arguments.workers} workers, {os.cpu_count()} cores")
    print(f"from the first upload to the last that was done {seconds:9.1f} s   {count / seconds:.2f} invoices a second")
    statuses = ", ".join(f"{number} {status}" for status, number in sorted(ends.statuses.items()))
    print(f"ended as: {statuses}; lost: {ends.lost}; left in queues: {sum(run.left_in_queues.values())}\n")
    durations = [duration for worker in run.workers for duration in worker["durations"]]
    rows = [["seconds", "p50", "p95", "most"]]
    for name, values in (
        ("the upload itself (use case)", run.upload_seconds),
        ("upload to the event `read`", ends.to_read),
        ("upload to `ready`, the wait in the queue included", ends.to_ready),
        ("the worker's part of one invoice", durations),
    ):
        rows.append([name, *(f"{percentile(values, percent):.2f}" for percent in (50, 95, 100))])
    print(table(rows), end="\n\n")
    _report_steps(run, count)
    _report_limit(run, count)


def _report_steps(run: Run, count: int) -> None:
    seconds: defaultdict[str, float] = defaultdict(float)
    times: Counter[str] = Counter()
    for worker in run.workers:
        for step, taken in worker["seconds"].items():
            seconds[step] += taken
        times.update(worker["times"])
    polling = "calls to AWS: sqs"
    seconds.pop(polling, None)
    total = sum(seconds.values())
    rows = [["the worker's time", "ms an invoice", "times", "share"]]
    for step, taken in sorted(seconds.items(), key=lambda pair: -pair[1]):
        rows.append([step, f"{1000 * taken / count:,.0f}", f"{times[step] / count:.1f}", f"{taken / total:.0%}"])
    print(table(rows), end="\n\n")


def _report_limit(run: Run, count: int) -> None:
    cores = os.cpu_count() or 1
    rows = [["processor", "seconds", "ms an invoice", "of all cores"]]
    for name, used in run.cpu_seconds.items():
        share = used / (run.wall_seconds * cores)
        rows.append([name, f"{used:.1f}", f"{1000 * used / count:,.0f}", f"{share:.0%}"])
    used = sum(run.cpu_seconds.values())
    rows.append(["all", f"{used:.1f}", f"{1000 * used / count:,.0f}", f"{used / (run.wall_seconds * cores):.0%}"])
    print(table(rows))
    most = max(run.cpu_seconds, key=lambda name: run.cpu_seconds[name])
    moto = run.cpu_seconds["moto's server"] / run.wall_seconds
    if moto >= _BUSY:
        print("the limit: moto's server, which uses one core at most")
    elif used / (run.wall_seconds * cores) >= _BUSY:
        print(f"the limit: this machine's processors, and most of that is: {most}")
    else:
        print("the limit: neither processor nor moto's server; too few workers or uploads, or another program's load")


if __name__ == "__main__":
    main()
