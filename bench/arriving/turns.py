"""Another company's one file behind a flood: how many of the flood's files are done before it, by count, not by time.

Over the local stack: once with one order for all files (`PROMPT_FILES_A_MINUTE` is out of reach), once with fair turns.
"""

import time
from dataclasses import dataclass

from bench.arriving.batches import PASSWORD, ubl
from bench.load.figures import table
from invoice_client import Api
from tests.support.local_stack import running_stack
from tests.support.papers.office import zipped

HEADS = ["flood", "turns", "files", "done when the other came", "done before the other", "of these since it came"]
ONE_ORDER = {"PROMPT_FILES_A_MINUTE": "1000000"}
MAX_SECONDS = 900
POLL_SECONDS = 0.25


@dataclass(frozen=True)
class Seen:
    """How many of the flood's files were done when the other file came, and when that one was ready."""

    at_first: int
    at_last: int


def compare(files: int) -> None:
    """Print the counts for a flood of single uploads and for one of an archive, without and with fair turns."""
    rows = [HEADS]
    for flood in ("one by one", "one archive"):
        for turns, environment in (("one order", ONE_ORDER), ("fair", {})):
            with running_stack(THROTTLE_FACTOR="100", **environment) as stack:
                seen = _behind(stack.url, flood, files)
            counts = files, seen.at_first, seen.at_last, seen.at_last - seen.at_first
            rows.append([flood, turns, *map(str, counts)])
            print(table(rows), flush=True)


def _behind(url: str, flood: str, files: int) -> Seen:
    first, second = _person(url, "first"), _person(url, "second")
    _send(first, {f"{number}.xml": ubl("first", number) for number in range(files)}, flood)
    at_first = _done(first)
    second.upload("one.xml", ubl("second", 0))
    deadline = time.monotonic() + MAX_SECONDS
    while not _done(second) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    return Seen(at_first, _done(first))


def _send(client: Api, files: dict[str, bytes], flood: str) -> None:
    """Send the flood; it is all there when this returns, none of it necessarily read."""
    if flood == "one by one":
        for name, data in files.items():
            client.upload(name, data)
        return
    headers = {"Content-Type": "application/zip"}
    batch = client.http.post("/invoices?filename=all.zip", content=zipped(files), headers=headers).json()["batch"]
    while client.http.get(f"/batches/{batch['id']}").json()["status"] != "taken_in":
        time.sleep(POLL_SECONDS)


def _person(url: str, name: str) -> Api:
    client = Api(url)
    client.register(f"{name}@example.com", PASSWORD)
    return client


def _done(client: Api) -> int:
    counts = client.http.get("/stats").json()["by_status"]
    return int(counts["ready"]) + int(counts["failed"])
