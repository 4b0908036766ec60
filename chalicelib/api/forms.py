"""The HTML pages behind mailed links: a form that works without JavaScript, errors in place, nothing leaked.

Style and script stand in the page and are allowed by their hashes (CSP Level 3); nothing is loaded from anywhere, no
referrer is sent, no search engine indexes it, and no later URL holds the link's token.
"""

import base64
import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.api.languages import preferred_language
from chalicelib.api.problems import status_of
from chalicelib.api.replies import Html, Reply, SeeOther
from chalicelib.api.requests import Client
from chalicelib.errors import DomainError, UnfitPassword

_PAGES = Path(__file__).parent / "pages"


def show_form(
    page: str,
    client: Client,
    *,
    words: dict[str, str] | None = None,
    asks_for: str = "",
    asks_name: bool = False,
    error: DomainError | None = None,
    status: int | None = None,
) -> Reply[Html]:
    """Return a page by its name in the texts; the words fill in the texts' braces.

    An error is shown in place, and decides the status where none is given.
    """
    language = preferred_language(client.languages)
    texts = _texts(language)
    filled = words or {}
    html = _template().render(
        language=language,
        texts=texts[page] | {"title": texts[page]["title"].format(**filled)},
        words=filled,
        asks_for=asks_for,
        asks_name=asks_name,
        error=_message(texts["errors"], error) if error else "",
        style=_asset("form.css"),
        script=_asset("form.js"),
    )
    headers = {"Content-Security-Policy": _policy(), "X-Robots-Tag": "noindex, nofollow", "Content-Language": language}
    return Reply(Html(html), status=status or (status_of(type(error))[0] if error else 200), headers=headers)


def show_expired(client: Client) -> Reply[Html]:
    """Return the page for a link that is no longer good."""
    return show_form("expired", client, status=404)


def show_done(location: str) -> SeeOther:
    """Redirect to a page whose address holds no token."""
    return SeeOther(location)


def _message(texts: dict[str, str], error: DomainError) -> str:
    key = error.reason if isinstance(error, UnfitPassword) else error.code
    return texts.get(key, texts["other"])


@cache
def _policy() -> str:
    style, script = _hash(_asset("form.css")), _hash(_asset("form.js"))
    return (
        f"default-src 'none'; img-src data:; style-src '{style}'; script-src '{script}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> Any:
    from markupsafe import Markup

    return Markup((_PAGES / name).read_text(encoding="utf-8"))  # noqa: S704 - a file of ours


@cache
def _texts(language: str) -> dict[str, Any]:
    return tomllib.loads((_PAGES / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(_PAGES), autoescape=True).get_template("form.html.jinja")
