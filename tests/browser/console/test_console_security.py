"""The console for an account with a second factor, in a real browser."""

import time
from pathlib import Path
from typing import Any

import pyotp
import pytest
import requests
from playwright.sync_api import expect

from chalicelib.api.pages.console import BUILT, MANIFEST
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import PASSWORD, Person, check, somebody

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")

FOCUS_SECONDS = 60  # it moves after the field is shown, and the machine may be busy
STEP_SECONDS = 30  # of a code; the API takes the present one and those beside it, and none twice


def registered(stack: LocalStack, email: str) -> dict[str, str]:
    """Make an account whose address is proven; return the header of its session."""
    body = {"email": email, "password": PASSWORD, "company_name": "Harbour Books Ltd"}
    access = stack.post("/auth/register", body).json()["access"]
    link = stack.link_mailed_to(email)
    assert requests.post(link, json={"password": PASSWORD}, timeout=60).status_code == 200
    return {"Authorization": f"Bearer {access}"}


def with_factor(stack: LocalStack, email: str) -> tuple[pyotp.TOTP, list[str]]:
    """Make an account with a second factor, set up with the code before the present one; return app and codes."""
    headers = registered(stack, email)
    made = requests.post(f"{stack.url}/me/factors/totp", headers=headers, timeout=30).json()
    app = pyotp.TOTP(made["secret"])
    confirmed = requests.post(
        f"{stack.url}/me/factors/totp/confirm",
        json={"code": app.at(time.time() - STEP_SECONDS)},
        headers=headers,
        timeout=30,
    )
    return app, confirmed.json()["codes"]


def give_password(person: Person) -> None:
    """Open the console, and give address and password."""
    person.page.goto(f"{person.stack.url}/app")
    person.page.get_by_label("E-mail").fill(person.email)
    person.page.get_by_label("Password").fill(PASSWORD)
    person.page.get_by_role("button", name="Log in").click()


def give_code(page: Any, label: str, code: str) -> None:
    """Give a code where the focus is, which is the field of this label."""
    field = page.get_by_label(label, exact=True)
    expect(field).to_be_focused(timeout=FOCUS_SECONDS * 1000)
    field.fill(code)
    page.keyboard.press("Enter")


def test_a_log_in_asks_for_a_code_and_takes_a_recovery_code_too(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "careful") as person:
        page = person.page
        app, recovery_codes = with_factor(stack, person.email)
        give_password(person)
        give_code(page, "Code", "000000")
        page.get_by_role("alert").get_by_text("The code is wrong").wait_for()
        page.get_by_label("Code", exact=True).fill(f" {app.now()} ")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Inbox").wait_for()

        page.reload()
        give_password(person)
        page.get_by_role("button", name="Use a recovery code").click()
        give_code(page, "Recovery code", recovery_codes[0])
        page.get_by_role("heading", name="Inbox").wait_for()


def test_other_bank_details_ask_for_the_password_and_a_code(stack: LocalStack, chromium: Any) -> None:
    refused: list[str] = []
    with somebody(stack, chromium, "treasurer") as person:
        page = person.page
        app, _ = with_factor(stack, person.email)
        give_password(person)
        give_code(page, "Code", app.now())
        page.get_by_role("heading", name="Inbox").wait_for()

        def refuse_once(route: Any) -> None:
            """Answer as the API does 15 minutes after the log-in."""
            if route.request.method == "PATCH" and not refused:
                refused.append(route.request.post_data)
                route.fulfill(status=403, content_type="application/problem+json", body='{"code": "proof_needed"}')
            else:
                route.continue_()

        page.route("**/company", refuse_once)
        page.goto(f"{stack.url}/app#/settings/company")
        page.get_by_label("IBAN").fill("DE75512108001245126199")
        page.get_by_role("button", name="Save").click()
        dialog = page.get_by_role("dialog", name="Is it you?")
        password = dialog.get_by_label("Password")
        password.wait_for()
        assert password.evaluate("each => each === document.activeElement")
        password.fill("something else entirely")
        page.keyboard.press("Enter")
        dialog.locator("[aria-invalid=true]").wait_for()
        password.fill(PASSWORD)
        page.keyboard.press("Enter")
        give_code(page, "Code", app.at(time.time() + STEP_SECONDS))
        page.get_by_text("Saved.").wait_for()
        assert dialog.count() == 0
        assert "DE75512108001245126199" in refused[0]


