"""A compound file ([MS-CFB], version 3) as Office writes it: folders and streams in one file."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

Folder = Mapping[str, "bytes | Folder"]

_SECTOR, _SMALL_SECTOR, _LARGE = 512, 64, 4_096  # bytes; a stream from the last size on has sectors of its own
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_IN_HEAD = 109  # numbers of the table's sectors
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass
class _Chains:
    """Sectors and the table of which follows which."""

    size: int
    content: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        """Append data; return the number of its first sector."""
        first, count = len(self.table), -(-len(data) // self.size)
        if not count:
            return _END
        self.table += [*range(first + 1, first + count), _END]
        self.content += data.ljust(count * self.size, b"\0")
        return first


def compound_file(root: Folder) -> bytes:
    """A file with these streams and folders; of at most 7 MB, which the table in its head reaches."""
    large, small = _Chains(_SECTOR), _Chains(_SMALL_SECTOR)
    entries: list[list[object]] = [["Root Entry", _ROOT, _FREE, _FREE, 0, 0]]
    _add(root, 0, entries, large, small)
    entries[0][4:] = [large.add(bytes(small.content)), len(small.content)]
    packed = b"".join(map(_packed, entries))
    directory = large.add(packed.ljust(-(-len(packed) // _SECTOR) * _SECTOR, b"\0"))
    small_table = large.add(_words(small.table, -(-len(small.table) // 128) * 128))
    tables = next(count for count in range(1, _IN_HEAD + 1) if count * 128 >= len(large.table) + count)
    first = len(large.table)
    table = _words([*large.table, *[_TABLE] * tables], tables * 128)
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", _SIGNATURE, b"", 0x3E, 3, 0xFFFE, 9, 6,
        *(0, tables, directory, 0, _LARGE, small_table, -(-len(small.table) // 128), _END, 0),
        first,
    )  # fmt: skip
    rest = _words(range(first + 1, first + tables), _IN_HEAD - 1)
    return head + rest + bytes(large.content) + table


def _add(folder: Folder, parent: int, entries: list[list[object]], large: _Chains, small: _Chains) -> None:
    """Append a folder's entries, each the right-hand neighbour of the one before."""
    before, place = parent, 3
    for name, content in folder.items():
        number = len(entries)
        entries[before][place] = number
        before, place = number, 2
        if isinstance(content, bytes):
            chains = large if len(content) >= _LARGE else small
            entries.append([name, _STREAM, _FREE, _FREE, chains.add(content), len(content)])
        else:
            entries.append([name, _STORAGE, _FREE, _FREE, 0, 0])
            _add(content, number, entries, large, small)


def _packed(entry: list[object]) -> bytes:
    name, kind, right, child, start, size = entry
    written = str(name).encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", written, len(written) + 2, kind, 1, _FREE, right, child, b"", 0, 0, 0, start, size
    )


def _words(numbers: "list[int] | range", count: int) -> bytes:
    return struct.pack(f"<{count}I", *numbers, *[_FREE] * (count - len(numbers)))
