"""Pictures of every screen of the console, light and dark, for docs/console.md: `make screenshots`.

A company is made on a local stack of its own (`pictured.py`), and a person goes through the screens. The pictures have
few colours, so that all of them together stay small.
"""

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from invoice_client import Api
from invoice_client.generated.api.invoices import list_invoices
from tests.browser.pictured import EMAIL, PASSWORD, make
from tests.support.browser import CHROMIUM
from tests.support.local_stack import running_stack

FOLDER = Path("docs/images/console")
SIZE = {"width": 1280, "height": 800}
COLOURS = 96
FORM_MS = 2_000  # a form is laid out a little after the last key
QUIET_MS = 400  # for what begins to be fetched, and for what is drawn of it
MAX_BYTES = 4_000_000
ENTRANCE = ("login", "register", "forgotten")
SCREENS = (
    "inbox", "batches", "issue", "quotes", "recurring", "recurring/new", "customers", "customers/new", "items",
    "items/new", "payments", "statistics", "suppliers", "settings/company", "settings/reminders", "settings/team",
    "settings/account", "settings/security", "settings/keys", "settings/audit", "settings/rulesets", "settings/mail",
    "settings/mailbox",
)  # fmt: skip
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
Page = Any


def main() -> None:
    """Write the pictures anew, and say how large they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with running_stack(THROTTLE_FACTOR="100") as stack, _endpoint() as hook, _chromium() as browser:
        api = make(stack.url, hook=hook)
        for theme in ("light", "dark"):
            context = browser.new_context(
                viewport=SIZE, color_scheme=theme, locale="en-GB", reduced_motion="reduce", user_agent=AGENT
            )
            context.set_default_timeout(60_000)
            _Tour(stack.url, api, context.new_page(), theme).walk()
            context.close()
    files = list(FOLDER.glob("*.png"))
    total = sum(file.stat().st_size for file in files)
    print(f"{len(files)} pictures, {total:,} bytes")
    if total > MAX_BYTES:
        sys.exit(f"that is more than {MAX_BYTES:,} bytes: take fewer colours")


class _Taken(BaseHTTPRequestHandler):
    """Takes whatever a webhook brings."""

    def do_POST(self) -> None:
        """Answer that it has arrived."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def _endpoint() -> Iterator[str]:
    """Yield the address of an endpoint for webhooks."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Taken) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}/hooks/invoices"
        server.shutdown()


@contextmanager
def _chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        sys.exit("There is no Chromium on this machine (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-quic"],
            env={**os.environ, "LANGUAGE": "en_GB"},  # how date fields are shown
        )
        yield browser
        browser.close()


class _Tour:
    """One way through all screens, in one theme."""

    def __init__(self, url: str, api: Api, page: Page, theme: str) -> None:
        self._url, self._api, self._page, self._theme = url, api, page, theme

    def walk(self) -> None:
        """Take all pictures."""
        for screen in ENTRANCE:
            self._show(screen)
        self._log_in(f"newcomer-{self._theme}@example.com", is_new=True)
        self._shoot("empty")
        self._page.get_by_role("button", name="Log out").click()
        self._log_in(EMAIL)
        for screen in SCREENS:
            self._show(screen)
        self._look()
        self._filters()
        self._reviews()
        self._sales()

    def _log_in(self, email: str, *, is_new: bool = False) -> None:
        if is_new:
            Api(self._url).register(email, PASSWORD, company_name="Pier Nine")
        self._page.goto(f"{self._url}/app#/login")
        self._page.get_by_label("E-mail").fill(email)
        self._page.get_by_label("Password").fill(PASSWORD)
        self._page.get_by_role("button", name="Log in").click()
        self._page.get_by_role("heading", name="Inbox").wait_for()
        self._settle()

    def _show(self, screen: str) -> None:
        self._page.goto(f"{self._url}/app#/{screen}")
        self._shoot(screen.replace("/", "-"))

    def _settle(self) -> None:
        """Wait until what the screen fetches is there."""
        self._page.get_by_role("heading", level=1).wait_for()
        self._page.wait_for_timeout(QUIET_MS)
        self._page.wait_for_function("() => !document.querySelector('.loading, .spinner')")
        self._page.wait_for_timeout(QUIET_MS)

    def _shoot(self, name: str) -> None:
        self._page.mouse.move(0, 0)
        self._settle()
        picture = Image.open(io.BytesIO(self._page.screenshot())).convert("RGB")
        few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(FOLDER / f"{name}-{self._theme}.png", optimize=True)

    def _look(self) -> None:
        """A page in the company's colours, when it is laid out."""
        self._page.goto(f"{self._url}/app#/settings/look")
        self._page.locator("iframe").wait_for()
        self._page.wait_for_timeout(FORM_MS)
        self._shoot("settings-look")

    def _filters(self) -> None:
        self._page.goto(f"{self._url}/app#/inbox")
        self._settle()
        self._page.get_by_text("Filters and views").click()
        self._shoot("filters")
        for row in self._page.get_by_role("row").all()[2:5]:
            row.get_by_role("checkbox").check()
        self._page.get_by_text("Filters and views").click()
        self._shoot("selection")

    def _reviews(self) -> None:
        """A reading with doubts, a field that has the focus, and the mail."""
        ids = {each.filename: each.id for each in list_invoices.sync(client=self._api, limit=100).items}
        self._page.goto(f"{self._url}/app#/invoices/{ids['english-services.pdf']}")
        self._page.locator(".sheet img").first.wait_for()
        self._shoot("review")
        self._page.get_by_label("Number", exact=True).click()
        self._shoot("review-field")
        self._page.get_by_role("button", name="Reject").click()
        self._shoot("review-reject")
        self._page.keyboard.press("Escape")
        self._page.get_by_role("heading", name="History").scroll_into_view_if_needed()
        self._shoot("review-history")
        self._page.goto(f"{self._url}/app#/invoices/{ids['IMG_2031.jpg']}")
        self._page.locator(".sheet img").first.wait_for()
        self._shoot("review-photo")
        self._page.goto(f"{self._url}/app#/invoices/{ids['scan-0417.pdf']}")
        self._shoot("review-unreadable")

    def _sales(self) -> None:
        """One of each, as it opens from its list."""
        for place in ("issue", "quotes", "recurring", "batches", "suppliers", "customers"):
            self._page.goto(f"{self._url}/app#/{place}")
            self._settle()
            self._page.locator("main .rows a, main .list a").first.click()
            if place in {"issue", "recurring"}:
                self._page.locator("iframe").wait_for()
            self._shoot(f"{place}-one")
        self._quote()
        self._sent()

    def _quote(self) -> None:
        """A quote in the form, with its page."""
        self._page.goto(f"{self._url}/app#/quotes/new")
        self._page.get_by_label("Name", exact=True).press_sequentially("quay")
        self._page.get_by_role("option", name="Quay Street Café").click()
        self._page.get_by_label("Description of line 1").fill("Year-end accounts for 2026")
        self._page.get_by_label("Quantity").fill("1")
        self._page.get_by_label("Price").fill("1250")
        self._page.get_by_label("Tax %").fill("19")
        self._page.wait_for_timeout(FORM_MS)
        self._page.locator("iframe").wait_for()
        self._page.evaluate("scrollTo(0, 0)")
        self._shoot("quotes-new")

    def _sent(self) -> None:
        """Deliveries of a webhook; an invoice that is issued, and the mail with it."""
        self._page.goto(f"{self._url}/app#/settings/webhooks")
        self._page.get_by_role("button", name="Deliveries").click()
        self._shoot("settings-webhooks")
        own = list_invoices.sync(client=self._api, direction="receivable").items[0].id
        self._page.goto(f"{self._url}/app#/invoices/{own}")
        self._page.locator(".sheet img").first.wait_for()
        self._shoot("own-invoice")
        self._page.get_by_role("button", name="Send", exact=True).click()
        self._shoot("send")
        self._page.keyboard.press("Escape")
        self._page.get_by_role("button", name="Credit note").click()
        self._shoot("credit")
        self._page.keyboard.press("Escape")
        self._page.goto(f"{self._url}/app#/payments")
        self._page.get_by_role("button", name="Planned").click()
        self._shoot("payments-planned")


if __name__ == "__main__":
    main()
