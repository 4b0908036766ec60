"""The lives of invoices in the web console, in a real browser: approved, credited, paid, tagged; and the settings."""

import io
from datetime import timedelta
from typing import Any

import pytest
import requests
from PIL import Image

from chalicelib.api.pages.console import BUILT, MANIFEST
from chalicelib.clock import now
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import COMPANY, PASSWORD, READ_SECONDS, Person, check, somebody
from tests.support.invoices.forms import document, e_invoice, line

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")

FORM = {
    "currency": "EUR",
    "customer": {"name": "Quay Street Café", "address": {"city": "Berlin", "country": "DE"}},
    "lines": [
        {"item": {"name": name}, "quantity": quantity, "price": {"net": "10"}, "tax_rate": "19", "tax_category": "S"}
        for name, quantity in (("Chairs", "4"), ("Tables", "2"))
    ],
}


@pytest.fixture(scope="module")
def keeper(stack: LocalStack, chromium: Any) -> Any:
    """Yield somebody who keeps a company's books, with a page that stays open from test to test."""
    with somebody(stack, chromium, "keeper") as person:
        body = {"email": person.email, "password": PASSWORD, "company_name": "Harbour Books Ltd"}
        assert stack.post("/auth/register", body).status_code == 201
        link = stack.link_mailed_to(person.email)
        assert requests.post(link, json={"password": PASSWORD}, timeout=60).status_code == 200
        person.api("/company", COMPANY)
        person.log_in()
        person.page.on("dialog", lambda asked: asked.accept())
        yield person


def ask(person: Person, method: str, path: str, body: Any = None, **more: Any) -> Any:
    """What the API answers this person beside the page."""
    login = person.stack.post("/auth/login", {"email": person.email, "password": PASSWORD}).json()
    headers = {"Authorization": f"Bearer {login['access']}", **more.pop("headers", {})}
    answer = requests.request(method, f"{person.stack.url}{path}", json=body, headers=headers, timeout=60, **more)
    assert answer.status_code < 400, answer.text
    return answer.json()


def bought(person: Person, number: str, price: str = "100.00") -> str:
    """Bring in a supplier's invoice and wait until it is read; return its id."""
    data = e_invoice(document(line(price=price), invoice_number=number))
    headers = {"Content-Type": "application/xml"}
    made = ask(person, "POST", f"/invoices?filename={number}.xml", data=data, headers=headers)
    return until_ready(person, made["id"])


def issued(person: Person) -> str:
    """Issue an invoice and wait until its page is there; return its id."""
    return until_ready(person, ask(person, "POST", "/invoices", FORM)["id"])


def until_ready(person: Person, invoice_id: str) -> str:
    person.page.goto(f"{person.stack.url}/app#/invoices/{invoice_id}")
    person.page.get_by_role("button", name="Send", exact=True).wait_for(timeout=READ_SECONDS * 1000)
    return invoice_id


def show(person: Person, screen: str) -> Any:
    """Open a screen; return the page."""
    person.page.goto(f"{person.stack.url}/app#/{screen}")
    person.page.get_by_role("heading", level=1).wait_for()
    return person.page


def test_chosen_lines_of_an_issued_invoice_are_credited(keeper: Person) -> None:
    page, invoice_id = keeper.page, issued(keeper)
    assert page.get_by_role("button", name="Delete").count() == 0  # what was issued is final
    page.get_by_role("button", name="Credit note").click()
    page.get_by_label("How much of Chairs is taken back").fill("9")
    check(page, "credit")
    page.get_by_role("button", name="Credit these lines").click()
    page.get_by_role("alert").wait_for()  # more than is left
    page.get_by_label("How much of Chairs is taken back").fill("1")
    page.get_by_label("Reason, printed on the note").fill("One was scratched")
    page.get_by_role("button", name="Credit these lines").click()
    page.wait_for_function("id => !location.href.endsWith(id)", arg=invoice_id)
    left = ask(keeper, "GET", f"/invoices/{invoice_id}/credit")
    assert (left["credit_state"], [each["left"] for each in left["lines"]]) == ("partly_credited", ["3", "2"])
    assert page.url.endswith(left["credit_notes"][0])


