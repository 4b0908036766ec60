"""Outlook's winmail.dat (TNEF, [MS-OXTNEF]): the attachments that its servers have packed away for other Outlooks.

Of the attributes, which follow one another, only those of attachments are read. Their checksums are not looked at: what
is damaged is seen when the file is read.
"""

import struct
from collections.abc import Iterator

from chalicelib.containers import mapi
from chalicelib.containers.attachments import ForwardedMail, Parts
from chalicelib.containers.contents import ContainerRefused
from chalicelib.extraction.unread_formats import TNEF

# Identifiers of attributes, with the types that are part of them (2.1.3.2).
BEGIN, TITLE, CONTENT, PROPERTIES, CODE_PAGE = 0x69002, 0x18010, 0x6800F, 0x69005, 0x69007
MAIL_INTERFACE = bytes.fromhex("0703020000000000c000000000000046")  # IID_IMessage, before a mail that is attached
_KEY_SIZE, _CHECKSUM_SIZE, _GUID_SIZE = 2, 2, 16
_SEVERAL, _FIRST_NAMED, _BY_TEXT = 0x1000, 0x8000, 1
_SIZES = {0x2: 4, 0x3: 4, 0x4: 4, 0x5: 8, 0x6: 8, 0x7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = frozenset({mapi.TEXT, mapi.WIDE_TEXT, mapi.BINARY, mapi.OBJECT})
_CUT = "The winmail.dat of Outlook is damaged. Please send the attachment itself."


def parts_of_winmail(data: bytes) -> Parts:
    """Yield what a winmail.dat holds; raises `ContainerRefused` where it is damaged, after what comes before that."""
    try:
        for properties in _attachments(_Reader(data)):
            yield from mapi.parts_of_attachment(properties, _mail_in(properties))
    except (struct.error, LookupError, ValueError) as error:
        raise ContainerRefused("damaged_mail", _CUT) from error


class _Reader:
    """Bytes that are read from their beginning to their end; reading beyond it raises `ValueError`."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def is_at_end(self) -> bool:
        return self._at >= len(self._data)

    def take(self, size: int) -> bytes:
        taken = self._data[self._at : self._at + size]
        if len(taken) < size:
            raise ValueError("the data end too early")
        self._at += size
        return taken

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "little")

    def padded(self, size: int) -> bytes:
        """Take so many bytes, and those that fill them up to a multiple of four."""
        taken = self.take(size)
        self.take(-size % 4)
        return taken


def _attachments(reader: _Reader) -> Iterator[dict[int, mapi.Value]]:
    """Yield the properties of each attachment; one that is cut off is none."""
    if reader.take(len(TNEF)) != TNEF:
        raise ValueError("it begins otherwise")
    reader.take(_KEY_SIZE)
    code_page, attachment = 0, dict[int, mapi.Value]()
    while not reader.is_at_end:
        reader.take(1)  # whether it belongs to the mail or to an attachment, which its identifier says too
        identifier, content = reader.number(), reader.take(reader.number())
        reader.take(_CHECKSUM_SIZE)
        if identifier == CODE_PAGE:
            code_page = int.from_bytes(content[:4], "little")
        elif identifier == BEGIN:
            if attachment:
                yield attachment
            attachment = {mapi.FLAGS: 0}
        else:
            attachment |= _known(identifier, content, code_page)
    if attachment:
        yield attachment


def _known(identifier: int, content: bytes, code_page: int) -> dict[int, mapi.Value]:
    """What an attribute says of an attachment."""
    if identifier == TITLE:
        return {mapi.SHORT_NAME: mapi.decoded(content, mapi.TEXT, code_page)}
    if identifier == CONTENT and content:
        return {mapi.DATA: content}
    return dict(_properties(_Reader(content), code_page)) if identifier == PROPERTIES else {}


def _properties(reader: _Reader, code_page: int) -> Iterator[tuple[int, mapi.Value]]:
    for _ in range(reader.number()):
        kind, identifier = reader.number(2), reader.number(2)
        if identifier >= _FIRST_NAMED:
            _skip_name(reader)
        values = list(_values(reader, kind))
        if len(values) == 1:
            yield identifier, _valued(values[0], kind, code_page)


def _skip_name(reader: _Reader) -> None:
    reader.take(_GUID_SIZE)
    is_text = reader.number() == _BY_TEXT
    size = reader.number()
    if is_text:
        reader.padded(size)


def _values(reader: _Reader, kind: int) -> Iterator[bytes]:
    base = kind & ~_SEVERAL
    count = reader.number() if kind & _SEVERAL or base in _VARIABLE else 1
    for _ in range(count):
        yield reader.padded(reader.number() if base in _VARIABLE else _SIZES[base])


def _valued(raw: bytes, kind: int, code_page: int) -> mapi.Value:
    if kind in {mapi.TEXT, mapi.WIDE_TEXT}:
        return mapi.decoded(raw, kind, code_page)
    return raw if kind in _VARIABLE else int.from_bytes(raw, "little")


def _mail_in(properties: mapi.Properties) -> ForwardedMail | None:
    data = properties.get(mapi.DATA)
    if not isinstance(data, bytes) or not data.startswith(MAIL_INTERFACE):
        return None
    return ForwardedMail(lambda: parts_of_winmail(data.removeprefix(MAIL_INTERFACE)))
