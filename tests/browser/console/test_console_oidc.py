"""The console with an identity provider, a real one on this machine."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from chalicelib.api.pages.console import BUILT, MANIFEST
from tests.browser.conftest import LocalStack
from tests.browser.console.test_console import check
from tests.support.api import PASSWORD
from tests.support.local_stack import free_port, running_stack
from tests.support.people.providers import make_known, running_provider

pytestmark = pytest.mark.skipif(not (BUILT / MANIFEST).exists(), reason="the console is not built: Node.js is needed")


@pytest.fixture(scope="module")
def known_stack(chromium: Any) -> Iterator[LocalStack]:
    """Yield a local stack that a provider knows, with one person, Ann."""
    port = free_port()
    with running_provider("ann", email="ann@example.com", email_verified=True, name="Ann Sailor") as issuer:
        known = make_known(issuer, f"http://127.0.0.1:{port}/auth/oidc/callback", "client_secret_basic")
        variables = {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": known["client_id"], "OIDC_NAME": "Harbour ID"}
        variables["PROOF_SECONDS"] = "0"  # none is recent
        variables["LOCAL_OIDC_CLIENT_SECRET"] = known["client_secret"]
        with running_stack(PORT=str(port), **variables) as running:
            yield LocalStack(running.url)


def test_somebody_logs_in_by_the_provider_and_no_token_is_in_an_address_or_kept(
    known_stack: LocalStack, chromium: Any
) -> None:
    page = chromium.new_page()
    visited: list[str] = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    page.goto(f"{known_stack.url}/app")
    page.get_by_role("button", name="Continue with Harbour ID").click()
    page.get_by_role("button", name="ann", exact=True).click()
    page.get_by_role("heading", name="Inbox").wait_for()
    assert page.get_by_text("Ann Sailor").is_visible()
    assert page.evaluate("[sessionStorage.length, localStorage.length, document.cookie]") == [0, 0, ""]
    assert not urlsplit(page.url).query
    assert "code=" not in page.url
    assert not [url for url in visited if "access" in url or "eyJ" in url]
    page.close()


def test_the_way_back_without_the_browsers_secret_lets_nobody_in(known_stack: LocalStack, chromium: Any) -> None:
    page = chromium.new_page()
    page.goto(f"{known_stack.url}/app#/oidc?state=another&code=injected")
    page.get_by_text("Please start again.").wait_for()
    assert page.url.endswith("#/oidc"), "nothing of it stays in the address bar"
    check(page, "log-in-by-provider-refused")
    page.get_by_role("button", name="Back to log in").click()
    page.get_by_role("heading", name="Log in").wait_for()
    page.close()


def test_who_has_no_password_proves_by_logging_in_anew(known_stack: LocalStack, chromium: Any) -> None:
    page = chromium.new_page()
    page.goto(f"{known_stack.url}/app")
    page.get_by_role("button", name="Continue with Harbour ID").click()
    page.get_by_role("button", name="ann", exact=True).click()
    page.get_by_role("heading", name="Inbox").wait_for()
    page.evaluate("location.hash = '/settings/security'")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Unlink").click()
    page.get_by_text("Please confirm who you are").wait_for()
    check(page, "proof-by-provider")
    leave = page.get_by_role("dialog").get_by_role("button", name="Continue with Harbour ID")
    away = {"status": 503, "content_type": "application/problem+json", "body": '{"code": "oidc_unreachable"}'}
    page.route("**/auth/oidc/begin", lambda route: route.fulfill(**away))
    leave.click()
    page.get_by_text("The identity provider did not answer.").wait_for()
    assert leave.is_visible(), "a provider that is away costs no session"
    page.unroute("**/auth/oidc/begin")
    leave.click()
    page.get_by_role("heading", name="Authorize Client").wait_for()
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    page.close()


def test_what_a_reset_unlinked_is_linked_again_by_the_password(known_stack: LocalStack, chromium: Any) -> None:
    page = chromium.new_page()
    page.goto(f"{known_stack.url}/app")
    page.get_by_role("button", name="Continue with Harbour ID").click()
    page.get_by_role("button", name="ann", exact=True).click()
    page.get_by_role("heading", name="Inbox").wait_for()
    known_stack.post("/auth/password_reset", {"email": "ann@example.com"})
    link = known_stack.link_mailed_to("ann@example.com", "password_reset_confirm")
    assert requests.post(link, json={"new_password": PASSWORD}, timeout=60).status_code == 200
    page.reload()
    page.get_by_role("button", name="Continue with Harbour ID").click()
    page.get_by_role("button", name="ann", exact=True).click()
    page.get_by_text("This log-in was unlinked from your account.").wait_for()
    check(page, "log-in-by-provider-unlinked")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("heading", name="Inbox").wait_for()
    page.close()
