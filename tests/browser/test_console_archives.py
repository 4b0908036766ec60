"""Archives and mails that are dropped on the console, in a real browser."""

import io
import zipfile
from email.message import EmailMessage
from typing import Any

import pytest

from chalicelib.api.pages.console import BUILT, MANIFEST
from tests.browser.conftest import LocalStack
from tests.browser.test_console import AXE, WIDE, check_access, somebody
from tests.support.forms import document, e_invoice

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")

BIG = 4_500_000  # bytes: more than goes through the API


def archive(files: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def mail(name: str, data: bytes) -> bytes:
    """Return a mail with an attachment."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "sales@example.com", "books@example.com", "Invoice"
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
        assert "The file is of no kind that is read" in results.get_by_role("listitem").nth(2).inner_text()
        assert results.get_by_role("listitem").count() == 4
        page.get_by_role("list", name="Files in forwarded.eml").get_by_role("link", name="b.xml").wait_for()
        if AXE.exists():
            check_access(page, "archives", WIDE)
