"""Shared libraries lose what debuggers read, and nothing that is mapped into memory."""

import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.packaging.symbols import UnknownFormat, stripped

LIBRARIES = Path(pytest.__file__).parents[1]
SAXON = next(LIBRARIES.glob("saxonche.*.so"))
SAMPLES = [
    SAXON,
    *LIBRARIES.glob("PIL/_*.so"),
    *LIBRARIES.glob("lxml/*.so"),
    *LIBRARIES.glob("pillow.libs/*.so*"),
    *LIBRARIES.glob("pypdfium2_raw/*.so"),
    *LIBRARIES.glob("pydantic_core/*.so"),
]

TRANSFORM = """
import saxonche
processor = saxonche.PySaxonProcessor(license=False)
print(saxonche.__file__)
print(processor.new_xpath_processor().evaluate("string-join(('a', 'b'), '-')"))
"""


def mapped(library: bytes) -> Iterator[tuple[tuple[int, ...], bytes]]:
    """Yield the mapped segments: all but their place in the file, and their bytes."""
    (start,), (count,) = struct.unpack_from("<Q", library, 32), struct.unpack_from("<H", library, 56)
    for number in range(count):
        kind, flags, offset, address, _, size, in_memory, align = struct.unpack_from(
            "<IIQQQQQQ", library, start + 56 * number
        )
        if kind == 1:
            assert (address - offset) % align == 0
            body = library[offset : offset + size]
            yield (flags, address, size, in_memory, align), body[4096:] if offset == 0 else body


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_what_is_mapped_stays(path: Path) -> None:
    before = path.read_bytes()
    after = stripped(before)
    assert list(mapped(after)) == list(mapped(before))
    assert len(after) < len(before)
    assert stripped(after) == after


def library(alignment: int) -> bytes:
    """Return a library of two mapped segments, as a linker places them for pages of this size, and what is not mapped.

    Pages of aarch64 may have 64 KB, and its libraries are made for that.
    """
    first, second = (5, 0, 0, 0x300, alignment), (6, 3 * alignment + 0x20, 7 * alignment + 0x20, 0x100, alignment)
    ident = b"\x7fELF\x02\x01\x01" + bytes(9)
    header = struct.pack("<16sHHIQQQIHHHHHH", ident, 3, 183, 1, 0, 64, 4 * alignment, 0, 64, 56, 2, 64, 9, 8)
    segments = b"".join(
        struct.pack("<IIQQQQQQ", 1, flags, offset, address, address, size, size, align)
        for flags, offset, address, size, align in (first, second)
    )
    body = bytearray((header + segments).ljust(5 * alignment, b"\xaa"))
    body[second[1] : second[1] + second[3]] = bytes(range(256))
    return bytes(body)


@pytest.mark.parametrize("alignment", [0x1000, 0x10000])
def test_segments_keep_their_alignment_and_the_library_its_machine(alignment: int) -> None:
    before = library(alignment)
    after = stripped(before)
    assert list(mapped(after)) == list(mapped(before))
    assert after[18:20] == before[18:20] == (183).to_bytes(2, "little")
    assert len(after) < len(before)


def test_a_stripped_library_works(tmp_path: Path) -> None:
    (tmp_path / SAXON.name).write_bytes(stripped(SAXON.read_bytes()))
    (tmp_path / "saxonche.libs").symlink_to(LIBRARIES / "saxonche.libs")
    done = subprocess.run(  # noqa: S603 - fixed command
        [sys.executable, "-S", "-c", TRANSFORM],
        env={"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == [str(tmp_path / SAXON.name), "a-b"]


def test_what_is_no_library_is_refused() -> None:
    with pytest.raises(UnknownFormat):
        stripped(b"#!/bin/sh\n")
