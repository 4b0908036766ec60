"""The page on security: every requirement once, every test that it names is there, few things open."""

import re
from collections import Counter
from pathlib import Path

PAGE = Path("docs/security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([\d., -]+) \| ([\w/ ]+) \| (.*) \|$", PAGE, re.MULTILINE)
STATES = {"met", "in part", "operator", "n/a", "open"}
MAX_OPEN = 5
REQUIREMENTS = 253
"""Of levels 1 and 2 in ASVS 5.0.0."""


def numbers(cell: str) -> list[str]:
    """Return the numbers that a cell stands for; `1.4.1 - 1.4.3` is three."""
    found = []
    for part in cell.split(", "):
        first, _, last = part.partition(" - ")
        section, _, start = first.rpartition(".")
        end = (last or first).rpartition(".")[2]
        found += [f"{section}.{number}" for number in range(int(start), int(end) + 1)]
    return found


def test_every_requirement_is_listed_once() -> None:
    listed = Counter(number for cell, _, _ in ROWS for number in numbers(cell))
    assert [number for number, times in listed.items() if times > 1] == []
    assert len(listed) == REQUIREMENTS


def test_every_state_is_one_of_five_and_few_are_open() -> None:
    states = Counter(state for cell, state, _ in ROWS for _ in numbers(cell))
    assert set(states) <= STATES
    assert states["open"] <= MAX_OPEN


def test_the_tests_that_are_named_exist() -> None:
    known = {path.stem for path in Path("tests").rglob("test_*.py")}
    assert set(re.findall(r"`(test_\w+)`", PAGE)) - known == set()
