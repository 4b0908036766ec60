"""The list of attacks names what there is, each once."""

from pathlib import Path

from tests.attack import KINDS, ROOT, Counts, kind_of

FILES = [file for files in KINDS.values() for file in files]


def test_every_file_of_the_list_is_there_and_in_one_kind() -> None:
    assert [file for file in FILES if not (ROOT / file).exists()] == []
    assert len(FILES) == len(set(FILES))


def test_every_test_of_accounts_and_security_is_on_the_list() -> None:
    found = [path for room in ("accounts", "security") for path in Path("tests/integration", room).glob("test_*.py")]
    assert found
    assert [str(path) for path in found if str(path) not in FILES] == []


def test_the_table_counts_by_kind() -> None:
    counts = Counts()
    counts.tried["guessing"] += 2
    counts.failed.add("tests/integration/accounts/test_throttles.py::test_x")
    assert kind_of("tests/integration/accounts/test_throttles.py::test_x") == "guessing"
    assert "     2       1  guessing" in counts.table()
    assert counts.table().endswith("     2       1  all")
