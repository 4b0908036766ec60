"""Where the table of goods and services begins: its header, and what each column holds.

A header is known by its words alone, so that tables without rules read like ruled ones. Header cells may be broken
over several rows ("Net / amount / excl. VAT"): the rows around the one that says most are read together, cell by cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.extraction.box import Box
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.letters import has_digit
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Hit, Meaning, hits, vocabulary
from chalicelib.extraction.pages.geometry import overlap_x, union
from chalicelib.extraction.pages.page import Segment

AMOUNTS = ("net_amount", "gross_amount")
UNKNOWN = "other"  # a column whose header says nothing that is known: what stands in it belongs nowhere else
NUMERIC = ("quantity", "unit_price", "discount", "tax_rate", "tax_amount", *AMOUNTS)
WEAK_DESCRIPTION = "description_weak"
MIN_COLUMNS = 3  # of a header; two where one of them is the description and one an amount
COVERED = 0.5  # of the words of a header row are column names
HEADER_LEADING = 1.9  # line heights between the rows of one header
SOLID = 1.25  # line heights between rows so close that they can only be one cell's text
MAX_HEADER_ROWS = 4  # above and below the main one


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header: what it holds and from where to where the header reaches."""

    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: its columns from left to right, the rows it takes, and its page."""

    columns: tuple[Column, ...]
    first_row: int
    last_row: int
    page: int

    def has(self, *names: str) -> bool:
        """Whether one of the columns is there."""
        return any(column.name in names for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Cell:
    meanings: tuple[Meaning, ...]
    box: Box


def find_headers(evidence: Evidence) -> list[Header]:
    """Every header of a table of lines, in reading order; a table that goes on may repeat it on each page."""
    headers: list[Header] = []
    for row in evidence.rows.values():
        if headers and row[0].row <= headers[-1].last_row:
            continue
        if is_header_row(evidence, row):
            header = _header(evidence, row)
            if _is_table_of_lines(header):
                headers.append(header)
    return headers


def is_header_row(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Whether the row is a table's header: at least two column names, and hardly anything else."""
    found = [hit for segment in row for hit in hits(segment, "columns", evidence.languages)]
    words = sum(len(segment.words) for segment in row)
    covered = sum(hit.end - hit.start for hit in found)
    if any(v.kind is Kind.DATE or _is_decimal(v.number) for s in row for v in evidence.values[s]):
        return False
    return len(found) >= 2 and covered >= words * COVERED and len(row) >= 2  # noqa: PLR2004 - a table has two columns


def _is_decimal(number: object) -> bool:
    return bool(getattr(number, "decimals", None))


def _header(evidence: Evidence, row: Sequence[Segment]) -> Header:
    rows = [*_neighbours(evidence, row, -1), row, *_neighbours(evidence, row, 1)]
    rows.sort(key=lambda r: r[0].row)
    cells = list(_cells(evidence, rows, row))
    columns = _name_columns(sorted(cells, key=lambda cell: cell.box.left))
    return Header(columns, rows[0][0].row, rows[-1][0].row, row[0].page)


def _neighbours(evidence: Evidence, row: Sequence[Segment], step: int) -> Iterator[Sequence[Segment]]:
    """The rows above or below that belong to the same header: close by, without numbers, within its words."""
    near, columns = row, list(row)
    for distance in range(1, MAX_HEADER_ROWS + 1):
        other = evidence.rows.get(row[0].row + step * distance)
        if not other or other[0].page != row[0].page or not _continues(evidence, near, other, columns):
            return
        yield other
        near = other
        columns += other


def _continues(evidence: Evidence, near: Sequence[Segment], other: Sequence[Segment], columns: list[Segment]) -> bool:
    leading = abs(other[0].box.top - near[0].box.top) / near[0].size
    if leading > HEADER_LEADING:
        return False
    if any(value.kind is not Kind.TEXT for segment in other for value in evidence.values[segment]):
        return False
    if any(hit.segment in other for hit in evidence.titles):
        return False
    if leading < SOLID and all(_is_under(segment, columns) for segment in other):
        return True
    return all(_is_header_word(evidence, segment, columns) for segment in other)


def _is_under(segment: Segment, columns: list[Segment]) -> bool:
    """A short text that stands over or under one of the header's words, without digits."""
    short = len(segment.words) <= 3 and not has_digit(segment.text)  # noqa: PLR2004
    return short and any(overlap_x(other.box, segment.box) > 0 for other in columns)


