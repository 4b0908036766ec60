"""Formats of numbers: what they may be, what they write, and that no two numbers are ever the same text."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.records.companies import Profile
from chalicelib.records.sales.number_format import MAX_FORMAT, NumberFormat, NumberKind, format_of, overlapping

DAY = date(2026, 3, 1)
PIECES = ("{year}", "{yy}", "{month}", "{number}", "{number:03}", "A", "1", "0", "-", "/")


def parsed(text: str) -> NumberFormat | None:
    try:
        return NumberFormat.parse(text)
    except ValueError:
        return None


SMALL = [
    (text, found) for pieces in product(PIECES, repeat=3) if (found := parsed(text := "".join(pieces))) is not None
]


@pytest.mark.parametrize(
    ("text", "number", "series"),
    [
        ("{year}-{number:04}", "2026-0007", "2026"),
        ("INV-{year}-{number:04}", "INV-2026-0007", "INV-2026"),
        ("INV-{year}-{number:06}", "INV-2026-000007", "INV-2026"),
        ("{year}{number:04}", "20260007", "2026{}"),
        ("{number}/{yy}", "7/26", "{}/26"),
        ("R{yy}{month}.{number:03}", "R2603.007", "R2603.{}"),
        ("{number:05}", "00007", "{}"),
    ],
)
def test_a_format_writes_numbers_and_has_a_series(text: str, number: str, series: str) -> None:
    found = NumberFormat.parse(text).on(DAY)
    assert (found.number(7), found.name) == (number, series)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{year}",
        "{number}{number}",
        "{number:04}-{number}",
        "{number:00}",
        "{number:4}",
        "{number:012}",
        "{day}-{number}",
        "{month}-{number}",
        "{number} ",
        "Nr. {number}",
        "é{number}",
        "{number",
        "{number!r}",
        "{number.__class__}",
        "A" * MAX_FORMAT + "{number}",
        "{number}\n",
    ],
)
def test_what_is_no_format_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"may have letters|needs"):
        NumberFormat.parse(text)


@pytest.mark.parametrize("text", ["{year}{number}", "{number}{year}", "1{number:02}1", "{yy}{month}{number}0"])
@given(
    one=st.tuples(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 10_000)),
    other=st.tuples(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 10_000)),
)
def test_two_numbers_of_a_format_differ(text: str, one: tuple[date, int], other: tuple[date, int]) -> None:
    """Those of one series differ in the number; those of two series in what stands around it."""
    format_ = NumberFormat.parse(text)
    (first, i), (second, j) = ((format_.on(day), count) for day, count in (one, other))
    assert (first.number(i) == second.number(j)) is ((first.name, i) == (second.name, j))


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("{year}-{number:04}", "CN-{year}-{number:04}", False),
        ("{year}-{number:04}", "{yy}20-{number}", True),
        ("{number}", "{number:09}", True),
        ("{number}", "1{number}", True),
        ("A{number}", "A{number}B", False),
        ("{year}{number}", "{number}", True),
        ("{number:05}", "{yy}/{number}", False),
        ("R{number}-{year}", "R{year}-{number:05}", False),
        ("R{number}-{year}", "R{year}-{number:04}", True),
    ],
)
def test_formats_that_have_a_number_in_common(one: str, other: str, *, overlap: bool) -> None:
    first, second = NumberFormat.parse(one), NumberFormat.parse(other)
    assert first.overlaps(second) is second.overlaps(first) is overlap


def test_formats_that_do_not_overlap_never_write_the_same() -> None:
    written = {text: {found.on(DAY).number(count) for count in (*range(1, 130), 2026, 26)} for text, found in SMALL}
    for (one, first), (other, second) in product(SMALL, repeat=2):
        if written[one] & written[other]:
            assert first.overlaps(second), (one, other)


def test_without_formats_all_is_as_it_was_and_apart() -> None:
    for profile in ({}, {"number_prefix": "INV-"}, {"number_prefix": "INV-", "credit_note_prefix": "GS"}):
        assert list(overlapping(Profile(**profile))) == []  # type: ignore[typeddict-item]
    note = format_of({"number_prefix": "INV-"}, NumberKind.CREDIT_NOTE).on(DAY)
    assert (note.name, note.number(1)) == ("INV-CN-2026", "INV-CN-2026-0001")
    assert format_of({"number_prefix": "X" * 20}, NumberKind.INVOICE).on(DAY).name == f"{'X' * 20}2026"
