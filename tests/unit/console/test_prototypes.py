"""The console writes to no member whose name comes from data, so that no answer changes what all objects inherit.

Objects are made of entries, spread, or written with computed names: these make properties of their own, `__proto__`
among them. What would reach a prototype is an assignment to `object[name]`, or a merge that makes such assignments.
"""

import re
from pathlib import Path

import pytest

CONSOLE = Path(__file__).resolve().parents[3] / "console"
SOURCES = sorted((CONSOLE / "src").rglob("*.ts*"))
REACHING = re.compile(
    r"[\w)\]]\[[A-Za-z_`][^\[\]\"':,|]*\] ?(?:[-+*/%&|^]|\*\*|\?\?|\|\||&&|<<|>>>?)?=(?![=>])"  # object[name] = …
    r"|\b(?:Object\.assign|Object\.setPrototypeOf|Reflect\.set|defineProperty)\b"
    r"|__proto__|\.prototype\b"
    r"|\bfor \((?:const|let|var) \w+ in\b"
)


@pytest.mark.parametrize(
    "source",
    ["target[name] = value", "a.b[c] ??= {}", "a[b][c] = d", "Object.assign(a, b)", "for (const name in given) a()"],
)
def test_what_would_reach_a_prototype_is_found(source: str) -> None:
    assert REACHING.search(source)


@pytest.mark.parametrize(
    "source",
    [
        "const [first, second] = pair",
        "a[b] === c",
        "{ ...a, [name]: value }",
        "if (a[b] => c)",
        "a[0] = b",
        "x = a[b]",
        "a: B[] = []",
    ],
)
def test_what_makes_properties_of_its_own_is_not(source: str) -> None:
    assert not REACHING.search(source)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(CONSOLE)))
def test_no_source_of_the_console_writes_to_a_computed_member(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if REACHING.search(line)] == []
