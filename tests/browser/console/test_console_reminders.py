"""Reminders in a company's own words, written in the web console, in a real browser, by the keyboard alone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.api.pages.console import BUILT, MANIFEST
from chalicelib.records.sales.reminder_texts import PLACEHOLDERS
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import COMPANY, Person, check, somebody

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")

TEXT = "Sehr geehrte Damen und Herren,\n\nes fehlen {still_open}."
OWN = {"level": 2, "language": "de", "subject": "Offen: {still_open}", "text": TEXT}


def field_error(page: Any, label: str) -> str:
    """What is said to be wrong with a field, to those who see it and to those who hear it."""
    field = page.get_by_label(label)
    page.wait_for_function("field => field.getAttribute('aria-invalid') === 'true'", arg=field.element_handle())
    described = field.get_attribute("aria-describedby").split()
    return " ".join(page.locator(f"#{each}.error").inner_text() for each in described if each.endswith("-error"))


def by_keyboard(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


@pytest.fixture(params=["light", "dark"])
def writer(request: pytest.FixtureRequest, stack: LocalStack, chromium: Any) -> Iterator[Person]:
    """Yield an admin at the second reminder in German."""
    theme = request.param
    name = f"dunning-{request.function.__name__[:24]}-{theme}"
    with somebody(stack, chromium, name, color_scheme=theme) as person:
        person.register()
        person.api("/company", COMPANY)
        person.page.goto(f"{stack.url}/app#/settings/reminders")
        person.page.get_by_text("sends no reminders yet").wait_for()
        choose(person.page, "2", "de")
        yield person


def choose(page: Any, level: str, language: str = "de") -> None:
    page.get_by_label("Reminder", exact=True).select_option(level)
    page.get_by_label("Language of the mail").select_option(language)


def test_what_is_sent_otherwise_is_shown_and_can_be_begun_with(writer: Person) -> None:
    page = writer.page
    standard = page.get_by_label("Sent where you have written nothing")
    standard.get_by_text("{company}: zweite Mahnung zur Rechnung {number}").wait_for()
    page.get_by_label("The mail").get_by_text("Harbour Books Ltd: zweite Mahnung zur Rechnung").wait_for()
    assert [page.get_by_role("button", name=f"{{{name}}}").count() for name in PLACEHOLDERS] == [1] * len(PLACEHOLDERS)
    by_keyboard(page, "Begin with this")
    assert page.get_by_label("Subject").input_value() == "{company}: zweite Mahnung zur Rechnung {number}"
    assert page.get_by_label("Text above").input_value().startswith("Guten Tag,\n\nDiese Rechnung von {company}")


def test_what_is_no_placeholder_is_refused_at_its_field(writer: Person) -> None:
    page = writer.page
    page.get_by_label("Subject").fill("Offen")
    page.get_by_label("Text above").fill("Es fehlen {sum}.")
    assert "{sum}, which is no placeholder; there are {company}" in field_error(page, "Text above")
    by_keyboard(page, "Save")
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    assert "{sum}, which is no placeholder" in field_error(page, "Text above")
    assert page.get_by_role("alert").count() == 0, "it is said at its field alone"
    assert writer.api("/company")["reminder_texts"] is None
    check(page, f"reminders-wrong-{theme_of(page)}")


def test_own_words_are_shown_as_they_will_be_sent_and_kept(writer: Person) -> None:
    page, mail = writer.page, writer.page.get_by_label("The mail")
    page.get_by_label("Subject").fill("Offen: ")
    by_keyboard(page, "{still_open} Open")
    assert page.evaluate("document.activeElement.value") == "Offen: {still_open}", "the focus is where one writes"
    page.get_by_label("Text above").fill(TEXT)
    mail.get_by_text("es fehlen 119,00 €.").wait_for()
    written = (page.get_by_label("Subject"), page.get_by_label("Text above"), mail.locator(".quoted"))
    assert [each.get_attribute("lang") for each in written] == ["de"] * 3, "a screen reader speaks German"
    mail.get_by_text(re.compile("^Offen: 119,00.€$")).wait_for()
    by_keyboard(page, "Save")
    page.get_by_text("Saved.").wait_for()
    assert writer.api("/company")["reminder_texts"] == [OWN]
    assert "Deutsch (own words)" in page.get_by_label("Language of the mail").inner_text()
    check(page, f"reminders-{theme_of(page)}")


def test_what_was_typed_waits_and_what_others_wrote_meanwhile_stays(writer: Person) -> None:
    page = writer.page
    choose(page, "1")
    page.get_by_label("Subject").fill("Bitte zahlen")
    page.get_by_label("Text above").fill("Bald.")
    choose(page, "2")
    assert page.get_by_label("Text above").input_value() == ""
    choose(page, "1")
    assert page.get_by_label("Text above").input_value() == "Bald."
    writer.api("/company", {"reminder_texts": [OWN]})
    by_keyboard(page, "Save")
    page.get_by_text("First (own words)").wait_for(state="attached")
    assert [each["level"] for each in writer.api("/company")["reminder_texts"]] == [2, 1]
    for level, left in (("1", [OWN]), ("2", None)):
        choose(page, level)
        by_keyboard(page, "Back to the standard text")
        page.get_by_role("button", name="Back to the standard text").wait_for(state="detached")
        assert writer.api("/company")["reminder_texts"] == left


def theme_of(page: Any) -> str:
    return "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
