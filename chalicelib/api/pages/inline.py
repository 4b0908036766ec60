"""What pages are made of: templates, texts, and style and script that are allowed by their hashes (CSP Level 3)."""

import base64
import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.json_data import JsonObject

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

PAGES = Path(__file__).parent


@cache
def inline(name: str) -> "Markup":
    """Return a style sheet or a script of ours, as a page's markup."""
    from markupsafe import Markup

    return Markup((PAGES / name).read_text(encoding="utf-8"))  # noqa: S704 - a file of ours


@cache
def source_hash(name: str) -> str:
    """Return what allows it in a Content-Security-Policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline(name).encode()).digest()).decode()}'"


@cache
def template(name: str) -> "Template":
    """Return the template of a page."""
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(PAGES), autoescape=True).get_template(name)


@cache
def texts(language: str) -> JsonObject:
    """Return what the pages say in a language."""
    return tomllib.loads((PAGES / f"{language}.toml").read_text(encoding="utf-8"))
