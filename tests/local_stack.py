"""A local stack in a process of its own, for tests that meet the system from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests

_START_SECONDS = 180
_STOP_SECONDS = 30


@contextmanager
def running_stack(**environment: str) -> Iterator[str]:
    """Yield the address of a running local stack; the variables are added to its environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    process = subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", "infra.local", "--port", str(port)],
        env=inherited | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _when_up(f"http://127.0.0.1:{port}", process)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:  # its worker finishes the file that it reads
        process.kill()
        process.wait()


def _when_up(url: str, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{url}/health", timeout=5).ok:
                return url
        except requests.ConnectionError:
            time.sleep(0.3)
    raise TimeoutError("the local stack did not start")
