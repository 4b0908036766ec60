"""Archives made in pieces, read by others."""

import io
import zipfile
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.exports.names import safe_name, unique_name
from chalicelib.exports.zip_file import end, member

INSTANT = datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)


def archive(files: list[tuple[str, bytes]], start: int = 0) -> bytes:
    """Return an archive whose first file stands at an offset."""
    data, directory = bytearray(), bytearray()
    for name, content in files:
        made = member(name, content, INSTANT, start + len(data))
        data += made.record
        directory += made.entry
    return bytes(data + directory + end(len(files), len(directory), start + len(data)))


@given(st.lists(st.tuples(st.text(min_size=1, max_size=60), st.binary(max_size=500)), max_size=8))
def test_the_standard_library_reads_what_was_packed(files: list[tuple[str, bytes]]) -> None:
    taken: set[str] = set()
    named = [(unique_name(safe_name(name), taken), content) for name, content in files]
    with zipfile.ZipFile(io.BytesIO(archive(named))) as opened:
        assert opened.testzip() is None
        assert [(entry.filename, opened.read(entry)) for entry in opened.infolist()] == named
        assert {entry.date_time for entry in opened.infolist()} <= {(2024, 2, 3, 4, 5, 6)}


def test_more_files_than_the_old_format_counts() -> None:
    files = [(str(number), b"") for number in range(70_000)]
    with zipfile.ZipFile(io.BytesIO(archive(files))) as opened:
        assert len(opened.infolist()) == 70_000
        assert opened.read("69999") == b""


class Far(io.BytesIO):
    """A file that has its bytes behind four gigabytes of nothing."""

    START = 5_000_000_000

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self.START + super().seek(offset - self.START if whence == 0 else offset, whence)

    def tell(self) -> int:
        return self.START + super().tell()


def test_files_behind_four_gigabytes_are_found() -> None:
    files = [("a", b"one"), ("b", b"two" * 100)]
    with zipfile.ZipFile(Far(archive(files, Far.START))) as opened:
        assert [(entry.filename, opened.read(entry)) for entry in opened.infolist()] == files
        assert opened.infolist()[0].header_offset == Far.START


@given(st.text(max_size=300))
def test_a_safe_name_stays_where_it_is_put(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= 101
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name == name.strip(" .")
