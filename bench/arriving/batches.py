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
from clients.api_client import Client
from tests.support.local_stack import running_stack
from tests.support.office import zipped
from tests.unit.documents.invoices import invoice

Sender = Callable[[Client, dict[str, bytes]], str]
HEADS = [
    *("way", "files", "ready", "failed", "unfinished", "lost"),
    *("s to take in", "s in all", "files a s", "s a poll (95 %)", "s of another's"),
]
PASSWORD = "a long enough passphrase"
POLL_SECONDS = 2.0
MAX_TOKEN_SECONDS = 200.0  # an access token is good for 300
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
    run, client, other = Run(way, files), _Person(url, way), _Person(url, f"another than {way}")
    started = time.monotonic()
    path = send(client, {f"{number}.xml": _ubl(way, number) for number in range(files)})
    until = started + minutes * 60
    _wait(client, run, path, (started, until), lambda: _time_of_another(other, way, run))
    run.seconds = time.monotonic() - started
    return run


class _Person(Client):
    """A client that logs in again before its token is too old."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__(url)
        self._email, self._since = f"{name.replace(' ', '-')}@example.com", -MAX_TOKEN_SECONDS
        self.register(self._email, PASSWORD)

    def stay(self) -> None:
        """Log in if the last time is long ago."""
        if time.monotonic() - self._since > MAX_TOKEN_SECONDS:
            self.log_in(self._email, PASSWORD)
            self._since = time.monotonic()


def _ubl(way: str, number: int) -> bytes:
    return write_ubl(invoice().model_copy(update={"invoice_number": f"{way}-{number}"}))


def _as_archive(client: Client, files: dict[str, bytes]) -> str:
    headers = {"Content-Type": "application/zip"}
    answer = client.call("POST", "/invoices?filename=all.zip", data=zipped(files), headers=headers)
    return f"/batches/{answer.json()['batch']['id']}"


def _one_by_one(client: Client, files: dict[str, bytes]) -> str:
    for name, data in files.items():
        client.upload(name, data)
    return ""


def _wait(client: _Person, run: Run, path: str, times: tuple[float, float], in_the_middle: Callable[[], None]) -> None:
    """Wait until all are read, or nothing has happened for long; do something once, in the middle."""
    (started, until), last, since = times, -1, time.monotonic()
    while last < run.files and time.monotonic() < min(until, since + PATIENCE_SECONDS):
        time.sleep(POLL_SECONDS)
        client.stay()
        asked = time.monotonic()
        run.statuses = _batchs(client, path) if path else _ones(client)
        run.polls.append(time.monotonic() - asked)
        if not run.taken_in and run.statuses.total() >= run.files:
            run.taken_in = asked - started
        done = run.statuses["ready"] + run.statuses["failed"]
        if done != last:
            last, since = done, time.monotonic()
        if not run.other and run.files / 3 < done < run.files:
            in_the_middle()


def _time_of_another(other: _Person, way: str, run: Run) -> None:
    other.stay()
    started = time.monotonic()
    _one_by_one(other, {"one.xml": _ubl(f"another than {way}", 0)})
    while not _ones(other)["ready"] and time.monotonic() - started < PATIENCE_SECONDS:
        time.sleep(POLL_SECONDS / 4)
        other.stay()
    run.other = time.monotonic() - started


def _batchs(client: Client, path: str) -> Counter[str]:
    return Counter(client.fetch("GET", path)["invoices"])


def _ones(client: Client) -> Counter[str]:
    statuses: Counter[str] = Counter()
    cursor = ""
    while True:
        page = client.fetch("GET", f"/invoices?limit=100{cursor}")
        statuses.update(item["status"] for item in page["items"])
        if not page["has_more"]:
            return statuses
        cursor = f"&cursor={page['next_cursor']}"
