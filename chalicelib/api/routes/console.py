"""The web console, the first client of this API: a page and its files."""

from typing import Literal

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Content, Html, NotModified, Reply, unless_known
from chalicelib.api.pages import console as pages
from chalicelib.errors import ConsoleFileMissing

console = Resource(__name__)

Code = Content[Literal["text/javascript", "text/css"]]


@console.route("/app", public=True, headers=("ETag",), raises=(ConsoleFileMissing,))
def show_console(client: Client, if_none_match: str) -> Reply[Html] | NotModified:
    """Show the web console."""
    return unless_known(pages.console_page(client), if_none_match)


@console.route("/app/assets/{name}", public=True, headers=("ETag",), raises=(ConsoleFileMissing,))
def get_console_file(name: str, if_none_match: str) -> Reply[Code] | NotModified:
    """Fetch one of the console's files, which never changes under its name."""
    return unless_known(pages.console_file(name), if_none_match)
