"""The first steps of somebody who has just cloned the project, typed as the README and the welcome give them."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from infra.local.welcome import SAMPLES
from samples import generate
from tests.support.local_stack import RunningStack, running_stack

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_SECONDS = 300


@pytest.fixture(scope="module")
def stack() -> Iterator[RunningStack]:
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    with running_stack() as running:
        yield running


def typed(commands: str) -> str:
    """Return what a plain shell at the project's root prints."""
    done = subprocess.run(  # noqa: S603 - our own pages
        ["/bin/sh", "-euc", commands], cwd=ROOT, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read_invoices(printed: str) -> list[dict[str, Any]]:
    """Return the invoices of the last line, which is the list; each must have been read."""
    invoices: list[dict[str, Any]] = json.loads(printed.splitlines()[-1])["items"]
    assert {invoice["status"] for invoice in invoices} == {"ready"}
    return invoices


def test_the_session_by_hand_ends_with_what_was_read(stack: RunningStack) -> None:
    (session,) = re.findall(r"^```sh\nAPI=(?:\S+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    (invoice,) = read_invoices(typed(f"API={stack.url}\n{session}"))
    truth: Any = generate()[0].truth["fields"]
    assert (invoice["invoice_number"], invoice["total"]) == (truth["invoice_number"], truth["total"])


def test_the_lines_of_the_welcome_do_the_same_and_may_be_pasted_twice(stack: RunningStack) -> None:
    said = stack.log.read_text()
    lines = said.partition("\nPaste")[2].partition("\n\n")[0].partition("\n")[2]
    first = read_invoices(typed(lines))
    assert [invoice["filename"] for invoice in first] == ["english-services.pdf"]
    assert read_invoices(typed(lines)) == first


@pytest.mark.parametrize("path", ["/", "/swagger", "/redoc", "/_local/mails"])
def test_the_welcome_names_pages_that_are_there(stack: RunningStack, path: str) -> None:
    address = f"{stack.url}{path}"
    assert address in stack.log.read_text().split()
    answer = requests.get(address, headers={"Accept": "text/html"}, timeout=60)
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, "text/html")


def test_the_start_leads_from_this_machine_to_this_machine(stack: RunningStack) -> None:
    told = requests.get(stack.url, timeout=60).json()
    assert told["swagger"] == f"{stack.url}/swagger"


def test_the_demo_leaves_its_files_and_says_where(stack: RunningStack) -> None:
    for file in SAMPLES.glob("*.pdf"):
        file.unlink()
    port = stack.url.rpartition(":")[2]
    printed = typed(f"{sys.executable} -m infra.local.demo --port {port}")
    samples = generate()
    assert f"The {len(samples)} files are in {SAMPLES}" in printed
    assert {file.name: file.read_bytes() for file in SAMPLES.glob("*.pdf")} == {
        f"{sample.name}.pdf": sample.pdf for sample in samples
    }
