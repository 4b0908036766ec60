"""What the console says, in a real browser: plurals, who was invited, what is known of a file that was not read."""

import re
from typing import Any

import pytest

from chalicelib.api.pages.console import BUILT, MANIFEST
from samples import generate
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import check, somebody

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")

ONE = {"en": "^1 invoice from", "de": "^1 Rechnung vom", "fr": "^1 facture du", "zh": "共 1 张发票$"}
LANGUAGE = "Language|Sprache|Langue|语言"


def test_one_is_not_many_in_any_language(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "counter") as person:
        page = person.page
        person.register()
        person.drop(("a.pdf", "application/pdf", generate()[0].pdf))
        person.wait_until_read(1)
        for language, words in ONE.items():
            page.goto(f"{stack.url}/app#/statistics")
            page.get_by_label(re.compile(LANGUAGE)).select_option(language)
            page.get_by_role("img", name=re.compile(words)).wait_for()
        page.get_by_label(re.compile(LANGUAGE)).select_option("en")
        page.get_by_text("0 duplicates").wait_for()
        page.goto(f"{stack.url}/app#/inbox")
        person.drop(("b.pdf", "application/pdf", generate()[1].pdf))
        person.wait_until_read(2)
        page.goto(f"{stack.url}/app#/statistics")
        page.get_by_role("img", name=re.compile("^2 invoices from")).wait_for()


def test_an_invitation_is_listed_until_it_is_taken_back(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "host") as person:
        page = person.page
        person.register()
        page.goto(f"{stack.url}/app#/settings/team")
        page.get_by_label("E-mail").fill("guest-of-host@example.com")
        page.get_by_role("button", name="Invite", exact=True).click()
        page.get_by_role("heading", name="Invited").wait_for()
        check(page, "invitations")
        assert [each["email"] for each in person.api("/company/invitations")["items"]] == ["guest-of-host@example.com"]
        page.get_by_role("button", name="Take back the invitation of guest-of-host@example.com").click()
        page.get_by_role("heading", name="Invited").wait_for(state="hidden")
        assert person.api("/company/invitations")["items"] == []


def test_of_a_file_that_could_not_be_read_only_that_is_said(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "unlucky") as person:
        page = person.page
        person.register()
        person.drop(("broken.pdf", "application/pdf", b"%PDF-1.7 nothing else"))
        person.wait_until_read(1)
        page.get_by_role("link", name="broken.pdf").click()
        page.get_by_text("The file is damaged and cannot be opened.").wait_for()
        page.get_by_text("Could not be read").wait_for()
        check(page, "unreadable")
        assert page.get_by_role("heading", name="E-invoice rules").count() == 0
        assert page.get_by_role("button", name="Try again").count() == 0