def _is_header_word(evidence: Evidence, segment: Segment, columns: list[Segment]) -> bool:
    """A column's name, or with what stands above or below it a column's name."""
    if any(True for _ in hits(segment, "columns", evidence.languages)):
        return True
    if vocabulary().lookup(fold(segment.text), "columns"):
        return True
    texts = [(fold(other.text), fold(segment.text)) for other in columns if overlap_x(other.box, segment.box) > 0]
    return any(
        vocabulary().lookup(first + second, "columns") or vocabulary().lookup(second + first, "columns")
        for first, second in texts
    )


def _cells(evidence: Evidence, rows: Sequence[Sequence[Segment]], main: Sequence[Segment]) -> Iterator[_Cell]:
    stacks: list[list[Segment]] = [[segment] for segment in main]
    for row in rows:
        for segment in row:
            if segment in main:
                continue
            stack = max(stacks, key=lambda s: overlap_x(union(x.box for x in s), segment.box))
            if overlap_x(union(x.box for x in stack), segment.box) > 0:
                stack.append(segment)
            else:
                stacks.append([segment])
    for stack in stacks:
        found = list(_cell(evidence, sorted(stack, key=lambda s: s.row)))
        yield from found
        if not found and any(segment in main for segment in stack):
            yield _Cell((), union(segment.box for segment in stack))


def _cell(evidence: Evidence, stack: list[Segment]) -> Iterator[_Cell]:
    whole = vocabulary().lookup(fold("".join(segment.text for segment in stack)), "columns")
    if whole:
        ranked = sorted(whole, key=lambda m: _rank(evidence, m))
        yield _Cell(tuple(ranked), union(segment.box for segment in stack))
        return
    found = [hit for segment in stack for hit in hits(segment, "columns", evidence.languages)]
    rows = {hit.segment.row for hit in found}
    if len(rows) > 1 and len(stack) > 1 and all(sum(h.segment is s for h in found) <= 1 for s in stack):
        found = found[:1]
    if len(found) > 1 and any(_is_phrase(segment, found) for segment in stack):
        found = found[:1]
    for hit in found:
        box = hit.box if len(found) > 1 else union(segment.box for segment in stack)
        yield _Cell(hit.meanings, box)


def _is_phrase(segment: Segment, found: Sequence[Hit]) -> bool:
    """Whether small words join the known ones to one name: "Name of product or service"."""
    inside = [hit for hit in found if hit.segment is segment]
    known = {index for hit in inside for index in range(hit.start, hit.end)}
    between = [word.text for index, word in enumerate(segment.words) if index not in known]
    return len(inside) > 1 and any(word.isalpha() and word.islower() for word in between)


def _rank(evidence: Evidence, meaning: Meaning) -> int:
    return (
        evidence.languages.index(meaning.language)
        if meaning.language in evidence.languages
        else len(evidence.languages)
    )


def _name_columns(cells: Sequence[_Cell]) -> tuple[Column, ...]:
    """One name a column: where a word may mean two things, the one that no other column has."""
    names: list[str] = []
    for index, cell in enumerate(cells):
        options = list(dict.fromkeys(meaning.name for meaning in cell.meanings)) or [UNKNOWN]
        options.sort(key=lambda name: name == "position")  # "Item" is a number only beside another description
        if len(options) > 1 and any(c is not cell and _is_description(c) for c in cells):
            options.sort(key=lambda name: name == WEAK_DESCRIPTION)  # "Charges" are amounts beside one
        others = {c.meanings[0].name for c in cells[index + 1 :] if c.meanings}
        free = [name for name in options if name not in names]
        name = next((n for n in free if n not in others), free[0] if free else options[0])
        names.append(name)
    names = _one_description(names)
    return tuple(Column(name, cell.box) for name, cell in zip(names, cells, strict=True))


def _is_description(cell: _Cell) -> bool:
    return bool(cell.meanings) and cell.meanings[0].name == "description"


def _one_description(names: list[str]) -> list[str]:
    """One column is the description: beside one that is called so, "Activity" or "Item" is something else."""
    if "description" not in names:
        parts = {"quantity", "unit_price"} & set(names)
        best = WEAK_DESCRIPTION if WEAK_DESCRIPTION in names else UNKNOWN if parts else None
        if best in names:
            names = [*names[: names.index(best)], "description", *names[names.index(best) + 1 :]]
    return [UNKNOWN if name == WEAK_DESCRIPTION else name for name in names]


def _is_table_of_lines(header: Header) -> bool:
    """Goods and their price: a description and an amount, or three columns of which one is money and one a quantity."""
    names = {column.name for column in header.columns if column.name != UNKNOWN}
    money = names & {"unit_price", *AMOUNTS}
    if "description" in names and money:
        return len(names) >= MIN_COLUMNS or bool(names & set(AMOUNTS))
    return len(names) >= MIN_COLUMNS and bool(money) and "quantity" in names
