"""Where the table of goods and services begins: its header, and what each column holds.

A header is known by its words alone, so that tables without rules read like ruled ones. Header cells may be broken
over several rows ("Net / amount / excl. VAT"): the rows around the one that says most are read together, cell by cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, filterfalse

from chalicelib.extraction.box import Box
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.letters import has_digit, texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Hit, Meaning, by_language, vocabulary
from chalicelib.extraction.pages.geometry import around, overlap_x
from chalicelib.extraction.pages.page import Segment

AMOUNTS = ("net_amount", "gross_amount")
UNKNOWN = "other"  # a column whose header says nothing that is known: what stands in it belongs nowhere else
PARTS = frozenset({"quantity", "unit_price"})
TAXES = frozenset({"tax_rate", "tax_amount"})
NUMERIC = ("quantity", "unit_price", "discount", "tax_rate", "tax_amount", *AMOUNTS)
WEAK_DESCRIPTION = "description_weak"
MIN_COLUMNS = 3  # of a header; two where one of them is the description and one an amount
COVERED = 0.5  # of the words of a header row, or of its many cells, are column names
MANY_COLUMNS = 4
MOST_WORDS = 3  # of a text under a header's that need not be known
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
    found = evidence.column_names_in(*row)
    if len(found) < 2 or len(row) < 2:  # noqa: PLR2004 - a table has two columns
        return False
    if _has_values(evidence, row, found):
        return False
    words = sum([len(segment.words) for segment in row])
    covered = sum([hit.end - hit.start for hit in found])
    return covered >= words * COVERED or _names_many_columns(row, found)


def _has_values(evidence: Evidence, row: Sequence[Segment], found: Sequence[Hit]) -> bool:
    """Whether a row has days or amounts, but for a period behind the goods' name: "Services 1 January to 31 March"."""
    dated = {hit.segment for hit in found if hit.begins_as("description", WEAK_DESCRIPTION)}
    others = list(filterfalse(dated.__contains__, row))
    if any(map(has_digit, texts_of(others))):
        others = list(row)
    return any(value.kind is Kind.DATE or value.has_decimals for value in evidence.values_of(*others))


def _names_many_columns(row: Sequence[Segment], found: Sequence[Hit]) -> bool:
    """Whether many of a row's cells name columns, and one of these is what goods have: taxes have tables as well."""
    if _count_cells(found) < max(MANY_COLUMNS, len(row) * COVERED):
        return False
    return any(hit.is_named("description", *PARTS) for hit in found)


def _count_cells(found: Iterable[Hit]) -> int:
    """In how many texts column names stand."""
    return len({hit.segment for hit in found})


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
        if not other or not _continues(evidence, near, other, columns):
            return
        yield other
        near = other
        columns += other


def _continues(evidence: Evidence, near: Sequence[Segment], other: Sequence[Segment], columns: list[Segment]) -> bool:
    if other[0].page != near[0].page:
        return False
    leading = abs(other[0].box.top - near[0].box.top) / near[0].size
    if leading > HEADER_LEADING or not _is_plain(evidence, other):
        return False
    if leading < SOLID and all(_is_under(segment, columns) for segment in other):
        return True
    return all(_is_header_word(evidence, segment, columns) for segment in other)


