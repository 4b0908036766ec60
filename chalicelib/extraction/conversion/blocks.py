"""What a text document consists of, whichever program wrote it: paragraphs and tables, in reading order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from chalicelib.extraction.errors import DocumentTooLong

MAX_LETTERS = 400_000  # of a document: fifty dense pages have 300,000
MAX_ROWS = 5_000
MAX_COLUMNS = 40
MAX_CELL_LETTERS = 5_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text or more."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a row may be shorter than others."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table


def table_of(rows: Iterable[Sequence[str]]) -> Table | None:
    r"""Return a table without its empty rows and empty columns; None where nothing is left.

    >>> table_of([["", "Item", ""], ["", "", ""], ["", "Steel \n bar", "", "7.00"]]).rows
    (('Item', ''), ('Steel\nbar', '7.00'))
    """
    texts = [[tidy(cell[:MAX_CELL_LETTERS]) for cell in row] for row in rows]
    texts = [row for row in texts if any(row)]
    columns = [column for column in zip_longest(*texts, fillvalue="") if any(column)]
    return Table(tuple(zip(*columns, strict=True))) if columns else None


def joined_rows(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with tables of one row, of as many columns, that follow one another as one table.

    >>> joined_rows([Table((("Net", "1"),)), Table((("Total", "2"),)), Paragraph("Thanks")])
    [Table(rows=(('Net', '1'), ('Total', '2'))), Paragraph(text='Thanks', heading=False)]
    """
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(last, Table) and isinstance(block, Table) and _continues(last, block):
            joined[-1] = Table(last.rows + block.rows)
        else:
            joined.append(block)
    return joined


def _continues(table: Table, row: Table) -> bool:
    return len(row.rows) == 1 and len(row.rows[0]) == len(table.rows[0])


def tidy(text: str) -> str:
    """Return the lines of a text that say something, with single spaces."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def check_length(blocks: Sequence[Block]) -> None:
    """Refuse what is longer than any invoice; raises `DocumentTooLong`."""
    tables = [block for block in blocks if isinstance(block, Table)]
    rows = sum(len(table.rows) for table in tables) + len(blocks)
    columns = max((len(table.rows[0]) for table in tables), default=0)
    if rows > MAX_ROWS or columns > MAX_COLUMNS or sum(map(_letters, blocks)) > MAX_LETTERS:
        raise DocumentTooLong


def _letters(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell) for row in block.rows for cell in row)
