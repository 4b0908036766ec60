"""The HTML pages behind mailed links: a form that works without JavaScript, errors in place, nothing leaked.

Style and script stand in the page and are allowed by their hashes (CSP Level 3); nothing is loaded from anywhere, no
referrer is sent, no search engine indexes it, and no later URL holds the link's token.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from chalicelib.accounts.links import check_link
from chalicelib.api.http.languages import preferred_language
from chalicelib.api.http.problems import status_of
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Html, Reply, SeeOther
from chalicelib.api.pages.inline import inline, source_hash, template, texts
from chalicelib.errors import DomainError, LinkExpired, UnfitPassword
from chalicelib.records.accounts import Link, Purpose, User
from chalicelib.settings import front_end_url

RESUME_PATH = "/auth/link"
_LINK_PAGE = "link"
_Answer = TypeVar("_Answer", bound=BaseModel)


def show_form(
    page: str,
    client: Client,
    *,
    words: dict[str, str] | None = None,
    asks_for: str = "",
    asks_name: bool = False,
    asks_current: bool = False,
    error: DomainError | None = None,
    status: int | None = None,
) -> Reply[Html]:
    """Return a page by its name in the texts; the words fill in the texts' braces.

    `asks_for` names the field of a new password; `asks_current` is for the one that the account has.

    An error is shown in place, and decides the status where none is given.
    """
    language = preferred_language(client.languages)
    said = texts(language)
    filled = words or {}
    html = template("form.html.jinja").render(
        language=language,
        texts=said[page] | {"title": said[page]["title"].format(**filled)},
        words=filled,
        asks_for=asks_for,
        asks_name=asks_name,
        asks_current=asks_current,
        error=_message(said["errors"], error) if error else "",
        onward=said["onward"],
        login_url=_login_url(client),
        resume=urlsplit(client.base_url).path + RESUME_PATH,
        style=inline("form.css"),
        script=_script(page, said[page]),
    )
    headers = {"Content-Security-Policy": _policy(), "X-Robots-Tag": "noindex, nofollow", "Content-Language": language}
    return Reply(Html(html), status=status or (status_of(type(error))[0] if error else 200), headers=headers)


def show_link_again(client: Client) -> Reply[Html]:
    """Return the page that a reload comes to once the address bar has no token; it leads back to the link."""
    return show_form(_LINK_PAGE, client)


def show_expired(client: Client) -> Reply[Html]:
    """Return the page for a link that is no longer good."""
    return show_form("expired", client, status=404)


def show_link_form(
    purpose: Purpose,
    uid: str,
    token: str,
    client: Client,
    words: Callable[[Link, User], dict[str, str]],
    *,
    asks_for: str = "",
    error: DomainError | None = None,
) -> Reply[Html]:
    """Return the form of a user's mailed link, which asks for a new password or the present one; it uses nothing up."""
    try:
        link, user = check_link(uid, token, purpose)
    except LinkExpired:
        return show_expired(client)
    filled = words(link, user)
    return show_form(purpose, client, words=filled, asks_for=asks_for, asks_current=not asks_for, error=error)


def answer_form(
    client: Client, act: Callable[[], _Answer], page: Callable[[DomainError], Reply[Html]], *, done: str
) -> _Answer | Reply[Html] | SeeOther:
    """Do what a mailed link is for, and answer a form with a page, anything else with what `act` returns.

    `page` shows an error in the form; `done` is the path of a page that holds no token, so that a reload sends nothing.
    """
    try:
        answer = act()
    except DomainError as error:
        if client.is_form:
            return page(error)
        raise
    return SeeOther(client.base_url + done) if client.is_form else answer


def _script(page: str, said: Mapping[str, object]) -> object:
    """Return the script of a page: of a form, of the way back to one, or none."""
    if page == _LINK_PAGE:
        return inline("resume.js")
    return inline("form.js") if "button" in said else ""


def _login_url(client: Client) -> str:
    """Return where people log in: the front end, where one is named, else the API's own start page."""
    return front_end_url() or f"{client.base_url}/"


def _message(said: dict[str, str], error: DomainError) -> str:
    key = error.reason if isinstance(error, UnfitPassword) else error.code
    return said.get(key, said["other"])


@cache
def _policy() -> str:
    return (
        f"default-src 'none'; img-src data:; style-src {source_hash('form.css')}; script-src {source_hash('form.js')} "
        f"{source_hash('resume.js')}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
