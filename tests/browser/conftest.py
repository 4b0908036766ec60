"""A running local stack and a Chromium, for tests of pages as people meet them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support.browser import CHROMIUM
from tests.support.local_stack import running_stack

SCREENSHOTS = Path("build/screenshots")
# Generous: the tests ask whether something appears, not how soon; other tests have the other core.
_MAIL_SECONDS = 120
_PAGE_SECONDS = 150


@dataclass(frozen=True)
class LocalStack:
    """The local stack, as a person with a browser and a mailbox sees it."""

    url: str

    def post(self, path: str, body: dict[str, str]) -> requests.Response:
        """POST JSON."""
        return requests.post(f"{self.url}{path}", json=body, timeout=30)

    def link_mailed_to(self, address: str, page: str = "") -> str:
        """Wait for a mail to an address and return the link in it; where several come, the one to a page."""
        end = time.monotonic() + _MAIL_SECONDS
        while time.monotonic() < end:
            answer = requests.get(f"{self.url}/_local/mails", headers={"Accept": "application/json"}, timeout=30)
            for mail in answer.json()["items"]:
                if address in mail["to"] and page in mail["text"]:
                    return next(str(line) for line in mail["text"].splitlines() if line.startswith("http"))
            time.sleep(0.2)
        raise TimeoutError(address)


@pytest.fixture(scope="session")
def stack(chromium: Any) -> Iterator[LocalStack]:
    """Yield a local stack of its own process, where there is a browser to look at it."""
    with running_stack(THROTTLE_FACTOR="4") as running:  # all accounts of the tests register from one address
        yield LocalStack(running.url)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Yield a headless Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@contextmanager
def opened_page(chromium: Any, **options: Any) -> Iterator[Any]:
    """Yield a page of a browser profile of its own, which waits long for what it is asked for."""
    context = chromium.new_context(**options)
    context.set_default_timeout(_PAGE_SECONDS * 1000)
    try:
        yield context.new_page()
    finally:
        context.close()
