"""Outlook's mails as files (`.msg`, [MS-OXMSG]): a compound file with a folder for each attachment.

A mail that is attached has the same form in a folder of its own. What the letter says is not looked at.
"""

import io
import re
import struct
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chalicelib.containers import mapi
from chalicelib.containers.attachments import ForwardedMail, Parts
from chalicelib.containers.contents import ContainerRefused
from chalicelib.extraction.unread_formats import AS_PDF

if TYPE_CHECKING:
    from olefile import OleFileIO

Path = Sequence[str]

_ATTACHMENT = re.compile(r"__attach_version1\.0_#[0-9A-F]{8}", re.IGNORECASE)
_PROPERTY = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})", re.IGNORECASE)
_NUMBERS = "__properties_version1.0"
_MAIL = f"__substg1.0_{mapi.DATA:04X}{mapi.OBJECT:04X}"
_HEAD_OF_MAIL, _HEAD_OF_ATTACHMENT = 32, 8  # bytes before the first number (2.4.1)
_NUMBER = struct.Struct("<HHIq")  # type, identifier, flags, value
_WANTED = frozenset({
    mapi.DATA, mapi.LONG_NAME, mapi.SHORT_NAME, mapi.DISPLAY_NAME, mapi.MIME_TYPE, mapi.CONTENT_ID,
})  # fmt: skip
_DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, OverflowError, RecursionError)


def parts_of_outlook_mail(data: bytes) -> Parts:
    """Yield what hangs on a mail; raises `ContainerRefused` where the file is damaged."""
    from olefile import OleFileIO

    try:
        with OleFileIO(io.BytesIO(data)) as file:
            if not file.exists(_NUMBERS):
                raise ContainerRefused("unsupported_format", f"It is an Office document, not a mail. {AS_PDF}")
            yield from _Mail(file).parts(())
    except _DAMAGE as error:
        raise ContainerRefused("damaged_mail", "The Outlook mail is damaged and can't be opened.") from error


class _Mail:
    """An opened file, with the names in each of its folders."""

    def __init__(self, file: "OleFileIO") -> None:
        self._file = file
        self._names: dict[Path, list[str]] = {}
        for *folder, name in file.listdir(streams=True, storages=True):
            self._names.setdefault(tuple(folder), []).append(name)
        self._code_page = dict(self._numbers((), _HEAD_OF_MAIL)).get(mapi.CODE_PAGE)

    def parts(self, folder: Path) -> Parts:
        """Yield what hangs on the mail in a folder; the file itself is the first."""
        for name in self._names.get(folder, ()):
            if _ATTACHMENT.fullmatch(name):
                yield from self._attachment((*folder, name))

    def _attachment(self, folder: Path) -> Parts:
        properties = dict(self._properties(folder))
        within = (*folder, _MAIL)
        is_mail = _NUMBERS in self._names.get(within, ())
        mail = ForwardedMail(lambda: self.parts(within)) if is_mail else None
        yield from mapi.parts_of_attachment(properties, mail)

    def _properties(self, folder: Path) -> Iterator[tuple[int, mapi.Value]]:
        yield from self._numbers(folder, _HEAD_OF_ATTACHMENT)
        for name in self._names.get(folder, ()):
            found = _PROPERTY.fullmatch(name)
            identifier, kind = (int(digits, 16) for digits in found.groups()) if found else (0, 0)
            if identifier not in _WANTED:
                continue
            if kind == mapi.BINARY:
                yield identifier, self._read((*folder, name))
            elif kind in {mapi.TEXT, mapi.WIDE_TEXT}:
                yield identifier, mapi.decoded(self._read((*folder, name)), kind, self._code_page)

    def _numbers(self, folder: Path, head: int) -> Iterator[tuple[int, int]]:
        """Yield the properties of a folder that have a fixed size; those without are their sizes, and left out."""
        content = self._read((*folder, _NUMBERS))[head:]
        for kind, identifier, _, value in _NUMBER.iter_unpack(content[: len(content) // _NUMBER.size * _NUMBER.size]):
            if kind not in {mapi.TEXT, mapi.WIDE_TEXT, mapi.BINARY, mapi.OBJECT}:
                yield identifier, value & 0xFFFFFFFF

    def _read(self, path: Path) -> bytes:
        content: bytes = self._file.openstream(list(path)).read()
        return content
