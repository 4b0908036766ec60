"""What the rate limits cost, and how quickly the local stack answers: login, list, get and upload, by wrk.

    .venv/bin/python -m bench.api                                     # 4 connections, 10 seconds a route
    .venv/bin/python -m bench.api --connections 16 --seconds 30

First, how many calls to AWS a request takes without and with the rate limits, which is counted (`bench.load.limits`).

For the times the local stack is started, with invoices to list. All of it is one Python process, moto included, so
these are figures of the local stack, not of Lambda: they show what a front-end developer sees, and which routes cost
more than others. wrk is a small load generator (Debian: `apt-get install wrk`); without it only the calls are counted.
API_CONNECTIONS, API_SECONDS and API_INVOICES set the defaults.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import httpx

from bench.load.figures import table
from bench.load.invoices import distinct_invoices
from bench.load.limits import as_table, count_calls
from invoice_client import Api

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "bench" / "load" / "requests.lua"
START_SECONDS = 60
STOP_SECONDS = 60
PREPARE_SECONDS = 600
EMAIL, PASSWORD = "load@example.com", "a long enough passphrase"


@dataclass(frozen=True)
class Shot:
    """One request that is sent again and again."""

    name: str
    method: str
    path: str
    content_type: str = ""
    body: bytes = b""
    with_token: bool = True
    distinct: bool = False


def main() -> None:
    """Start the stack, fill it, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=int(os.environ.get("API_CONNECTIONS", "4")))
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("API_SECONDS", "10")))
    parser.add_argument("--invoices", type=int, default=int(os.environ.get("API_INVOICES", "10")))
    arguments = parser.parse_args()
    print(as_table(count_calls()), end="\n\n", flush=True)
    if shutil.which("wrk") is None:
        print("Skipped: there is no wrk here (Debian: apt-get install wrk).")
        return
    with _local_stack() as client, TemporaryDirectory() as scratch:
        invoice_id = _prepare(client, arguments.invoices)
        rows = [["route", "requests", "a second", "p50 ms", "p95 ms", "p99 ms", "most ms", "errors"]]
        for shot in _shots(invoice_id):
            client.log_in(EMAIL, PASSWORD)
            rows.append(_row(shot, _fire(client, shot, Path(scratch), arguments)))
    print(f"{arguments.connections} connections, {arguments.seconds} s a route; the local stack is one process")
    print(table(rows))


@contextmanager
def _local_stack() -> Iterator[Api]:
    """Yield a registered client of a local stack that lives as long as the block."""
    port = _free_port()
    command = [sys.executable, "-m", "infra.local", "--port", str(port)]
    # Logins come from one address here, which is not what the throttle is for; and a line a request costs time.
    environment = {**os.environ, "THROTTLE_FACTOR": "1000000", "LOG_LEVEL": "ERROR", "ACCESS_TOKEN_SECONDS": "3600"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        client = Api(f"http://127.0.0.1:{port}")
        _wait_for(client)
        client.register(EMAIL, PASSWORD, company_name="Load Ltd")
        yield client
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(client: Api) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            if client.http.get("/health").is_success:
                return
        except httpx.ConnectError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.2)


def _prepare(client: Api, count: int) -> str:
    """Upload invoices and wait until they are read; return one's id."""
    ids = [client.upload(name, data).id for name, data in distinct_invoices(count)]
    client.wait(ids, seconds=PREPARE_SECONDS)
    return str(ids[0])


def _shots(invoice_id: str) -> list[Shot]:
    login = json.dumps({"email": EMAIL, "password": PASSWORD}).encode()
    _, pdf = next(distinct_invoices(1, first=1_000_000))
    return [
        Shot("GET /health", "GET", "/health", with_token=False),
        Shot("POST /auth/login", "POST", "/auth/login", "application/json", login, with_token=False),
        Shot("GET /invoices", "GET", "/invoices"),
        Shot("GET /invoices/{id}", "GET", f"/invoices/{invoice_id}"),
        # last: what it brings in is read in the background by the same process
        Shot("POST /invoices (PDF)", "POST", "/invoices?filename=a.pdf", "application/pdf", pdf, distinct=True),
    ]


def _fire(client: Api, shot: Shot, scratch: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    body = scratch / "body"
    body.write_bytes(shot.body)
    command = [
        "wrk", "-t1", f"-c{arguments.connections}", f"-d{arguments.seconds}s", "--timeout", "30s",
        "-s", str(SCRIPT), client.url, "--", shot.method, shot.path, shot.content_type,
        str(body) if shot.body else "", client.tokens.access if shot.with_token else "",
        "distinct" if shot.distinct else "same",
    ]  # fmt: skip
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    answer: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return answer


def _row(shot: Shot, fired: dict[str, Any]) -> list[str]:
    a_second = fired["requests"] / (fired["microseconds"] / 1e6)
    times = [f"{fired[name] / 1000:,.0f}" for name in ("p50", "p95", "p99", "max")]
    return [shot.name, str(fired["requests"]), f"{a_second:.1f}", *times, str(fired["refused"] + fired["broken"])]


if __name__ == "__main__":
    main()
