"""How soon the web console is there and answers, on processors that are slowed down, and how large its files are.

A local stack and a Chromium on this machine; the browser's processor is slowed by its own means (DevTools), the network
is this machine's. Each figure is the median of some visits in new profiles, in milliseconds:

    painted   first contentful paint of the page
    usable    the form to log in takes the focus
    list      from "Log in" to the list with its invoices, the check of the password on the server included
    key       from a key pressed in the search to the next paint, the slowest of a word
    screen    from a click in the navigation to the next screen's first paint
    review    from a click on an invoice to its fields
"""

import gzip
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from chalicelib.api.pages.console import BUILT
from infra.local.welcome import EMAIL, PASSWORD
from samples import generate
from tests.support.browser import CHROMIUM
from tests.support.local_stack import running_stack

SLOWDOWNS = (1, 4, 6)  # a good laptop, a phone of the middle, a cheap phone
VISITS = 5
INVOICES = 10
SECONDS = 120
WORD = "nordlicht"
FIGURES = ("painted", "usable", "list", "key", "screen", "review")
# From an event to the paint after it: the browser's own measure of interaction, to 8 ms.
WATCH = """() => {
    globalThis.slowest = 0;
    const watch = list => list.getEntries().forEach(each => { slowest = Math.max(slowest, each.duration); });
    new PerformanceObserver(watch).observe({type: "event", durationThreshold: 16});
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# The time from a click to the frame after which something is there.
CLICK = """([clicked, awaited]) => new Promise(resolve => {
    const begun = performance.now();
    const look = () => document.querySelector(awaited)
        ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)))
        : requestAnimationFrame(look);
    document.querySelector(clicked).click();
    look();
})"""


def main() -> None:
    """Print both tables."""
    _print_sizes()
    if CHROMIUM is None:
        print("no Chromium on this machine: no times")
        return
    with running_stack() as stack:
        _upload(stack.url)
        print(f"\n{'processor':>12}" + "".join(f"{name:>10}" for name in FIGURES) + "   ms")
        for slowdown in SLOWDOWNS:
            visits = [_visit(CHROMIUM, stack.url, slowdown) for _ in range(VISITS)]
            medians = (statistics.median(visit[name] for visit in visits) for name in FIGURES)
            print(f"{f'{slowdown} x slower':>12}" + "".join(f"{each:>10.0f}" for each in medians))


def _print_sizes() -> None:
    print(f"{'file':<24}{'bytes':>10}{'compressed':>12}")
    files = sorted(path for path in BUILT.iterdir() if path.suffix in {".js", ".css"})
    sizes = [(path.name, path.stat().st_size, len(gzip.compress(path.read_bytes()))) for path in files]
    for name, size, compressed in sizes:
        print(f"{name:<24}{size:>10,}{compressed:>12,}")
    print(f"{'all':<24}{sum(each[1] for each in sizes):>10,}{sum(each[2] for each in sizes):>12,}")


def _upload(url: str) -> None:
    """Have some invoices read, and wait for them."""
    login = requests.post(f"{url}/auth/login", json={"email": EMAIL, "password": PASSWORD}, timeout=SECONDS).json()
    headers = {"Authorization": f"Bearer {login['access']}"}
    for sample in generate()[:INVOICES]:
        body = {"Content-Type": "application/pdf", **headers}
        requests.post(f"{url}/invoices?filename={sample.name}.pdf", data=sample.pdf, headers=body, timeout=SECONDS)
    while any(each["status"] in {"queued", "processing"} for each in _listed(url, headers)):
        time.sleep(1)


def _listed(url: str, headers: dict[str, str]) -> list[dict[str, Any]]:
    return list(requests.get(f"{url}/invoices", headers=headers, timeout=SECONDS).json()["items"])


def _visit(chromium: str, url: str, slowdown: int) -> dict[str, float]:
    """Return the figures of one visit."""
    with _page(chromium, slowdown) as page:
        page.goto(f"{url}/app")
        page.get_by_label("E-mail").fill(EMAIL)
        usable = page.evaluate("performance.now()")
        page.get_by_label("Password").fill(PASSWORD)
        found = {"painted": page.evaluate(PAINTED), "usable": usable}
        found["list"] = page.evaluate(CLICK, ["form button", "tbody a"])
        page.evaluate(WATCH)
        page.get_by_label("Search by supplier").press_sequentially(WORD, delay=50)
        page.wait_for_timeout(500)
        found["key"] = page.evaluate("slowest")
        found["screen"] = page.evaluate(CLICK, ["a[href='#/settings']", "main .views"])
        page.evaluate(CLICK, ["a[href='#/inbox']", "tbody a"])
        found["review"] = page.evaluate(CLICK, ["tbody a", ".fact input"])
        return found


@contextmanager
def _page(chromium: str, slowdown: int) -> Iterator[Any]:
    """Yield a page of a new profile whose processor is slowed down."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1360, "height": 900}, locale="en-GB").new_page()
        page.set_default_timeout(SECONDS * 1000)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        yield page
        browser.close()


if __name__ == "__main__":
    main()
