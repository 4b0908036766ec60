"""Whose work is deployed, and under which licences: `.venv/bin/python -m infra.licences` writes `docs/licences.md`."""

import json
import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from infra import locks
from infra.layers import LAYERS
from infra.locks import Pin

PAGE = Path(__file__).resolve().parents[1] / "docs" / "licences.md"
CONSOLE_LOCK = Path(__file__).resolve().parents[1] / "console" / "package-lock.json"
MAX_NAME_LENGTH = 60  # some put the whole text where its name belongs

# Where a package's metadata say nothing, or only half of it: their own pages and texts say this.
KNOWN = {
    "saxonche": "MPL-2.0",
    "pymupdf-fonts": "OFL-1.1 (FiraGO)",
    "python-bidi": "LGPL-3.0-or-later",
    "paperang-p2-fonts-cjk": "MIT, and Apache-2.0 for the font (WenQuanYi Micro Hei)",
}

HEADER = """# Licences of what is deployed

Made by `make lock` from the lock files and from what each package says of itself. The system itself is under
[Apache-2.0](../LICENSE). The fonts are used unchanged, saxonche without its debugging tables. Parts that are never
loaded are left out (`UNUSED` in `infra/packaging/function.py` and `infra/layers/`); licence texts are not.

| package | version | licence | in |
| --- | --- | --- | --- |
"""


def page() -> str:
    """Return the page."""
    return HEADER + "".join(f"{row}\n" for row in rows())


def rows() -> list[str]:
    """Return a row of the table for each package."""
    return sorted([*_python_rows(), *_console_rows()])


def _console_rows() -> list[str]:
    """Return a row for each npm package that is part of the web console, as its lock file states it."""
    packages = json.loads(CONSOLE_LOCK.read_text())["packages"]
    return [
        f"| {path.removeprefix('node_modules/')} | {each['version']} | {each['license']} | web console |"
        for path, each in packages.items()
        if path and not each.get("dev")
    ]


def _python_rows() -> list[str]:
    places = {"function": locks.FUNCTION} | {f"{layer.name} layer": layer.lock for layer in LAYERS}
    pins: dict[str, tuple[Pin, list[str]]] = {}
    for place, lock in places.items():
        for pin in locks.read_lock(lock):
            pins.setdefault(pin.name, (pin, []))[1].append(place)
    return [
        f"| {name} | {pin.version} | {licence_of(name)} | {', '.join(where)} |"
        for name, (pin, where) in sorted(pins.items())
    ]


def licence_of(name: str) -> str:
    """Return what an installed package says of its licence."""
    if name in KNOWN:
        return KNOWN[name]
    try:
        return stated(metadata(name))
    except PackageNotFoundError:
        return "not installed here"


def stated(described: PackageMetadata) -> str:
    """Return a licence's name from the metadata: an SPDX expression, classifiers, or free text (PEP 639 and before)."""
    expression = str(described["License-Expression"] or "")
    classifiers = described.get_all("Classifier") or []
    classified = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License ::")]
    named = [text for text in classified if text != "OSI Approved"]
    free = re.sub(r"\s+", " ", str(described["License"] or "")).strip()
    return expression or ", ".join(named) or free[:MAX_NAME_LENGTH] or "not stated"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
