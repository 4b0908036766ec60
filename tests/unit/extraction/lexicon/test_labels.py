"""The label files: what each must have, so that a word is not lost in a list that is not read."""

import json
import tomllib
from itertools import groupby
from pathlib import Path

import pytest

from chalicelib.extraction.lexicon.vocabulary import FOLDER, parse_labels, vocabulary

FILES = sorted(FOLDER.glob("*.toml"))
EU = "bg cs da de el en es et fi fr hr hu it lt lv nl pl pt ro sk sl sv"
TABLES = ("title", "labels", "columns", "words")
MONTHS = 12


def _lists(path: Path) -> set[tuple[str, str]]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    names = ((table, name) for table in TABLES for name in data[table])
    return {(table, name.removesuffix("_weak").removesuffix("_endings")) for table, name in names}


def test_the_official_languages_of_the_union_are_known_but_for_irish_and_maltese() -> None:
    assert set(EU.split()) <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_the_lists_of_all_languages_and_no_other(path: Path) -> None:
    mine, all_lists = _lists(path), _lists(FOLDER / "en.toml")
    assert mine <= all_lists
    assert all(table == "words" for table, _ in all_lists - mine)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_read_fast_as_it_is_read_by_toml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert parse_labels(text) == tomllib.loads(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_list_has_one_word_or_phrase_a_line_in_order(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for listed, group in groupby(lines, key=lambda line: line.startswith('  "')):
        words = [json.loads(line.rstrip(",")) for line in group] if listed else []
        assert words == sorted(words, key=lambda word: (word.casefold(), word))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_months_are_twelve_or_named_by_number(path: Path) -> None:
    assert len(parse_labels(path.read_text(encoding="utf-8"))["months"]) in (0, MONTHS)  # type: ignore[arg-type]


def test_a_unit_has_one_code_in_all_languages_that_have_its_word() -> None:
    files = [tomllib.loads(path.read_text(encoding="utf-8")).get("units", {}) for path in FILES]
    listed = {(word, code) for units in files for code, words in units.items() for word in words}
    assert len({word for word, _ in listed}) == len(listed) > MONTHS


def test_a_month_is_the_one_of_the_documents_language() -> None:
    assert [vocabulary().month("listopad", [language]) for language in ("cs", "hr", "pl")] == [11, 10, 11]
