"""Swagger UI and ReDoc without a network: the files that deployed pages load from a CDN, byte for byte.

They come with `drf-spectacular-sidecar`, of which only the files are used.
"""

import mimetypes
import re
from importlib.util import find_spec
from pathlib import Path

from chalicelib.api.openapi.pages import ASSETS
from infra.local.gateway import Answer, problem

PREFIX = "/_local/assets/"
_PACKAGE = "drf_spectacular_sidecar"
_VERSION = re.compile(r"@[^/]+")


def answer(path: str) -> Answer:
    """Answer a request for one of the files; others there are none."""
    wanted = path.removeprefix(PREFIX)
    if wanted not in {asset.path for asset in ASSETS}:
        return problem(404, "not_found", "There is no such file.")
    kind = mimetypes.guess_type(wanted)[0] or "application/octet-stream"
    headers = {"Content-Type": kind, "Access-Control-Allow-Origin": "*", "Cache-Control": "max-age=86400"}
    return Answer(200, headers, asset_file(wanted).read_bytes())


def asset_file(path: str) -> Path:
    """Return where an asset's file is on this machine."""
    spec = find_spec(_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        message = f"{_PACKAGE} is not installed: run `make setup`"
        raise FileNotFoundError(message)
    return Path(folders[0]) / "static" / _PACKAGE / _VERSION.sub("", path)