def _is_plain(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Whether a row has neither values nor a document's title in it."""
    if any(hit.segment in row for hit in evidence.titles):
        return False
    return all(value.kind is Kind.TEXT for value in evidence.values_of(*row))


def _is_under(segment: Segment, columns: list[Segment]) -> bool:
    """A short text that stands over or under one of the header's words, without digits."""
    if len(segment.words) > MOST_WORDS or has_digit(segment.text):
        return False
    return bool(_in_line(segment, columns))


def _in_line(segment: Segment, columns: Iterable[Segment]) -> list[Segment]:
    """The texts of a header that stand over or under another one."""
    return [other for other in columns if overlap_x(other.box, segment.box) > 0]


def _is_header_word(evidence: Evidence, segment: Segment, columns: list[Segment]) -> bool:
    """A column's name, or with what stands above or below it a column's name."""
    own = fold(segment.text)
    if evidence.column_names_in(segment) or _names_column(own):
        return True
    for other in _in_line(segment, columns):
        text = fold(other.text)
        if _names_column(text + own) or _names_column(own + text):
            return True
    return False


def _names_column(folded: str) -> bool:
    return bool(vocabulary().lookup(folded, "columns"))


def _cells(evidence: Evidence, rows: Sequence[Sequence[Segment]], main: Sequence[Segment]) -> Iterator[_Cell]:
    for stack in _stacks(rows, main):
        found = list(_cell(evidence, sorted(stack, key=lambda s: s.row)))
        if found:
            yield from found
        elif not set(main).isdisjoint(stack):
            yield _Cell((), around(stack))


def _stacks(rows: Sequence[Sequence[Segment]], main: Sequence[Segment]) -> list[list[Segment]]:
    """The texts of a header's rows by column: those over and under a text of its main row, and others by themselves."""
    stacks: list[list[Segment]] = [[segment] for segment in main]
    for segment in filterfalse(main.__contains__, chain.from_iterable(rows)):
        stack = max(stacks, key=partial(_shared_width, segment))
        if _shared_width(segment, stack) > 0:
            stack.append(segment)
        else:
            stacks.append([segment])
    return stacks


def _shared_width(segment: Segment, stack: Sequence[Segment]) -> float:
    return overlap_x(around(stack), segment.box)


def _cell(evidence: Evidence, stack: list[Segment]) -> Iterator[_Cell]:
    """What a stack of texts names: one column, or several side by side."""
    whole = vocabulary().lookup(fold("".join(texts_of(stack))), "columns")
    if whole:
        yield _Cell(by_language(whole, evidence.languages), around(stack))
        return
    found = evidence.column_names_in(*stack)
    if len(found) > 1 and _is_one_name(stack, found):
        found = found[:1]
    for hit in found:
        yield _Cell(hit.meanings, hit.box if len(found) > 1 else around(stack))


def _is_one_name(stack: Sequence[Segment], found: Sequence[Hit]) -> bool:
    """Whether column names are one: in texts of their own under one another, or joined by small words."""
    if len({hit.segment.row for hit in found}) > 1 and _count_cells(found) == len(found):
        return True
    return any(_is_phrase(segment, found) for segment in stack)


def _is_phrase(segment: Segment, found: Sequence[Hit]) -> bool:
    """Whether small words join the known ones to one name: "Name of product or service"."""
    inside = [hit for hit in found if hit.segment is segment]
    if len(inside) < 2:  # noqa: PLR2004 - there is nothing to join
        return False
    between = list(texts_of(segment.words))
    for hit in reversed(inside):
        del between[hit.start : hit.end]
    return any(word.isalpha() and word.islower() for word in between)


def _name_columns(cells: Sequence[_Cell]) -> tuple[Column, ...]:
    """One name a column: where a word may mean two things, the one that no other column has."""
    names: list[str] = []
    for index, cell in enumerate(cells):
        options = _names_of(cell, cells)
        others = set(map(_first_name, cells[index + 1 :]))
        free = sorted(filterfalse(names.__contains__, options), key=others.__contains__)
        names.append(free[0] if free else options[0])
    names = _one_description(names)
    return tuple([Column(name, cell.box) for name, cell in zip(names, cells, strict=True)])


def _names_of(cell: _Cell, cells: Sequence[_Cell]) -> list[str]:
    """What a cell may name, the likeliest first."""
    options = list(dict.fromkeys([meaning.name for meaning in cell.meanings])) or [UNKNOWN]
    options.sort(key=lambda name: name == "position")  # "Item" is a number only beside another description
    if len(options) > 1 and any(other is not cell and _first_name(other) == "description" for other in cells):
        options.sort(key=lambda name: name == WEAK_DESCRIPTION)  # "Charges" are amounts beside one
    return options


def _first_name(cell: _Cell) -> str | None:
    return cell.meanings[0].name if cell.meanings else None


def _one_description(names: list[str]) -> list[str]:
    """One column is the description: beside one that is called so, "Activity" or "Item" is something else."""
    if "description" not in names:
        best = WEAK_DESCRIPTION if WEAK_DESCRIPTION in names else UNKNOWN if _are_of_lines(names) else None
        if best in names:
            names = [*names[: names.index(best)], "description", *names[names.index(best) + 1 :]]
    return [UNKNOWN if name == WEAK_DESCRIPTION else name for name in names]


def _are_of_lines(names: Sequence[str]) -> bool:
    """Whether columns are those of lines: a quantity, a price, or an amount with its tax for each day.

    Days and amounts without a tax are a plan of payments; rates and amounts without a day a breakdown of the tax.
    """
    if not PARTS.isdisjoint(names):
        return True
    if "date" not in names or TAXES.isdisjoint(names):
        return False
    return not set(AMOUNTS).isdisjoint(names)


def _is_table_of_lines(header: Header) -> bool:
    """Goods and their price: a description and an amount, or three columns of which one is money and one a quantity."""
    names = {column.name for column in header.columns if column.name != UNKNOWN}
    if names.isdisjoint(("unit_price", *AMOUNTS)):
        return False
    if len(names) >= MIN_COLUMNS:
        return not names.isdisjoint(("description", "quantity"))
    return "description" in names and not names.isdisjoint(AMOUNTS)