def test_a_second_factor_is_set_up_and_a_session_is_ended(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "locksmith") as person:
        page = person.page
        person.register()
        elsewhere = stack.post("/auth/login", {"email": person.email, "password": PASSWORD}).json()["access"]
        page.goto(f"{stack.url}/app#/settings/security")
        page.get_by_role("button", name="Set up").click()
        page.get_by_role("img", name="QR code of the secret").wait_for()
        secret = page.get_by_label("Secret", exact=True).input_value()
        link = page.get_by_role("link", name="Open in an app on this device").get_attribute("href")
        assert f"secret={secret}" in link
        check(page, "factor")
        app = pyotp.TOTP(secret)
        give_code(page, "Code", app.now())
        codes = page.get_by_role("list", name="Recovery codes").get_by_role("listitem")
        codes.first.wait_for()
        page.get_by_text("10 recovery codes left").wait_for()
        assert len(set(codes.all_inner_texts())) == 10
        check(page, "recovery codes")
        page.get_by_role("button", name="I have kept it").click()
        assert codes.count() == 0

        page.get_by_role("button", name="End the session of").click()
        page.get_by_text("The session has ended.").wait_for()
        headers = {"Authorization": f"Bearer {elsewhere}"}
        assert requests.get(f"{stack.url}/me", headers=headers, timeout=30).status_code == 401

        page.get_by_role("button", name="Switch off").click()
        give_code(page, "Code", app.at(time.time() + STEP_SECONDS))
        page.get_by_role("button", name="Set up").wait_for()


def test_a_key_is_made_shown_once_rotated_and_removed(stack: LocalStack, chromium: Any) -> None:
    with somebody(stack, chromium, "keymaker") as person:
        page = person.page
        person.register()
        page.on("dialog", lambda asked: asked.accept())
        page.goto(f"{stack.url}/app#/settings/keys")
        page.get_by_label("What it is for").fill("Warehouse")
        page.get_by_label("Upload", exact=True).check()
        page.get_by_role("button", name="Make a key").click()
        first = shown_key(page)
        check(page, "keys")
        assert status_with(stack, first) == 200
        page.get_by_role("button", name="Rotate Warehouse").click()
        page.wait_for_function("first => document.querySelector('.notice code')?.innerText !== first", arg=first)
        second = shown_key(page)
        page.reload()
        person.log_in()
        page.goto(f"{stack.url}/app#/settings/keys")
        page.get_by_role("list", name="API keys").get_by_text("Read, Upload").wait_for()
        assert page.locator("code").count() == 0
        page.get_by_role("button", name="Remove Warehouse").click()
        page.get_by_role("heading", name="No API keys").wait_for()
        assert [status_with(stack, key) for key in (first, second)] == [401, 401]
        see_the_keys_in_the_audit_trail(page)


def see_the_keys_in_the_audit_trail(page: Any) -> None:
    """See in the audit trail what was done to keys, and nothing else."""
    page.get_by_role("link", name="Audit trail").click()
    trail = page.get_by_role("list", name="Audit trail").get_by_role("listitem")
    trail.first.wait_for()
    page.get_by_label("What it is about").select_option("key")
    trail.filter(has_text="Account: registered").wait_for(state="detached")
    page.wait_for_function("() => !document.querySelector('.loading')")
    kinds = [text.splitlines()[0] for text in trail.all_inner_texts()]
    assert kinds == ["API key: removed", "API key: rotated", "API key: made"]
    check(page, "audit")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert "key.rotated" in Path(download.value.path()).read_text(encoding="utf-8")


def shown_key(page: Any) -> str:
    """Return the key that the page shows, which it does once."""
    key = page.locator(".notice code")
    key.wait_for()
    return str(key.inner_text())


def status_with(stack: LocalStack, key: str) -> int:
    """Return what the list of invoices answers a program with a key."""
    headers = {"Authorization": f"Bearer {key}"}
    return requests.get(f"{stack.url}/invoices", headers=headers, timeout=30).status_code
