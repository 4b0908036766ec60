"""The commands that pages and docstrings name work as they stand there, in a new shell at the project's root."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("docs", "chalicelib", "infra", "bench", "tests", ".ci")
KINDS = frozenset({".md", ".py", ".toml", ".yaml", ".jinja", ""})

# What runs the project's code outside its environment, and fails there: `python -m …`, or `python` and a file.
OUTSIDE = re.compile(
    r"(?<![\w/.)])(?<!-m )(?:python[\d.]*|pip[\d.]*|pytest) (?:-m |install |-[a-z]+ tests|[\w/]+\.py\b|tests/)"
)
MODULE = re.compile(r"\.venv/bin/python -m ([\w.]+\w)")
TARGET = re.compile(r"(?:`|^)make ([a-z0-9-]+)", re.MULTILINE)


def texts() -> Iterator[tuple[str, str]]:
    """Yield every page and source with its text."""
    files = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")))
    for path in (*sorted(ROOT.glob("*.md")), *files):
        if path.is_file() and path.suffix in KINDS and path != Path(__file__):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_the_projects_code_is_run_by_its_environments_python() -> None:
    assert [(name, found) for name, text in texts() for found in OUTSIDE.findall(text)] == []


@pytest.mark.parametrize("outside", ["python -m infra.x", "python3 bench/api.py", "pip install x", "pytest tests/unit"])
def test_a_command_outside_the_environment_is_found(outside: str) -> None:
    assert OUTSIDE.search(f"`{outside}`")
    assert not OUTSIDE.search(f"`.venv/bin/{outside}`")


def test_modules_that_are_named_can_be_run() -> None:
    named = {module for _, text in texts() for module in MODULE.findall(text)}
    assert {"chalicelib.extraction", "chalicelib.validation", "infra.rulesets"} <= named
    assert [module for module in sorted(named) if not _can_be_run(module)] == []


def _can_be_run(module: str) -> bool:
    spec = find_spec(module)
    return spec is not None and (spec.submodule_search_locations is None or bool(find_spec(f"{module}.__main__")))


def test_targets_that_are_named_are_the_makefiles() -> None:
    named = {target for name, text in texts() if name.endswith(".md") for target in TARGET.findall(text)}
    known = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert named
    assert named - known == set()
