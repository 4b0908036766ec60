"""The console for an account with a second factor, in a real browser."""

import time
from typing import Any

import pyotp
import pytest
import requests

from chalicelib.api.pages.console import BUILT, MANIFEST
from tests.browser.conftest import LocalStack
from tests.browser.test_console import PASSWORD, Person, somebody

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")

STEP_SECONDS = 30  # of a code; the API takes the present one and those beside it, and none twice


def registered(stack: LocalStack, email: str) -> dict[str, str]:
    """Make an account; return the header of its session."""
    body = {"email": email, "password": PASSWORD, "company_name": "Harbour Books Ltd"}
    return {"Authorization": f"Bearer {stack.post('/auth/register', body).json()['access']}"}


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
    field.wait_for()
    assert field.evaluate("each => each === document.activeElement")
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
