"""XML inside a signed file (CAdES, RFC 5652), as Italy's `.p7m`: the content is taken out, the signature not checked.

Only as much of ASN.1 (ITU-T X.690) is read as leads to the content: ContentInfo, SignedData, EncapsulatedContentInfo.
The content may be cut into pieces, of definite length or not, and the whole file may be written in Base64.
"""

import base64
import binascii
from collections.abc import Iterator

from chalicelib.documents.errors import MalformedXml

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # the object identifier 1.2.840.113549.1.7.2
_SEQUENCE, _OCTETS, _CONSTRUCTED_OCTETS, _CONTENT = 0x30, 0x04, 0x24, 0xA0
_HEAD = 64  # bytes: where the identifier stands
_BASE64_OF_SEQUENCE = (b"MI", b"MA")
_MANY_BYTES = 0x80
MAX_LENGTH_BYTES = 4
MAX_NESTING = 8


def is_signed(data: bytes) -> bool:
    """Whether the bytes are a signed file, in DER, BER or Base64."""
    if data.startswith(_BASE64_OF_SEQUENCE):
        data = _from_base64(data[: _HEAD * 2])
    return data[:1] == bytes([_SEQUENCE]) and _SIGNED_DATA in data[:_HEAD]


def signed_content(data: bytes) -> bytes:
    """What a signed file holds, or the bytes as they are; raise `MalformedXml`."""
    if not is_signed(data):
        return data
    if data.startswith(_BASE64_OF_SEQUENCE):
        data = _from_base64(data)
    try:
        (_, info), *_ = _elements(data)
        content = _child(info, _CONTENT)
        (_, signed), *_ = _elements(content)
        encapsulated = _child(signed, _SEQUENCE)
        return b"".join(_pieces(_child(encapsulated, _CONTENT)))
    except (LookupError, ValueError) as error:
        raise MalformedXml("the signed file is damaged, or holds no content") from error


def _from_base64(data: bytes) -> bytes:
    try:
        text = b"".join(data.split())
        return base64.b64decode(text[: len(text) // 4 * 4])
    except binascii.Error:
        return b""


def _child(data: bytes, tag: int) -> bytes:
    for found, content in _elements(data):
        if found == tag:
            return content
    raise LookupError


def _pieces(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The octets of a string, whole or cut into strings."""
    for tag, content in _elements(data):
        if tag == _OCTETS:
            yield content
        elif tag == _CONSTRUCTED_OCTETS and depth < MAX_NESTING:
            yield from _pieces(content, depth + 1)


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tags and contents of the elements that stand one after another."""
    at = 0
    while at < len(data) and data[at : at + 2] != b"\x00\x00":
        start, end, following = _bounds(data, at, 0)
        yield data[at], data[start:end]
        at = following


def _bounds(data: bytes, at: int, depth: int) -> tuple[int, int, int]:
    """Where an element's content begins and ends, and where the next element begins."""
    length, start = data[at + 1], at + 2
    if length == _MANY_BYTES:
        return _indefinite(data, start, depth)
    if length > _MANY_BYTES:
        count = length - _MANY_BYTES
        if count > MAX_LENGTH_BYTES:
            raise ValueError
        length, start = int.from_bytes(data[start : start + count]), start + count
    if start + length > len(data):
        raise ValueError
    return start, start + length, start + length


def _indefinite(data: bytes, start: int, depth: int) -> tuple[int, int, int]:
    """An element that ends where two zeros stand in place of a further one."""
    if depth > MAX_NESTING:
        raise ValueError
    at = start
    while data[at : at + 2] != b"\x00\x00":
        _, _, at = _bounds(data, at, depth + 1)
    return start, at, at + 2
