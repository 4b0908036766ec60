"""Mails as Outlook saves and sends them: `.msg` files and winmail.dat, around files of an invented invoice."""

import struct
from dataclasses import dataclass

from chalicelib.containers.winmail import BEGIN, CODE_PAGE, CONTENT, MAIL_INTERFACE, PROPERTIES, TITLE
from tests.support.letters.outlook.compound_file import Folder, compound_file

BY_VALUE, BY_LINK, A_MAIL, AN_OBJECT = 1, 7, 5, 6
CYRILLIC = 1251
_LONG, _BOOLEAN, _TEXT, _WIDE, _OBJECT, _BINARY = 0x3, 0xB, 0x1E, 0x1F, 0xD, 0x102


@dataclass(frozen=True)
class Attachment:
    """A file that hangs on a mail; `mail` are the attachments of a mail that hangs on it in place of a file."""

    name: str
    data: bytes = b""
    method: int = BY_VALUE
    content_type: str = ""
    content_id: str = ""
    hidden: bool = False
    mail: "tuple[Attachment, ...] | None" = None


def msg(*attachments: Attachment, wide: bool = True) -> bytes:
    """A mail as a file of Outlook's; its texts in UTF-16, or else in the code page of Cyrillic letters."""
    return compound_file(_folder(attachments, 32, wide=wide))


def _folder(attachments: tuple[Attachment, ...], head: int, *, wide: bool) -> Folder:
    page = struct.pack("<HHIq", _LONG, 0x3FFD, 6, CYRILLIC)
    folder: dict[str, bytes | Folder] = {"__properties_version1.0": bytes(head) + page}
    folder |= {"__substg1.0_0037001F": "Invoice of May".encode("utf-16-le")}
    for number, each in enumerate(attachments):
        folder[f"__attach_version1.0_#{number:08X}"] = _attachment(each, wide=wide)
    return folder


def _attachment(attachment: Attachment, *, wide: bool) -> Folder:
    numbers = [(_LONG, 0x3705, attachment.method), (_BOOLEAN, 0x7FFE, int(attachment.hidden))]
    entries = b"".join(struct.pack("<HHIq", kind, identifier, 6, value) for kind, identifier, value in numbers)
    folder: dict[str, bytes | Folder] = {"__properties_version1.0": bytes(8) + entries}
    texts = {0x3707: attachment.name, 0x370E: attachment.content_type, 0x3712: attachment.content_id}
    for identifier, text in texts.items():
        if text:
            kind, raw = (_WIDE, text.encode("utf-16-le")) if wide else (_TEXT, text.encode(f"cp{CYRILLIC}"))
            folder[f"__substg1.0_{identifier:04X}{kind:04X}"] = raw
    if attachment.mail is not None:
        folder[f"__substg1.0_3701{_OBJECT:04X}"] = _folder(attachment.mail, 24, wide=wide)
    elif attachment.data:
        folder[f"__substg1.0_3701{_BINARY:04X}"] = attachment.data
    return folder


def winmail(*attachments: Attachment) -> bytes:
    """A winmail.dat, whose short names are in the code page of Cyrillic letters."""
    parts = [_attribute(1, CODE_PAGE, struct.pack("<II", CYRILLIC, 0)), *map(_packed_away, attachments)]
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(parts)


def _packed_away(attachment: Attachment) -> bytes:
    mail = winmail(*attachment.mail) if attachment.mail is not None else b""
    values = [
        _property(_LONG, 0x3705, struct.pack("<I", attachment.method)),
        _property(_BOOLEAN, 0x7FFE, struct.pack("<I", attachment.hidden)),
        *([_variable(_WIDE, 0x3712, f"{attachment.content_id}\0".encode("utf-16-le"))] * bool(attachment.content_id)),
        *([_variable(_OBJECT, 0x3701, MAIL_INTERFACE + mail)] * bool(mail)),
        _named(),
    ]
    content = struct.pack("<I", len(values)) + b"".join(values)
    short = attachment.name.encode(f"cp{CYRILLIC}", "replace") + b"\0"
    return b"".join([
        _attribute(2, BEGIN, bytes(14)),
        _attribute(2, TITLE, short),
        _attribute(2, CONTENT, attachment.data),
        _attribute(2, PROPERTIES, content),
    ])  # fmt: skip


def _property(kind: int, identifier: int, value: bytes) -> bytes:
    return struct.pack("<HH", kind, identifier) + value


def _variable(kind: int, identifier: int, value: bytes) -> bytes:
    return _property(kind, identifier, struct.pack("<II", 1, len(value)) + value + bytes(-len(value) % 4))


def _named() -> bytes:
    """A property of a program's own, with a name and several values."""
    name = "Keywords\0".encode("utf-16-le")
    head = bytes(16) + struct.pack("<II", 1, len(name)) + name + bytes(-len(name) % 4)
    return struct.pack("<HH", 0x1000 | _LONG, 0x8001) + head + struct.pack("<III", 2, 1, 2)


def _attribute(level: int, identifier: int, content: bytes) -> bytes:
    return struct.pack("<BII", level, identifier, len(content)) + content + struct.pack("<H", sum(content) % 65_536)
