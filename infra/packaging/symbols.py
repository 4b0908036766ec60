"""Shared libraries without what only debuggers read: symbols, debugging tables, and the list of sections.

A loader maps what the program headers name (ELF-64, System V ABI, chapter 5) and reads nothing else of the file, so the
rest can go. Written here and not left to binutils' `strip`: the bytes are the same on every machine, whatever it has.
"""

import struct
from pathlib import Path
from typing import NamedTuple

_ELF64_LITTLE = b"\x7fELF\x02\x01"
_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
_SEGMENT = struct.Struct("<IIQQQQQQ")
_LOAD = 1  # the kind of a segment that is mapped into memory; the others describe parts of those


class _Header(NamedTuple):
    ident: bytes
    kind: int
    machine: int
    version: int
    entry: int
    segments_at: int
    sections_at: int
    flags: int
    size: int
    segment_size: int
    segments: int
    section_size: int
    sections: int
    section_names: int


class _Segment(NamedTuple):
    kind: int
    flags: int
    offset: int
    address: int
    physical_address: int
    size: int
    size_in_memory: int
    alignment: int


class UnknownFormat(ValueError):
    """The file is no ELF file of 64 bits, least significant byte first."""


def strip_all(folder: Path) -> None:
    """Strip all shared libraries of a folder in place."""
    for path in folder.rglob("*.so*"):
        if ".so" in path.suffixes:
            path.write_bytes(stripped(path.read_bytes()))


def stripped(library: bytes) -> bytes:
    """Return a library's mapped segments, moved together as far as their alignment allows."""
    if not library.startswith(_ELF64_LITTLE):
        raise UnknownFormat
    header = _Header._make(_HEADER.unpack_from(library))
    places = range(header.segments_at, header.segments_at + header.segments * _SEGMENT.size, _SEGMENT.size)
    segments = [_Segment._make(_SEGMENT.unpack_from(library, place)) for place in places]
    made = bytearray()
    moved: list[tuple[_Segment, int]] = []
    for segment in sorted(segments, key=lambda each: each.offset):
        if segment.kind == _LOAD:
            made += bytes((segment.offset - len(made)) % (segment.alignment or 1))
            moved.append((segment, len(made) - segment.offset))
            made += library[segment.offset : segment.offset + segment.size]
    _write_headers(made, header, segments, moved)
    return bytes(made)


def _write_headers(
    made: bytearray, header: _Header, segments: list[_Segment], moved: list[tuple[_Segment, int]]
) -> None:
    at = _moved(header.segments_at, moved)
    without_sections = header._replace(segments_at=at, sections_at=0, section_size=0, sections=0, section_names=0)
    _HEADER.pack_into(made, 0, *without_sections)
    for number, segment in enumerate(segments):
        _SEGMENT.pack_into(made, at + number * _SEGMENT.size, *segment._replace(offset=_moved(segment.offset, moved)))


def _moved(offset: int, moved: list[tuple[_Segment, int]]) -> int:
    """Return where a byte of the file is now; what has no bytes may lie anywhere, and is left."""
    shifts = [shift for segment, shift in moved if segment.offset <= offset < segment.offset + segment.size]
    return offset + shifts[-1] if shifts else offset
