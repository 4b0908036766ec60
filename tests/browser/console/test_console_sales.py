"""Own invoices in the web console, in a real browser: what forms repeat, quotes, recurring invoices."""

from typing import Any

import pytest
import requests

from chalicelib.api.pages.console import BUILT, MANIFEST
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import COMPANY, PASSWORD, READ_SECONDS, Person, check, somebody

HAS = """([label, value]) => [...document.querySelectorAll("label")].some(
    each => each.innerText.startsWith(label) && (each.control ?? each.querySelector("input"))?.value === value)"""

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")


@pytest.fixture(scope="module")
def seller(stack: LocalStack, chromium: Any) -> Any:
    """Yield somebody whose company has what its invoices need, with a page that stays open from test to test."""
    with somebody(stack, chromium, "shopkeeper") as person:
        body = {"email": person.email, "password": PASSWORD, "company_name": "Harbour Books Ltd"}
        assert stack.post("/auth/register", body).status_code == 201
        link = stack.link_mailed_to(person.email)
        assert requests.post(link, json={"password": PASSWORD}, timeout=60).status_code == 200
        person.api("/company", COMPANY)
        person.log_in()
        person.page.on("dialog", lambda asked: asked.accept())
        yield person


def show(person: Person, screen: str) -> Any:
    """Open a screen; return the page."""
    person.page.goto(f"{person.stack.url}/app#/{screen}")
    person.page.get_by_role("heading", level=1).wait_for()
    return person.page


def test_a_customer_is_kept_found_changed_and_deleted(seller: Person) -> None:
    page = show(seller, "customers")
    page.get_by_role("link", name="New customer").click()
    page.get_by_label("Name", exact=True).fill("Quarry Tools GmbH")  # the list has a "Search by name or number"
    page.get_by_label("Number", exact=True).fill("C-9")
    page.get_by_label("Country").fill("de")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Quarry Tools GmbH").wait_for()
    page.get_by_label("Search by name or number").fill("c-8")
    page.get_by_text("Nothing found").wait_for()
    page.get_by_label("Search by name or number").fill("tools")
    page.get_by_role("link", name="Quarry Tools GmbH").click()
    page.get_by_label("City").fill("Cologne")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("C-9 · Cologne").wait_for()
    known = seller.api("/customers")["items"][0]["customer"]
    assert (known["name"], known["address"]["city"], known["address"]["country"]) == (
        "Quarry Tools GmbH",
        "Cologne",
        "DE",
    )
    check(page, "customers")
    page.get_by_role("link", name="Quarry Tools GmbH").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("heading", name="No customers yet").wait_for()


def test_the_form_suggests_customers_and_items_by_keyboard(seller: Person) -> None:
    keep(seller, "customers", customer={"name": "Quay Street Café", "address": {"city": "Berlin", "country": "DE"}})
    page = show(seller, "items")
    page.get_by_role("link", name="New item").click()
    page.get_by_label("Name", exact=True).fill("Bookkeeping")
    page.get_by_label("Price without tax").fill("85.50")
    page.get_by_label("Unit").fill("hur")
    page.get_by_label("Tax", exact=True).select_option("S")
    page.get_by_label("Tax %").fill("19")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("85.50 · hour").wait_for()
    page.get_by_role("link", name="Drafts").click()
    page.get_by_role("button", name="New invoice").click()
    page.get_by_label("Name", exact=True).press_sequentially("qua")
    page.get_by_role("option", name="Quay Street Café").wait_for()
    check(page, "suggestions")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(HAS, arg=["City", "Berlin"])
    page.get_by_label("Description of line 1").press_sequentially("book")
    page.get_by_role("option", name="Bookkeeping").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(HAS, arg=["Price", "85.50"])
    page.get_by_text("Saved", exact=True).wait_for()
    page.get_by_role("button", name="Issue").click()
    page.get_by_role("button", name="Send", exact=True).wait_for(timeout=READ_SECONDS * 1000)
    line = seller.api(f"/invoices/{page.url.rpartition('/')[2]}")["document"]["lines"][0]
    assert (line["unit"], line["price"]["net"], line["tax_rate"]) == ("HUR", "85.50", "19")


def keep(person: Person, path: str, **body: Any) -> None:
    """Have the API keep something for the person's company."""
    login = person.stack.post("/auth/login", {"email": person.email, "password": PASSWORD}).json()
    headers = {"Authorization": f"Bearer {login['access']}"}
    answer = requests.post(f"{person.stack.url}/{path}", json=body, headers=headers, timeout=60)
    assert answer.status_code == 201, answer.text


def fill_in(page: Any) -> None:
    """Fill in what a form needs."""
    page.get_by_label("Name", exact=True).fill("Pier Nine Ltd")
    page.get_by_label("Country").fill("de")
    page.get_by_label("Description of line 1").fill("A signpost")
    page.get_by_label("Price").fill("100")
    page.get_by_label("Tax %").fill("19")


def test_a_quote_is_made_mailed_accepted_and_turned_into_an_invoice(seller: Person) -> None:
    page = show(seller, "quotes/new")
    fill_in(page)
    page.get_by_role("button", name="Make the quote").click()
    page.get_by_role("heading", name="Pier Nine Ltd").wait_for()
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_label("To", exact=True).fill("pier@example.com")
    page.get_by_label("The mail").get_by_text("sends you this quote").wait_for()
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    page.get_by_text("pier@example.com").wait_for()
    page.get_by_role("button", name="Customer accepted").click()
    page.get_by_role("button", name="Open again").wait_for()
    check(page, "quote")
    page.get_by_role("button", name="Turn into an invoice").click()
    page.wait_for_url("**#/invoices/*")
    page = show(seller, "quotes")
    page.get_by_role("listitem").get_by_text("Invoiced").wait_for()
    check(page, "quotes")


def test_a_recurring_invoice_is_set_up_skipped_paused_and_changed(seller: Person) -> None:
    page = show(seller, "recurring/new")
    page.get_by_label("What you call it").fill("Rent of the stall")
    page.get_by_label("First day").fill("2099-01-31")
    fill_in(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Rent of the stall").click()
    page.get_by_role("button", name="Skip Jan 31, 2099").click()
    page.get_by_role("button", name="Skip Feb 28, 2099").wait_for()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Resume").wait_for()
    page.get_by_label("Rhythm").select_option("yearly")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("a draft · yearly").wait_for()
    check(page, "recurring")
    assert seller.api("/recurring")["items"][0]["state"] == "paused"
