"""Archives and mails that are dropped on the console, in a real browser."""

import io
import re
import time
import zipfile
from email.message import EmailMessage
from typing import Any

import pytest
import requests

from chalicelib.api.pages.console import BUILT, MANIFEST
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import READ_SECONDS, Person, check, somebody
from tests.support.invoices.forms import document, e_invoice

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")

BIG = 4_500_000  # bytes: more than goes through the API


def archive(files: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def post(stack: LocalStack, to: str, sender: str) -> None:
    """Mail an invoice to an address of the stack's."""
    data = mail("b.xml", e_invoice(document()), sender)
    answer = requests.post(f"{stack.url}/_local/mails/in", data={"to": to}, files={"file": ("a.eml", data)}, timeout=30)
    assert answer.status_code == 202, answer.text


def wait_for_batch(person: Person) -> None:
    """Wait until something has arrived for somebody's company."""
    end = time.monotonic() + READ_SECONDS
    while not person.api("/batches")["items"]:
        assert time.monotonic() < end
        time.sleep(0.5)


def mail(name: str, data: bytes, sender: str = "sales@example.com") -> bytes:
    """Return a mail with an attachment."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "books@example.com", "Invoice"
    made.set_content("See the attachment.")
    made.add_attachment(data, maintype="application", subtype="xml", filename=name)
    return made.as_bytes()


def test_an_archive_and_a_mail_show_what_became_of_each_file(stack: LocalStack, chromium: Any) -> None:
    invoice = e_invoice(document())
    inner = archive({"inner.xml": invoice + b"\n"})
    zipped = archive({"a.xml": invoice, "again.xml": invoice, "fonts.ttf": b"\0" * BIG, "inner.zip": inner})
    with somebody(stack, chromium, "sorter") as person:
        page = person.page
        person.register()
        assert {".zip", ".eml"} <= set(page.locator("input[type=file]").get_attribute("accept").split(","))
        person.drop(
            ("month.zip", "application/zip", zipped),
            ("forwarded.eml", "message/rfc822", mail("b.xml", invoice + b"\n\n")),
        )
        results = page.get_by_role("list", name="Files in month.zip")
        results.wait_for()
        for name in ("a.xml", "inner.xml"):
            link = results.get_by_role("link", name=name, exact=True)
            assert link.get_attribute("href").startswith("#/invoices/")
        assert "This file is here already." in results.get_by_role("listitem").nth(1).inner_text()
        assert "This kind of file can't be read" in results.get_by_role("listitem").nth(2).inner_text()
        assert results.get_by_role("listitem").count() == 4
        page.get_by_role("list", name="Files in forwarded.eml").get_by_role("link", name="b.xml").wait_for()
        check(page, "archives")
        page.get_by_role("link", name="Show how far they are").first.click()
        page.get_by_role("heading", name="month.zip").wait_for()
        files = page.get_by_role("list", name="Files").get_by_role("listitem")
        files.filter(has_text="inner.xml").get_by_role("link").wait_for()
        assert files.count() == 4
        page.get_by_text("2 not taken").wait_for()
        page.get_by_text(re.compile("^Read: 2$")).wait_for()
        check(page, "batch")


def test_suppliers_mail_to_an_address_that_is_made_bounded_and_renewed(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "postmaster") as person:
        page = person.page
        person.register()
        page.on("dialog", lambda asked: asked.accept())
        page.goto(f"{stack.url}/app#/settings/mailbox")
        page.get_by_role("button", name="Make an address").click()
        address = page.locator(".notice code")
        first = address.inner_text()
        page.get_by_label("Accepted senders").fill("nobody")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("alert").wait_for()
        page.get_by_label("Accepted senders").fill("@example.com")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved.").wait_for()
        check(page, "mailbox")
        post(stack, first, "sales@elsewhere.example")
        wait_for_batch(person)
        page.goto(f"{stack.url}/app#/batches")
        page.get_by_role("link", name="Invoice", exact=True).click()
        page.get_by_text("Mail from this sender is not accepted").wait_for()
        page.goto(f"{stack.url}/app#/settings/mailbox")
        page.get_by_role("button", name="Renew the address").click()
        page.wait_for_function("first => document.querySelector('.notice code').innerText !== first", arg=first)
        page.get_by_role("button", name="Switch off").click()
        page.get_by_text("There is no address yet.").wait_for()
        assert person.api("/company/mailbox") == {"address": None, "allowed_senders": ["@example.com"]}
