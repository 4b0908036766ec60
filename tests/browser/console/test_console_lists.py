"""The console's list in a real browser: its filters and saved views, and changes that others make."""

import re
from typing import Any

import pytest

from chalicelib.api.pages.console import BUILT, MANIFEST
from samples import generate
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import Person, check, somebody

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")


def test_what_others_change_is_shown_and_a_saved_view_brings_its_filters_back(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "sifter") as person:
        page = person.page
        person.register()
        files = [(f"{each.name}.pdf", "application/pdf", each.pdf) for each in generate()[:2]]
        person.drop(*files)
        page.get_by_text("2 of 2 files taken in").wait_for()
        person.wait_until_read(2)
        see_a_change(person, stack)
        page.get_by_text("Filters and views").click()
        page.get_by_label("Supplier", exact=True).fill("renamed")
        page.get_by_role("button", name="Apply").click()
        wait_for_rows(page, 1)
        page.get_by_label("Save this view as").fill("Mine")
        page.get_by_role("button", name="Save the view").click()
        page.get_by_role("button", name="Mine", exact=True).wait_for()
        check(page, "saved view")
        page.get_by_role("button", name="Clear all").click()
        wait_for_rows(page, 2)
        page.reload()
        person.log_in()
        page.get_by_role("button", name="Mine", exact=True).click()
        wait_for_rows(page, 1)
        page.get_by_role("button", name="Remove the view Mine").click()
        assert page.evaluate("Object.keys(localStorage)") == []


def see_a_change(person: Person, stack: LocalStack) -> None:
    """Correct an invoice beside the page, which asks for changes alone until then, and reads its list once."""
    page, asked = person.page, []
    page.on("request", lambda sent: asked.append(sent.url.removeprefix(stack.url).partition("?")[0]))
    invoice_id = person.api("/invoices")["items"][0]["id"]
    with page.expect_response(re.compile(r"/changes\?")):
        pass
    assert set(asked) == {"/changes"}
    assert person.api(f"/invoices/{invoice_id}", {"supplier": "Renamed Ltd"})["supplier"] == "Renamed Ltd"
    page.get_by_role("link", name="Renamed Ltd").wait_for()
    assert asked.count("/invoices") == 1


def wait_for_rows(page: Any, count: int) -> None:
    """Wait until the list has so many invoices."""
    page.wait_for_function("count => document.querySelectorAll('tbody tr').length === count", arg=count)
