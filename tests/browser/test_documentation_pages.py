"""Swagger UI and ReDoc in a real browser that reaches nothing but this machine."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.welcome import EMAIL, PASSWORD
from samples import generate
from tests.browser.conftest import SCREENSHOTS, LocalStack, opened_page

LOCAL = ("http://127.0.0.1:", "data:", "blob:")
REDOCLYS_LOGO = "cdn.redoc.ly"  # ReDoc asks for it; the policy refuses


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """Yield a page without a network; whatever it complains of is in `page.complaints`."""
    with opened_page(chromium, viewport={"width": 1280, "height": 1000}) as page:
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.route(
            re.compile("."), lambda route: route.continue_() if route.request.url.startswith(LOCAL) else route.abort()
        )
        yield page


def shoot(page: Any, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def open_operation(page: Any, tag: str, operation: str) -> Any:
    page.locator(f"#operations-tag-{tag}").click()
    block = page.locator(f"#operations-{tag}-{operation}")
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Try it out").click()
    return block


@pytest.mark.parametrize(
    ("description", "shown"), [("/swagger", "#operations-tag-invoices"), ("/redoc", ".menu-content")]
)
def test_the_start_leads_to_a_description(stack: LocalStack, page: Any, description: str, shown: str) -> None:
    page.goto(stack.url)
    shoot(page, "start")
    page.get_by_role("link", name=description, exact=True).click()
    page.locator(shown).wait_for()
    assert page.url == f"{stack.url}{description}"
    assert [complaint for complaint in page.complaints if REDOCLYS_LOGO not in complaint] == []


def test_the_start_speaks_the_browsers_language(stack: LocalStack, chromium: Any) -> None:
    with opened_page(chromium, locale="zh-CN", color_scheme="dark", viewport={"width": 600, "height": 600}) as page:
        page.goto(stack.url)
        page.get_by_role("heading", name="发票系统").wait_for()
        shoot(page, "start-zh")


def test_a_file_is_uploaded_by_trying_it_out_in_swagger_ui(stack: LocalStack, page: Any, tmp_path: Path) -> None:
    login = stack.post("/auth/login", {"email": EMAIL, "password": PASSWORD}).json()
    sample = generate()[1]
    invoice = tmp_path / f"{sample.name}.pdf"
    invoice.write_bytes(sample.pdf)

    page.goto(f"{stack.url}/swagger")
    page.get_by_role("button", name="Authorize").click()
    page.locator(".auth-container input").first.fill(login["access"])
    page.locator(".auth-container").get_by_role("button", name="Apply credentials").first.click()
    page.locator(".modal-ux").get_by_role("button", name="Close").last.click()

    block = open_operation(page, "invoices", "create_invoice")
    block.locator('input[type="file"]').set_input_files(invoice)
    block.get_by_role("button", name="Execute").click()
    answer = block.locator(".live-responses-table .response")
    answer.wait_for()
    assert answer.locator(".response-col_status").inner_text().startswith("202")
    assert f"{sample.name}.pdf" in answer.inner_text()
    block.scroll_into_view_if_needed()
    shoot(page, "swagger-upload")
    assert page.complaints == []


def test_a_json_body_has_an_example_that_works_in_swagger_ui(stack: LocalStack, page: Any) -> None:
    page.goto(f"{stack.url}/swagger/")
    block = open_operation(page, "auth", "register")
    shoot(page, "swagger-register")
    block.get_by_role("button", name="Execute").click()
    answer = block.locator(".live-responses-table .response")
    answer.wait_for()
    assert answer.locator(".response-col_status").inner_text().startswith("201")


def test_a_reload_forgets_the_token(stack: LocalStack, page: Any) -> None:
    page.goto(f"{stack.url}/swagger")
    page.get_by_role("button", name="Authorize").click()
    page.locator(".auth-container input").first.fill("secret-token")
    page.locator(".auth-container").get_by_role("button", name="Apply credentials").first.click()
    page.reload()
    page.get_by_role("button", name="Authorize").wait_for()
    assert "secret-token" not in page.content()
    assert page.evaluate("self.origin") == "null", "it is of no origin, so nothing is kept for it"


@pytest.mark.parametrize("path", ["/swagger", "/redoc"])
def test_a_description_can_ask_an_open_console_for_nothing(stack: LocalStack, chromium: Any, path: str) -> None:
    context = chromium.new_context()
    console, description = context.new_page(), context.new_page()
    console.goto(f"{stack.url}/app")
    console.get_by_label("E-mail").fill(EMAIL)
    console.get_by_label("Password").fill(PASSWORD)
    console.get_by_role("button", name="Log in").click()
    console.get_by_role("heading", name="Inbox").wait_for()
    description.goto(f"{stack.url}{path}")
    heard = """() => new Promise((answer) => {
        const tabs = new BroadcastChannel("console-session");
        tabs.onmessage = () => answer("a session");
        tabs.postMessage({ ask: true });
        setTimeout(() => answer("nothing"), 1000);
    })"""
    neighbour = context.new_page()
    neighbour.goto(f"{stack.url}/app")
    assert neighbour.evaluate(heard) == "a session", "as another tab of the console is given"
    assert description.evaluate(heard) == "nothing"
    context.close()


def test_redoc_shows_every_tag_and_finds_a_route(stack: LocalStack, page: Any) -> None:
    page.goto(f"{stack.url}/redoc")
    page.get_by_role(
        "heading", name="Take files, which are read in the background, or a document made in the form"
    ).wait_for()
    menu = page.locator(".menu-content").inner_text()
    assert {"auth", "me", "company", "invoices", "documentation"} <= set(menu.split())
    shoot(page, "redoc")
    page.get_by_placeholder("Search...").fill("duplicate")
    page.locator('[data-role="search:results"]').wait_for()
    assert [complaint for complaint in page.complaints if REDOCLYS_LOGO not in complaint] == []
