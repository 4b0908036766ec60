"""One worker as a process, for the two queues that its arguments name: S3's, and what is put off.

It polls and handles until its standard input ends, and does what Lambda does between the queue and the function, with
the local stack's own code for that.
"""

import json
import sys
import threading
import time
from typing import Any

import boto3

from bench.load.steps import REST, Stopwatch, install
from infra.local.queues import Source, poll_once

_ARNS = "arn:aws:sqs:eu-central-1:123456789012:"
_IDLE_SECONDS = 0.1


def main(*queue_urls: str) -> None:
    """Work until the signal to end; then say how long each message took and where the time went."""
    from chalicelib.pipeline.queues import process_batch

    watch, durations = Stopwatch(), list[float]()
    install(watch)

    def handle(batch: dict[str, Any]) -> Any:
        started = time.perf_counter()
        try:
            return watch.run(REST, process_batch, batch)
        finally:
            durations.append(time.perf_counter() - started)

    sources = [Source(url, _ARNS + url.rpartition("/")[2], 1, handle) for url in queue_urls]
    sqs = boto3.client("sqs")
    print(json.dumps({"ready": True}), flush=True)
    ending = _end_of_input()
    while not ending.is_set():
        if not sum(poll_once(sqs, source) for source in sources):
            ending.wait(_IDLE_SECONDS)
    print(json.dumps({"durations": durations, "seconds": watch.seconds, "times": watch.times}), flush=True)


def _end_of_input() -> threading.Event:
    ended = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    return ended


if __name__ == "__main__":
    main(*sys.argv[1:])
