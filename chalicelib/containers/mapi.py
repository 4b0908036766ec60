"""What Outlook keeps of an attachment (MAPI, [MS-OXPROPS]): the same properties in a `.msg` and in a winmail.dat."""

from collections.abc import Mapping

from chalicelib.containers.archives import UNKNOWN_TYPE
from chalicelib.containers.attachments import ForwardedMail, Parts, attached
from chalicelib.containers.contents import LeftOut

# Identifiers of properties (PidTag…), and the types of their values.
DATA, METHOD, LONG_NAME, SHORT_NAME, DISPLAY_NAME = 0x3701, 0x3705, 0x3707, 0x3704, 0x3001
MIME_TYPE, CONTENT_ID, FLAGS, HIDDEN, CODE_PAGE = 0x370E, 0x3712, 0x3714, 0x7FFE, 0x3FFD
TEXT, WIDE_TEXT, BINARY, OBJECT = 0x1E, 0x1F, 0x102, 0xD

Value = bytes | str | int
Properties = Mapping[int, Value]

_NAMES = (LONG_NAME, SHORT_NAME, DISPLAY_NAME)
_SHOWN_IN_THE_LETTER = 0x4  # of the flags: attRenderedInBody
_LINKS = frozenset({2, 3, 4, 7})  # methods: attached by reference, as files in a cloud are
_EMBEDDED = 6  # the method of what a program drew into the letter
_WESTERN = 1252
_LINK = "The mail has only a link to it. Please attach the file itself."
_OF_A_PROGRAM = "It is an object of another program within the letter. Please attach it as a file."


def parts_of_attachment(properties: Properties, mail: ForwardedMail | None = None) -> Parts:
    """Yield what an attachment is: a file, a mail, or the reason why there is nothing to read."""
    name = next((found for each in _NAMES if (found := _text(properties, each))), "")
    data = properties.get(DATA, b"")
    if mail is not None:
        yield mail
    elif isinstance(data, bytes) and data and properties.get(METHOD) != _EMBEDDED:
        content_type = _text(properties, MIME_TYPE).lower() or UNKNOWN_TYPE
        yield from attached(name, content_type, data, shown=_is_shown(properties))
    elif properties.get(METHOD) in _LINKS:
        yield LeftOut(name or "link", "attached_as_link", _LINK)
    else:
        yield LeftOut(name or "object", "embedded_object", _OF_A_PROGRAM)


def decoded(raw: bytes, kind: int, code_page: int | None) -> str:
    r"""Return a property's text: UTF-16, or in the mail's own code page of Windows.

    >>> decoded(b"\xf1.pdf\0", TEXT, 1251), decoded(b"\xf1.pdf", TEXT, None), decoded(b"a\0\0\0", WIDE_TEXT, None)
    ('с.pdf', 'ñ.pdf', 'a')
    """
    encoding = "utf-16-le" if kind == WIDE_TEXT else f"cp{code_page or _WESTERN}"
    try:
        text = raw.decode(encoding, "replace")
    except LookupError:
        text = raw.decode(f"cp{_WESTERN}", "replace")
    return text.partition("\0")[0]


def _is_shown(properties: Properties) -> bool:
    flags = properties.get(FLAGS, 0)
    rendered = isinstance(flags, int) and bool(flags & _SHOWN_IN_THE_LETTER)
    return rendered or bool(properties.get(HIDDEN)) or bool(properties.get(CONTENT_ID))


def _text(properties: Properties, identifier: int) -> str:
    value = properties.get(identifier, "")
    return value if isinstance(value, str) else ""
