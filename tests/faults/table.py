"""The table of what was run: printed at the end of `make faults`, and kept in a page of the documentation."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

PROPERTY = "faults"
HEADING = ("flow", "calls", "faults", "runs", "other than the clean run", "ended by the sweep")
_PLACE = re.compile(r"(?<=<!-- faults -->\n\n).*?(?=\n\n<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """What became of one flow's runs."""

    flow: str
    calls: int
    faults: int
    runs: int
    different: int
    swept: int

    def cells(self) -> list[str]:
        """Return the row's cells as text."""
        return [self.flow, *map(str, (self.calls, self.faults, self.runs, self.different, self.swept))]


def to_markdown(rows: list[list[str]]) -> str:
    """Return a table with its sums.

    >>> print(to_markdown([["delete", "9", "6", "54", "0", "0"], ["register", "3", "6", "18", "0", "0"]]))
    | flow | calls | faults | runs | other than the clean run | ended by the sweep |
    | --- | --: | --: | --: | --: | --: |
    | delete | 9 | 6 | 54 | 0 | 0 |
    | register | 3 | 6 | 18 | 0 | 0 |
    | all | 12 | | 72 | 0 | 0 |
    """
    sums = [str(sum(int(row[column]) for row in rows)) if column != 2 else "" for column in range(1, len(HEADING))]
    lines = [HEADING, ("---", *["--:"] * len(sums)), *rows, ("all", *sums)]
    return "\n".join("| " + " | ".join(line).replace("|  |", "| |") + " |" for line in lines)


def rows_of(markdown: str) -> list[list[str]]:
    """Return the rows of a table that `to_markdown` made.

    >>> rows_of(to_markdown([["delete", "9", "6", "54", "0", "0"]]))
    [['delete', '9', '6', '54', '0', '0']]
    """
    lines = markdown.splitlines()[2:-1]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def put_into(page: Path, rows: list[list[str]], flows: Collection[str]) -> None:
    """Put rows into a page's table, in the place of those of the same flows; only rows of `flows` stay."""
    text = page.read_text()
    place = _PLACE.search(text)
    assert place, f"{page} has no place for the table"
    known = {row[0]: row for row in rows_of(place[0]) if row[0] in flows} | {row[0]: row for row in rows}
    page.write_text(_PLACE.sub(lambda _: to_markdown(list(known.values())), text))
