"""MiniStack, an AWS-compatible server that runs Lambda functions as real processes.

It has a virtual environment of its own (`make e2e` makes it): its Lambda processes see what is installed there, and a
library that is missing in our package must not be found by accident.
"""

import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import requests

from infra.deploy import Deployment
from infra.local.mail.incoming import DOMAIN

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-ministack" / "bin" / "python"
LOG = ROOT / "build" / "ministack.log"
REGION: Final = "eu-central-1"

# The stack's parameters there: the sender's identity is made with the stack, and counts as verified.
PARAMETERS: Final = {"CreateMailIdentity": "true", "MailInDomain": DOMAIN}

_START_SECONDS = 60
_STOP_SECONDS = 30


@dataclass(frozen=True)
class Deployed:
    """The system, deployed on a running server."""

    url: str
    aws_url: str
    outputs: dict[str, str]
    deployment: Deployment
    package: Path


class MailMissing(TimeoutError):
    """No mail to this recipient arrived in time."""


class MiniStackDidNotStart(RuntimeError):
    """The server ended at once or never answered; its log says why."""

    def __init__(self, code: int | None) -> None:
        """Show the end of the log."""
        super().__init__(f"exit code {code}; the end of {LOG}:\n{tail()}")


@contextmanager
def running() -> Iterator[str]:
    """Run a server with nothing in it and yield its address; everything it made is gone afterwards."""
    port = _free_port()
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="ministack-") as home, LOG.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - fixed command
            [str(PYTHON), "-m", "ministack"],
            cwd=home,
            env=_environment(home, port),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_up(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(_STOP_SECONDS)


def wait_for_mail(url: str, recipient: str, *, seconds: float) -> str:
    """Return what the server's SES holds once a mail to this recipient is there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        held = requests.get(f"{url}/_ministack/ses/messages", timeout=10).text
        if recipient in held:
            return held
        time.sleep(0.5)
    raise MailMissing(recipient)


def wait_for_proof_link(url: str, recipient: str, *, seconds: float) -> str:
    """Return the path of the link that proves a recipient's address: MiniStack's stage names no host."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for mail in _mails_to(recipient, json.loads(wait_for_mail(url, recipient, seconds=seconds))):
            found = re.search(r"/me/address_proof/[\w./-]+", json.dumps(mail))
            if found:
                return found.group()
        time.sleep(0.5)
    raise MailMissing(recipient)


def _mails_to(recipient: str, held: Any) -> Iterator[dict[str, Any]]:
    """Yield the records of mails to somebody, wherever the answer has them."""
    if isinstance(held, dict) and recipient in held.get("To", ()):
        yield held
    parts = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    for part in parts:
        yield from _mails_to(recipient, part)


def tail(lines: int = 40) -> str:
    """Return the end of the server's log, which has the functions' output too."""
    return "\n".join(line[:4000] for line in LOG.read_text(errors="replace").splitlines()[-lines:])


def _environment(home: str, port: int) -> dict[str, str]:
    """Return an environment in which nothing of ours is found."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "TMPDIR": home,
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": REGION,
        # IAM decides, and signatures are checked: a policy that lacks an action fails here, not at the first customer.
        "AUTH": "true",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if requests.get(f"{url}/_ministack/health", timeout=2).ok:
                return
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.1)
    raise MiniStackDidNotStart(process.poll())
