"""Many files as one archive, and the same number one by one, over the local stack: nothing lost, and the rates."""

import time
from collections import Counter
from collections.abc import Callable

from bench.load.figures import table
from chalicelib.documents.syntaxes.codec import write_ubl
from clients.api_client import Client
from tests.support.local_stack import running_stack
from tests.support.office import zipped
from tests.unit.documents.invoices import invoice

Sender = Callable[[Client, dict[str, bytes]], None]
PASSWORD = "a long enough passphrase"
POLL_SECONDS = 1.0
PATIENCE_SECONDS = 300  # without any progress


def compare(files: int) -> None:
    """Print how many files became invoices, and how many a second, each way."""
    heads = ["way", "files", "ready", "lost", "seconds", "files a second"]
    with running_stack() as stack:
        rows = [_measured(stack.url, way, files, send) for way, send in WAYS.items()]
    print(table([heads, *rows]))


def _measured(url: str, way: str, files: int, send: Sender) -> list[str]:
    client, email = Client(url), f"{way.replace(' ', '-')}@example.com"
    client.register(email, PASSWORD)
    client.log_in(email, PASSWORD)
    started = time.monotonic()
    send(client, {f"{number}.xml": _ubl(way, number) for number in range(files)})
    ready = _wait(client, files)
    seconds = time.monotonic() - started
    return [way, str(files), str(ready), str(files - ready), f"{seconds:.0f}", f"{ready / seconds:.2f}"]


def _ubl(way: str, number: int) -> bytes:
    return write_ubl(invoice().model_copy(update={"invoice_number": f"{way}-{number}"}))


def _as_archive(client: Client, files: dict[str, bytes]) -> None:
    client.call("POST", "/invoices?filename=all.zip", data=zipped(files), headers={"Content-Type": "application/zip"})


def _one_by_one(client: Client, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        client.upload(name, data)


def _wait(client: Client, files: int) -> int:
    """Return how many invoices are ready, once all are or nothing has happened for long."""
    last, since = -1, time.monotonic()
    while last < files and time.monotonic() - since < PATIENCE_SECONDS:
        time.sleep(POLL_SECONDS)
        ready = _ready(client)
        if ready != last:
            last, since = ready, time.monotonic()
    return last


def _ready(client: Client) -> int:
    statuses: Counter[str] = Counter()
    cursor = ""
    while True:
        page = client.fetch("GET", f"/invoices?limit=100{cursor}")
        statuses.update(item["status"] for item in page["items"])
        if not page["has_more"]:
            return statuses["ready"]
        cursor = f"&cursor={page['next_cursor']}"


WAYS: dict[str, Sender] = {"one archive": _as_archive, "one by one": _one_by_one}
