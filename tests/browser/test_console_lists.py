"""The console's list in a real browser: its filters and saved views, and changes that others make."""

import re
from typing import Any

import pytest

from chalicelib.api.pages.console import BUILT, MANIFEST
from samples import generate
from tests.browser.conftest import LocalStack
from tests.browser.test_console import check, somebody

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")


def test_a_view_is_saved_in_the_browser_and_brings_its_filters_back(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "sifter") as person:
        page = person.page
        person.register()
        first, second = generate()[:2]
        person.drop(
            (f"{first.name}.pdf", "application/pdf", first.pdf), (f"{second.name}.pdf", "application/pdf", second.pdf)
        )
        page.get_by_text("2 of 2 files taken in").wait_for()
        person.wait_until_read(2)
        suppliers = [row["supplier"] for row in person.api("/invoices")["items"]]
        page.get_by_text("Filters and views").click()
        page.get_by_label("Supplier", exact=True).fill(suppliers[0])
        page.get_by_role("button", name="Apply").click()
        page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
        page.get_by_label("Save this view as").fill("Mine")
        page.get_by_role("button", name="Save the view").click()
        page.get_by_role("button", name="Mine", exact=True).wait_for()
        check(page, "saved view")
        page.get_by_role("button", name="Clear all").click()
        page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 2")
        page.reload()
        person.log_in()
        page.get_by_role("button", name="Mine", exact=True).click()
        page.get_by_role("row", name=re.compile(re.escape(suppliers[0]))).wait_for()
        page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
        page.get_by_role("button", name="Remove the view Mine").click()
        assert page.evaluate("Object.keys(localStorage)") == []


def test_what_others_change_is_shown_without_reading_the_list_again_and_again(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "watcher") as person:
        page = person.page
        person.register()
        person.drop(("a.pdf", "application/pdf", generate()[3].pdf))
        person.wait_until_read(1)
        made: list[str] = []
        page.on("request", lambda sent: made.append(sent.url.removeprefix(stack.url).partition("?")[0]))
        invoice_id = person.api("/invoices")["items"][0]["id"]
        with page.expect_response(re.compile(r"/changes\?")):
            pass
        assert set(made) == {"/changes"}
        assert person.api(f"/invoices/{invoice_id}", {"supplier": "Renamed Ltd"})["supplier"] == "Renamed Ltd"
        page.get_by_role("link", name="Renamed Ltd").wait_for()
        assert made.count("/invoices") == 1
