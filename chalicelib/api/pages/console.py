"""The web console: one page, and the files that `console/build.mjs` makes of its sources in `console/`.

A file's name holds the hash of its content, so browsers keep it for good; the page is asked for anew and names the
files. Its policy allows these files, requests to this API, and what the file store has: no code stands in the page.
All addresses are relative to this API's own, whatever stage or domain it is called under.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Content, Html, Reply
from chalicelib.api.pages.inline import template
from chalicelib.errors import ConsoleFileMissing
from chalicelib.storage.files.presigned import files_origin

BUILT = Path(__file__).parent / "console"
MANIFEST = "manifest.json"
MediaType = Literal["text/javascript", "text/css"]
MEDIA_TYPES: dict[str, MediaType] = {".js": "text/javascript", ".css": "text/css"}
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def console_page(client: Client) -> Reply[Html]:
    """Return the page that starts the console.

    Raises:
        ConsoleFileMissing: the console was not built.

    """
    html = template("console.html.jinja").render(assets=f"{client.base_path}/app/assets", **_console().manifest)
    headers = {
        "Content-Security-Policy": _policy(),
        "Cache-Control": ASK_AGAIN,
        "ETag": _etag(html.encode()),
        "X-Robots-Tag": "noindex",
    }
    return Reply(Html(html), headers=headers)


def console_file(name: str) -> Reply[Content[MediaType]]:
    """Return one of the console's files.

    Raises:
        ConsoleFileMissing: there is no file of this name, or nothing was built.

    """
    data = _console().files.get(name)
    if data is None:
        raise ConsoleFileMissing(name)
    headers = {"Cache-Control": FOR_GOOD, "ETag": _etag(data), "Cross-Origin-Resource-Policy": "same-origin"}
    return Reply(Content(data.decode(), MEDIA_TYPES[Path(name).suffix]), headers=headers)


def _policy() -> str:
    files = files_origin()
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data: blob: {files}; connect-src 'self' {files}; frame-src blob:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@dataclass(frozen=True, slots=True)
class _Console:
    """What was built: the names that the page needs, and every file by its name."""

    manifest: dict[str, Any]
    files: dict[str, bytes]


def _console() -> _Console:
    try:
        return _built((BUILT / MANIFEST).stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise ConsoleFileMissing(MANIFEST) from error


@lru_cache(maxsize=1)
def _built(_at: int) -> _Console:
    """Return what was built at a time: a new build is served at once. A name from outside is never part of a path."""
    manifest = json.loads((BUILT / MANIFEST).read_text(encoding="utf-8"))
    return _Console(manifest, {file.name: file.read_bytes() for file in BUILT.glob("*") if file.suffix in MEDIA_TYPES})


def _etag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'
