"""Many files as one archive, and some one by one, over the local stack: nothing lost, the rates, and who has to wait.

While the archive's files are read, somebody of another company uploads one file: how long that one takes shows whether
a large batch keeps others waiting. Lost is a file that became no invoice; what is not read in time is unfinished.
"""

import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.load.figures import percentile, table
from chalicelib.documents.syntaxes.codec import write_ubl
from invoice_client import Api
from invoice_client.generated.api.batches import get_batch
from invoice_client.generated.api.invoices import list_invoices
from invoice_client.generated.models import ReceiptOut
from invoice_client.generated.types import UNSET, Unset
from tests.support.local_stack import running_stack
from tests.support.papers.office import zipped
from tests.unit.documents.invoices import invoice

Sender = Callable[[Api, dict[str, bytes]], str]
HEADS = [
    *("way", "files", "ready", "failed", "unfinished", "lost"),
    *("s to take in", "s in all", "files a s", "s a poll (95 %)", "s of another's"),
]
PASSWORD = "a long enough passphrase"
POLL_SECONDS = 2.0
PATIENCE_SECONDS = 600  # without any progress
MAX_SINGLES = 30  # of the files that are sent one by one: their rate is what counts


@dataclass
class Run:
    """What was seen of one way of sending."""

    way: str
    files: int
    seconds: float = 0.0
    taken_in: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)
    polls: list[float] = field(default_factory=list)
    other: float = 0.0

    def cells(self) -> list[str]:
        """Return the row of the table."""
        ready, failed, known = self.statuses["ready"], self.statuses["failed"], self.statuses.total()
        counts = self.files, ready, failed, known - ready - failed, self.files - known
        figures = f"{self.taken_in:.0f}", f"{self.seconds:.0f}", f"{ready / self.seconds:.2f}"
        slowest = f"{percentile(self.polls, 95):.2f}"
        return [self.way, *map(str, counts), *figures, slowest, f"{self.other:.0f}"]


def compare(files: int, minutes: float) -> None:
    """Print how many files became invoices within so many minutes, how fast, and how long others waited, each way."""
    with running_stack() as stack:
        print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
        singles = _measured(stack.url, "one by one", min(files, MAX_SINGLES), _one_by_one, minutes)
        print(table([HEADS, singles.cells()]), flush=True)
        archive = _measured(stack.url, "one archive", files, _as_archive, minutes)
        print(f"load after: {os.getloadavg()[0]:.1f}")
    print(table([HEADS, singles.cells(), archive.cells()]))


def _measured(url: str, way: str, files: int, send: Sender, minutes: float) -> Run:
    run, client, other = Run(way, files), _person(url, way), _person(url, f"another than {way}")
    started = time.monotonic()
    batch_id = send(client, {f"{number}.xml": ubl(way, number) for number in range(files)})
    until = started + minutes * 60
    _wait(client, run, batch_id, (started, until), lambda: _time_of_another(other, way, run))
    run.seconds = time.monotonic() - started
    return run


def _person(url: str, name: str) -> Api:
    client = Api(url)
    client.register(f"{name.replace(' ', '-')}@example.com", PASSWORD)
    return client


def ubl(way: str, number: int) -> bytes:
    """Return an invoice whose bytes and number are its own."""
    return write_ubl(invoice().model_copy(update={"invoice_number": f"{way}-{number}"}))


def _as_archive(client: Api, files: dict[str, bytes]) -> str:
    headers = {"Content-Type": "application/zip"}
    answer = client.http.post("/invoices?filename=all.zip", content=zipped(files), headers=headers)
    return ReceiptOut.from_dict(answer.json()).batch.id


def _one_by_one(client: Api, files: dict[str, bytes]) -> str:
    for name, data in files.items():
        client.upload(name, data)
    return ""


def _wait(client: Api, run: Run, batch_id: str, times: tuple[float, float], in_the_middle: Callable[[], None]) -> None:
    """Wait until all are read, or nothing has happened for long; do something once, in the middle."""
    (started, until), last, since = times, -1, time.monotonic()
    while last < run.files and time.monotonic() < min(until, since + PATIENCE_SECONDS):
        time.sleep(POLL_SECONDS)
        asked = time.monotonic()
        run.statuses = _batchs(client, batch_id) if batch_id else _ones(client)
        run.polls.append(time.monotonic() - asked)
        if not run.taken_in and run.statuses.total() >= run.files:
            run.taken_in = asked - started
        done = run.statuses["ready"] + run.statuses["failed"]
        if done != last:
            last, since = done, time.monotonic()
        if not run.other and run.files / 3 < done < run.files:
            in_the_middle()


def _time_of_another(other: Api, way: str, run: Run) -> None:
    started = time.monotonic()
    _one_by_one(other, {"one.xml": ubl(f"another than {way}", 0)})
    while not _ones(other)["ready"] and time.monotonic() - started < PATIENCE_SECONDS:
        time.sleep(POLL_SECONDS / 4)
    run.other = time.monotonic() - started


def _batchs(client: Api, batch_id: str) -> Counter[str]:
    return Counter(get_batch.sync(batch_id, client=client).invoices.additional_properties)


def _ones(client: Api) -> Counter[str]:
    statuses: Counter[str] = Counter()
    cursor: str | Unset = UNSET
    while True:
        page = list_invoices.sync(client=client, limit=100, cursor=cursor)
        statuses.update(item.status for item in page.items)
        if not page.next_cursor:
            return statuses
        cursor = page.next_cursor