def test_the_mail_is_seen_before_it_is_sent(keeper: Person) -> None:
    page, invoice_id = keeper.page, issued(keeper)
    number = ask(keeper, "GET", f"/invoices/{invoice_id}")["invoice_number"]
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_label("Message").fill("As we said on the phone.")
    mail = page.get_by_label("The mail")
    mail.get_by_text("As we said on the phone.").wait_for()
    shown = mail.inner_text()
    assert f"Harbour Books Ltd: invoice {number}" in shown
    assert ".pdf" in shown
    page.get_by_role("button", name="Cancel", exact=True).click()
    assert "send_queued" not in {
        each["kind"] for each in ask(keeper, "GET", f"/invoices/{invoice_id}/timeline")["items"]
    }


def test_only_the_version_that_was_seen_is_approved(keeper: Person) -> None:
    page, invoice_id = keeper.page, bought(keeper, "SEEN-1")
    ask(keeper, "PATCH", f"/invoices/{invoice_id}", {"purchase_order": "PO-9"})
    page.get_by_role("button", name="Approve and next").click()
    page.get_by_text("Somebody changed it meanwhile.").wait_for()
    assert ask(keeper, "GET", f"/invoices/{invoice_id}")["approval"] == "open"
    page.reload()
    keeper.log_in()
    until_ready(keeper, invoice_id)
    page.get_by_role("button", name="Approve and next").click()
    page.wait_for_function("id => !location.href.endsWith(id)", arg=invoice_id)
    assert ask(keeper, "GET", f"/invoices/{invoice_id}")["approval"] == "approved"


def test_who_rejects_says_why(keeper: Person) -> None:
    page, invoice_id = keeper.page, bought(keeper, "WHY-1")
    page.get_by_role("button", name="Reject").click()
    page.get_by_label("Why").fill("We never ordered this")
    page.keyboard.press("Enter")
    page.wait_for_function("id => !location.href.endsWith(id)", arg=invoice_id)
    (decision,) = ask(keeper, "GET", f"/invoices/{invoice_id}")["decisions"]
    assert (decision["step"], decision["comment"]) == ("reject", "We never ordered this")


def test_a_second_person_is_waited_for(keeper: Person) -> None:
    keeper.api("/company", {"approval_persons": 2})
    invoice_id = bought(keeper, "HALF-1")
    ask(keeper, "POST", f"/invoices/{invoice_id}/approval", {"decision": "approve"})
    show(keeper, "inbox")
    until_ready(keeper, invoice_id)
    keeper.page.get_by_text("One person has approved it.").wait_for()
    keeper.api("/company", {"approval_persons": 1})


def test_tags_are_added_filtered_by_and_taken_away(keeper: Person) -> None:
    page, invoice_id = keeper.page, bought(keeper, "TAG-1")
    page.get_by_label("New tags").fill("Office, Project X")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Remove the tag Office").click()
    page.get_by_role("button", name="Remove the tag Office").wait_for(state="detached")
    check(page, "tags")
    assert ask(keeper, "GET", f"/invoices/{invoice_id}")["tags"] == ["Project X"]
    show(keeper, "inbox?tag=project x")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
    page.get_by_label("Select all shown").check()
    page.get_by_role("textbox", name="Tags").fill("May")
    check(page, "tagging")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("tbody").get_by_text("May", exact=True).wait_for()
    page.get_by_label("Select all shown").check()
    page.get_by_role("textbox", name="Tags").fill("project x")
    page.get_by_role("button", name="Take away").click()
    page.get_by_text("Nothing found").wait_for()
    assert ask(keeper, "GET", f"/invoices/{invoice_id}")["tags"] == ["May"]


def test_a_planned_payment_is_listed_and_recorded_as_made(keeper: Person) -> None:
    invoice_id = bought(keeper, "PLAN-1", price="250.00")
    ask(keeper, "POST", f"/invoices/{invoice_id}/approval", {"decision": "approve"})
    day = str(now().date() + timedelta(days=3))
    ask(keeper, "POST", f"/invoices/{invoice_id}/payments", {"scheduled": True, "date": day})
    page = show(keeper, "payments")
    page.get_by_role("button", name="Planned").click()
    page.get_by_role("row", name="PLAN-1").get_by_role("checkbox").check()
    total = ask(keeper, "GET", f"/invoices/{invoice_id}")["total"]
    assert total in page.locator("tfoot").inner_text().replace(",", "")
    check(page, "planned")
    page.get_by_role("button", name="Payments were made").click()
    page.get_by_text("Nothing is due").wait_for()
    page.get_by_role("button", name="Paid", exact=True).click()
    page.get_by_role("cell", name="PLAN-1").wait_for()
    assert ask(keeper, "GET", f"/invoices/{invoice_id}")["payment"] == "paid"


