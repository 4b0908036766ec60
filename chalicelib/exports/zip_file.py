"""A ZIP archive in pieces (PKWARE's APPNOTE 6.3): each file's bytes as they come, the directory at the end.

The standard library's `zipfile` keeps the whole directory in memory and in one process. Here a file gives two pieces,
its own and its entry in the directory, that the maker of the archive keeps where it likes: an archive can be continued
by another process, and nothing is ever larger than one file. ZIP64 for archives over 4 GB or 65,535 files.
"""

import struct
import zlib
from dataclasses import dataclass
from datetime import datetime

_VERSION = 45  # that of ZIP64
_UTF8_NAMES = 0x800
_STORED, _DEFLATED = 0, 8
_MAX_16, _MAX_32 = 0xFFFF, 0xFFFFFFFF
_ZIP64 = 1
_REGULAR_FILE = 0o100644 << 16
_FIRST_YEAR = 1980


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: what goes where it stands, and what goes into the directory."""

    record: bytes
    entry: bytes


def member(name: str, data: bytes, modified: datetime, offset: int) -> Member:
    """Return a file's pieces, for the place in the archive where it is going to stand; deflated where that helps."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    method, body = (_DEFLATED, packed) if len(packed) < len(data) else (_STORED, data)
    encoded = name.encode()
    common = struct.pack(
        "<HHHHHLLLH",
        *(_VERSION, _UTF8_NAMES, method, *_dos_time(modified), zlib.crc32(data), len(body), len(data), len(encoded)),
    )
    far = offset >= _MAX_32
    extra = struct.pack("<HHQ", _ZIP64, 8, offset) if far else b""
    made_on_unix = 3 << 8 | _VERSION
    entry = (
        struct.pack("<LH", 0x02014B50, made_on_unix)
        + common
        + struct.pack("<HHHHLL", len(extra), 0, 0, 0, _REGULAR_FILE, _MAX_32 if far else offset)
    )
    return Member(
        struct.pack("<L", 0x04034B50) + common + struct.pack("<H", 0) + encoded + body, entry + encoded + extra
    )


def end(files: int, directory_bytes: int, offset: int) -> bytes:
    """Return what follows the directory, which begins at an offset."""
    large = files >= _MAX_16 or directory_bytes >= _MAX_32 or offset >= _MAX_32
    number = min(files, _MAX_16)
    last = struct.pack(
        "<LHHHHLLH", 0x06054B50, 0, 0, number, number, min(directory_bytes, _MAX_32), min(offset, _MAX_32), 0
    )
    return _end64(files, directory_bytes, offset) + last if large else last


def _end64(files: int, directory_bytes: int, offset: int) -> bytes:
    record = struct.pack(
        "<LQHHLLQQQQ", 0x06064B50, 44, 3 << 8 | _VERSION, _VERSION, 0, 0, files, files, directory_bytes, offset
    )
    return record + struct.pack("<LLQL", 0x07064B50, 0, offset + directory_bytes, 1)


def _dos_time(instant: datetime) -> tuple[int, int]:
    """Return time and date as MS-DOS kept them: two-second steps since 1980.

    >>> _dos_time(datetime(2024, 2, 3, 4, 5, 7))
    (8355, 22595)
    """
    year = max(instant.year, _FIRST_YEAR) - _FIRST_YEAR
    return instant.hour << 11 | instant.minute << 5 | instant.second // 2, year << 9 | instant.month << 5 | instant.day
