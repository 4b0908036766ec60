"""XML that was compressed for its way (gzip, RFC 1952), unpacked up to a size: small files can hold very large ones."""

import zlib

from chalicelib.documents.errors import MalformedXml, XmlRefused

SIGNATURE = b"\x1f\x8b"
MAX_UNPACKED_BYTES = 50_000_000
_GZIP = 16 + zlib.MAX_WBITS


def unpacked(data: bytes) -> bytes:
    """What a gzip file holds, or the bytes as they are; raise `XmlRefused` or `MalformedXml`."""
    if not data.startswith(SIGNATURE):
        return data
    found = beginning(data, MAX_UNPACKED_BYTES + 1)
    if len(found) > MAX_UNPACKED_BYTES:
        raise XmlRefused(f"the compressed XML holds more than {MAX_UNPACKED_BYTES:,} bytes")
    if not found:
        raise MalformedXml("the compressed file is damaged")
    return found


def beginning(data: bytes, size: int) -> bytes:
    """The first bytes that a gzip file holds, as far as it is whole."""
    try:
        return zlib.decompressobj(_GZIP).decompress(data, size)
    except zlib.error:
        return b""