def test_all_that_a_company_sets_is_kept_and_what_is_wrong_stands_at_its_field(keeper: Person) -> None:
    page = show(keeper, "settings/company")
    page.get_by_label("Format of invoice numbers").fill("no number")
    page.get_by_label("Reminders, days after the due date").fill("7, 21")
    page.get_by_label("Time zone").fill("Europe/Berlin")
    page.get_by_label("Years that issued invoices are kept").fill("12")
    page.get_by_label("Only approved invoices are paid").check()
    page.get_by_role("button", name="Save").click()
    wrong = page.locator(".field", has=page.get_by_label("Format of invoice numbers")).locator(".error")
    wrong.wait_for()
    check(page, "settings-wrong")
    page.get_by_label("Format of invoice numbers").fill("RE-{yy}-{number:05}")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    kept = ask(keeper, "GET", "/company")
    names = ("number_format", "reminder_days", "time_zone", "retention_years", "approval_needed")
    assert [kept[name] for name in names] == ["RE-{yy}-{number:05}", [7, 21], "Europe/Berlin", 12, True]
    assert kept["address"]["city"] == "Berlin"  # what was there stays
    keeper.api("/company", {"approval_needed": None})


def test_the_look_of_pages_is_set_and_shown(keeper: Person) -> None:
    page, logo = show(keeper, "settings/look"), io.BytesIO()
    Image.new("RGB", (200, 60), "#0f766e").save(logo, "PNG")
    page.locator("iframe").wait_for()
    before = page.locator("iframe").get_attribute("src")
    page.get_by_label("Template").select_option("banner")
    page.get_by_label("Colour").fill("#0f766e")
    page.get_by_label("Logo").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": logo.getvalue()})
    page.get_by_label("Line at the foot").fill("Harbour Books, by the water")
    page.get_by_role("img", name="Logo").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    page.wait_for_function("src => (document.querySelector('iframe')?.src ?? src) !== src", arg=before)
    check(page, "look")
    kept = ask(keeper, "GET", "/company")
    assert (kept["template"], kept["color"], kept["footer"]) == ("banner", "#0f766e", "Harbour Books, by the water")
    assert kept["logo"].startswith("iVBOR")
    page.get_by_role("button", name="Remove the logo").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("img", name="Logo").wait_for(state="detached")
    assert ask(keeper, "GET", "/company")["logo"] is None


def test_a_webhook_gets_the_events_that_were_chosen(keeper: Person) -> None:
    page = show(keeper, "settings/webhooks")
    page.get_by_label("Address").fill("http://localhost:9/invoices")
    page.get_by_label("Mail came back").check()
    page.get_by_label("Invoice read").uncheck()
    page.get_by_role("button", name="Add a webhook").click()
    page.get_by_text("Keep this secret").wait_for()
    (made,) = ask(keeper, "GET", "/webhooks")["items"]
    assert sorted(made["events"]) == ["invoice.bounced", "invoice.failed"]
    check(page, "webhook")
    page.get_by_role("button", name="Deliveries").click()
    page.get_by_text("Nothing was sent to it yet.").wait_for()


def test_sales_are_shown_apart_from_purchases(keeper: Person) -> None:
    bought(keeper, "STAT-1")
    issued(keeper)
    page = show(keeper, "statistics")
    for name, part in (("Amounts", "amounts"), ("Sales", "sales")):
        panel = page.locator("section.panel", has=page.get_by_role("heading", name=name, exact=True))
        panel.get_by_role("row").nth(1).wait_for()
        numbers = ask(keeper, "GET", "/stats")
        amounts = (numbers["sales"] if part == "sales" else numbers)["amounts"]
        assert panel.get_by_role("row").count() == 1 + len(amounts)
    check(page, "statistics")


def test_another_address_counts_once_its_link_was_opened(keeper: Person) -> None:
    page = show(keeper, "settings/account")
    page.get_by_label("New address").fill("keeper-two@example.com")
    page.get_by_label("Current password").first.fill("not this one, surely")
    page.get_by_role("button", name="Change the address").click()
    page.locator(".error, .notice.bad").first.wait_for()
    page.get_by_label("Current password").first.fill(PASSWORD)
    page.get_by_role("button", name="Change the address").click()
    page.get_by_text("A mail with a link is on its way to keeper-two@example.com.").wait_for()
    assert keeper.stack.link_mailed_to("keeper-two@example.com").startswith("http")
