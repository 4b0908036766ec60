"""What is kept of a document's pages: enough to find values again, bounded, the same from the child process."""

from chalicelib.extraction import layout as layouts
from chalicelib.extraction.box import Box
from chalicelib.extraction.isolation.isolated import read_isolated
from chalicelib.extraction.layout import MAX_BYTES, MAX_LETTERS, MAX_PIECES, from_bytes, to_bytes
from chalicelib.extraction.memory.printed import in_box, is_printed
from chalicelib.extraction.result import FieldName
from tests.unit.extraction.drawn import GOODS, Row, draw, table
from tests.unit.extraction.memory.taught import reading, rows


def test_it_is_the_same_from_the_process_that_opens_the_file_and_from_where_it_is_kept() -> None:
    here = reading(rows()).layout
    assert here is not None
    assert read_isolated(draw(rows())).layout == here
    data = to_bytes(here)
    assert data is not None
    assert len(data) < 20_000
    assert from_bytes(data) == here


def test_it_is_bounded() -> None:
    page: list[Row] = [*rows(), "w" * 500, *table(GOODS, *[("Paper", "1", "1.00", "1.00")] * 600)]
    kept = reading(page).layout
    assert kept is not None
    assert len(kept.pieces) <= MAX_PIECES
    assert max(len(word.text) for piece in kept.pieces for word in piece.words) <= MAX_LETTERS


def test_a_layout_that_is_too_large_is_not_kept() -> None:
    word = layouts.PrintedWord("x" * MAX_BYTES, 0, 1)
    assert to_bytes(layouts.Layout((), (layouts.Piece(1, 0, 0, 1, (word,)),))) is None


def test_a_box_holds_the_value_of_its_fields_type() -> None:
    kept = reading(rows()).layout
    assert kept is not None
    total = next(piece for piece in kept.pieces if piece.text.endswith("120.00"))
    box = Box(total.box.left - 1, total.box.top - 1, total.box.right + 1, total.box.bottom + 1)
    found = in_box(kept, FieldName.TOTAL, 1, box)
    assert found is not None
    assert found.value == "120.00"
    assert in_box(kept, FieldName.ISSUE_DATE, 1, box) is None
    everything = Box(0.0, 0.0, 600.0, 850.0)
    assert in_box(kept, FieldName.TOTAL, 1, everything) is None
    assert in_box(kept, FieldName.TOTAL, 2, box) is None


def test_an_address_is_printed_where_all_its_lines_are() -> None:
    kept = reading(rows()).layout
    assert kept is not None
    assert is_printed(kept, "Acorn Trading Ltd, 4 Mill Lane, Leeds LS1 4DY")
    assert not is_printed(kept, "Acorn Trading Ltd, 5 Mill Lane")
