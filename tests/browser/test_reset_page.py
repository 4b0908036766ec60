"""A forgotten password, in a real browser, from the mailed link to a login with the new one."""

from typing import Any

import pytest

from tests.browser.conftest import SCREENSHOTS, LocalStack, opened_page

RESET = "/auth/password_reset_confirm/"  # registering has a mail of its own, in whatever order they come
OLD, NEW = "the passphrase of before", "the passphrase of afterwards"
DONE = {"en": "Your password is set", "zh-CN": "密码已设置"}
REFUSED = {"en": "attackers try first", "zh-CN": "最先尝试"}


@pytest.mark.parametrize("language", sorted(DONE))
@pytest.mark.parametrize("javascript", [True, False])
def test_a_new_password_is_set_from_the_mailed_link(
    stack: LocalStack, chromium: Any, language: str, *, javascript: bool
) -> None:
    email = f"forgetful-{language}-{javascript}@example.com".lower()
    assert stack.post("/auth/register", {"email": email, "password": OLD}).status_code == 201
    assert stack.post("/auth/password_reset", {"email": email}).status_code == 202
    link = stack.link_mailed_to(email, RESET)
    token = link.rpartition("/")[2]

    with opened_page(chromium, locale=language, java_script_enabled=javascript) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(link)
        assert email in page.inner_text("main")
        assert (token in page.url) is not javascript
        assert page.is_visible("input[type=email]") is False
        if javascript:
            page.reload()
            page.wait_for_selector("input[name=new_password]")
            assert token not in page.url
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"reset-{language}-{'script' if javascript else 'plain'}.png")

        fill(page, "password1", javascript=javascript)
        assert REFUSED[language] in page.inner_text('[role="alert"]')
        fill(page, NEW, javascript=javascript)
        assert DONE[language] in page.inner_text("h1")
        assert token not in page.url
        assert [complaint for complaint in complaints if "status of 422" not in complaint] == []  # 422: the refused one

    assert stack.post("/auth/login", {"email": email, "password": OLD}).status_code == 401
    assert stack.post("/auth/login", {"email": email, "password": NEW}).status_code == 200


def test_two_different_passwords_are_not_sent(stack: LocalStack, chromium: Any) -> None:
    email = "hasty@example.com"
    stack.post("/auth/register", {"email": email, "password": OLD})
    stack.post("/auth/password_reset", {"email": email})
    with opened_page(chromium) as page:
        page.goto(stack.link_mailed_to(email, RESET))
        page.fill("input[name=new_password]", NEW)
        page.fill("#again", NEW + "x")
        page.click("button")
        assert page.eval_on_selector("#again", "field => field.validationMessage") != ""
    assert stack.post("/auth/login", {"email": email, "password": OLD}).status_code == 200


def fill(page: Any, password: str, *, javascript: bool) -> None:
    page.fill("input[name=new_password]", password)
    if javascript:
        page.fill("#again", password)
    page.click("button")
    page.wait_for_load_state()
