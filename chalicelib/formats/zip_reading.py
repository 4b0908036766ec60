"""ZIP files of strangers, read within limits (PKWARE APPNOTE 6.3.10).

A small file can claim millions of entries, and an entry can unpack to a thousand times its size. So the directory is
measured before it is read, what an entry really unpacks to is counted, and only the two methods are taken that can be
unpacked in steps: stored and deflated.
"""

import io
import struct
import zipfile
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

SIGNATURE = b"PK\x03\x04"
MAX_DIRECTORY_BYTES = 1_000_000  # a thousand entries with long names have a quarter of that
MAX_RATIO = 200  # of an entry: text packs to a tenth, an empty picture to a hundredth
FREE_BYTES = 1_000_000  # an entry that unpacks to less may have any ratio
_END, _END_SIZE, _MAX_COMMENT = b"PK\x05\x06", 22, 65_535
_LOCATOR_64, _LOCATOR_64_SIZE = b"PK\x06\x07", 20  # of a second end record (4.3.15), which outdoes the first
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)


class ZipRefused(Exception):
    """A ZIP file, or an entry of one, that is not read; `reason` is a stable word, the message a sentence."""

    def __init__(self, reason: str, message: str) -> None:
        """Carry both."""
        super().__init__(message)
        self.reason = reason


def open_zip(data: bytes) -> ZipFile:
    """Open a ZIP file from its bytes, and read its directory.

    Raises:
        ZipRefused: `damaged`, `zip64` where it is of the kind for archives over 4 GB, or `too_many_entries` where the
            directory is larger than the limit.

    """
    end = data.rfind(_END, max(0, len(data) - _END_SIZE - _MAX_COMMENT))
    if end < 0 or len(data) < end + _END_SIZE:
        raise ZipRefused("damaged", "The ZIP file is damaged: it has no directory.")
    if data.startswith(_LOCATOR_64, end - _LOCATOR_64_SIZE):
        raise ZipRefused("zip64", "The ZIP file is of the kind for more than 4 GB (ZIP64), which is not read.")
    (size,) = struct.unpack_from("<I", data, end + 12)
    if size > MAX_DIRECTORY_BYTES:
        raise ZipRefused(
            "too_many_entries", f"The directory of the ZIP file has more than {MAX_DIRECTORY_BYTES} bytes."
        )
    try:
        return ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise ZipRefused("damaged", "The ZIP file is damaged.") from error


def unpack(archive: ZipFile, entry: ZipInfo, limit: int) -> bytes:
    """Return what an entry holds, at most `limit` bytes.

    Raises:
        ZipRefused: `encrypted`, `unknown_method`, `too_large`, `ratio` or `damaged`.

    """
    if entry.flag_bits & _ENCRYPTED:
        raise ZipRefused("encrypted", "It is protected by a password. Please send it without one.")
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise ZipRefused(
            "unknown_method", "It is packed by a method that is not read. Please use the usual one, Deflate."
        )
    most = min(limit, max(FREE_BYTES, MAX_RATIO * entry.compress_size))
    try:
        with archive.open(entry) as packed:
            content = packed.read(most + 1)
    except (RuntimeError, *_DAMAGE) as error:
        raise ZipRefused("damaged", "It is damaged and cannot be unpacked.") from error
    if len(content) > limit:
        raise ZipRefused("too_large", f"It unpacks to more than {limit:,} bytes.")
    if len(content) > most:
        raise ZipRefused("ratio", f"It unpacks to more than {MAX_RATIO} times its size.")
    return content
