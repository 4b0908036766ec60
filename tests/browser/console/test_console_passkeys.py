"""Passkeys in the console, with Chromium's own authenticator in the place of a telephone or a key."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
import requests

from chalicelib.api.pages.console import BUILT, MANIFEST
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import PASSWORD, Person, check, somebody
from tests.browser.console.test_console_security import give_password, registered

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass(frozen=True)
class Device:
    """The authenticator that the browser has, through Chromium's own protocol."""

    session: Any
    name: str

    @classmethod
    def of(cls, page: Any) -> "Device":
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return cls(session, made["authenticatorId"])

    def credentials(self) -> list[dict[str, Any]]:
        known = {"authenticatorId": self.name}
        return list(self.session.send("WebAuthn.getCredentials", known)["credentials"])

    def recognise(self, *, person: bool) -> None:
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.name, "isUserVerified": person})


@contextmanager
def with_device(stack: LocalStack, chromium: Any, name: str) -> Iterator[tuple[Person, Device, dict[str, str]]]:
    """Yield somebody who is logged in, with an authenticator; the page is at a name, since passkeys are of domains."""
    named = replace(stack, url=stack.url.replace("127.0.0.1", "localhost"))
    with somebody(named, chromium, name) as person:
        headers = registered(stack, person.email)
        device = Device.of(person.page)
        give_password(person)
        person.page.get_by_role("heading", name="Inbox").wait_for()
        yield person, device, headers


def add_passkey(person: Person, name: str) -> None:
    page = person.page
    page.goto(f"{person.stack.url}/app#/settings/security")
    page.get_by_label("Name of the new passkey").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is in use.").wait_for()


def test_a_passkey_is_added_lets_in_and_is_removed(stack: LocalStack, chromium: Any) -> None:
    with with_device(stack, chromium, "watchman") as (person, device, headers):
        page = person.page
        page.on("dialog", lambda asked: asked.accept())
        add_passkey(person, "Laptop")
        page.get_by_role("list", name="Passkeys").get_by_text("Laptop").wait_for()
        check(page, "passkeys")
        (credential,) = device.credentials()
        assert credential["rpId"] == "localhost"

        page.reload()
        give_password(person)
        page.get_by_role("heading", name="Second factor").wait_for()
        page.get_by_role("button", name="Use a passkey").click()
        page.get_by_role("heading", name="Inbox").wait_for()
        assert device.credentials()[0]["signCount"] > credential["signCount"]

        page.goto(f"{person.stack.url}/app#/settings/security")
        page.get_by_role("button", name="Remove Laptop").click()
        page.get_by_text("The passkey is removed.").wait_for()
        factors = requests.get(f"{stack.url}/me/factors", headers=headers, timeout=30).json()
        assert factors["passkeys"] == []


def test_a_recovery_code_lets_in_where_the_device_is_gone(stack: LocalStack, chromium: Any) -> None:
    with with_device(stack, chromium, "forgetful") as (person, device, _):
        page = person.page
        add_passkey(person, "Laptop")
        page.get_by_role("button", name="Make new recovery codes").click()
        codes = page.get_by_role("list", name="Recovery codes").get_by_role("listitem")
        code = codes.first.inner_text()
        assert codes.count() == 10
        check(page, "recovery-codes-of-passkeys")
        device.recognise(person=False)
        page.reload()
        give_password(person)
        page.get_by_role("heading", name="Second factor").wait_for()
        page.get_by_role("button", name="Use a recovery code").click()
        page.get_by_label("Recovery code", exact=True).fill(code)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Inbox").wait_for()


def test_a_device_that_does_not_recognise_its_person_does_not_let_in(stack: LocalStack, chromium: Any) -> None:
    with with_device(stack, chromium, "stranger") as (person, device, _):
        page = person.page
        add_passkey(person, "Laptop")
        device.recognise(person=False)
        page.reload()
        give_password(person)
        page.get_by_role("button", name="Use a passkey").click()
        page.get_by_role("alert").get_by_text("No passkey was used").wait_for()
        device.recognise(person=True)
        page.get_by_role("button", name="Use a passkey").click()
        page.get_by_role("heading", name="Inbox").wait_for()


def test_the_device_that_has_a_passkey_makes_no_second(stack: LocalStack, chromium: Any) -> None:
    with with_device(stack, chromium, "collector") as (person, device, _):
        add_passkey(person, "Laptop")
        person.page.get_by_role("button", name="Add a passkey").click()
        person.page.get_by_text("This device has a passkey for your account already.").wait_for()
        assert len(device.credentials()) == 1


def test_a_passkey_proves_again_who_it_is(stack: LocalStack, chromium: Any) -> None:
    refused: list[str] = []
    with with_device(stack, chromium, "prudent") as (person, _, headers):
        page = person.page
        add_passkey(person, "Laptop")

        def refuse_once(route: Any) -> None:
            """Answer as the API does 15 minutes after the log-in."""
            if route.request.method == "DELETE" and not refused:
                refused.append(route.request.url)
                route.fulfill(status=403, content_type="application/problem+json", body='{"code": "proof_needed"}')
            else:
                route.continue_()

        page.route("**/me/factors/passkeys/*", refuse_once)
        page.on("dialog", lambda asked: asked.accept())
        page.get_by_role("button", name="Remove Laptop").click()
        dialog = page.get_by_role("dialog", name="Is it you?")
        dialog.get_by_label("Password").fill(PASSWORD)
        dialog.get_by_role("button", name="Continue").click()
        dialog.get_by_text("Your device will ask whether it is you.").wait_for()
        dialog.get_by_role("button", name="Continue").click()
        page.get_by_text("The passkey is removed.").wait_for()
        assert len(refused) == 1
        factors = requests.get(f"{stack.url}/me/factors", headers=headers, timeout=30).json()
        assert factors["passkeys"] == []
