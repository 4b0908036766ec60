"""XML that is whole, but not as a parser wants it: marks and rubbish around it, or in another encoding than it says.

Mail gateways, editors and scripts put byte order marks, blank lines, NULs or a log line before the declaration, and
write UTF-8 under a declaration that says something else; programs put a quotation mark or a space into a namespace.
What the XML says is untouched: only what stands before its first element and behind its last one goes.
"""

import codecs
import re

_DECLARATION = re.compile(r"<\?xml[^<>]{0,200}\?>")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_NAMESPACE = re.compile(r"""(\sxmlns(?::[\w.-]{1,40})?\s*=\s*)("[^"<>]{0,300}"|'[^'<>]{0,300}')""")
_NEVER_IN_NAMESPACES = re.compile(r"""\s|"|'|&quot;|&apos;""")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 1_024  # bytes: where a declaration stands
_SINGLE_BYTE = re.compile(
    r"(?:iso-?8859|windows-?(?:125|874)|cp-?(?!9(?:32|36|49|50))\d|ibm-?\d|latin|(?:x-)?mac|koi8|us-ascii|ascii)",
    re.IGNORECASE,
)
_OF_WORDS = re.compile(r"utf-?(?:16|32)|ucs", re.IGNORECASE)


def is_mislabelled(data: bytes) -> bool:
    """Whether the bytes are UTF-8 and the declaration says an encoding of single bytes: "MÃ¼ller" if it is believed."""
    declared = _declared(data)
    if not declared or not _SINGLE_BYTE.match(declared) or data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def repaired(data: bytes) -> bytes:
    r"""The XML without what stands around it, as UTF-8; the same bytes where there is no element.

    >>> repaired(b"\xef\xbb\xbf\xef\xbb\xbf\n<?xml version='1.0'?><a>x</a>\x00\x1a")
    b'<a>x</a>'
    >>> repaired("<?xml version='1.0' encoding='UTF-8'?><a>Müller</a>".encode("latin-1")).decode()
    '<a>Müller</a>'
    >>> repaired(b"<a xmlns='urn: x&quot;'/>")
    b'<a xmlns="urn:x"/>'
    """
    text = _decoded(data)
    declaration = _DECLARATION.search(text)
    start = _ROOT.search(text, declaration.end() if declaration else 0)
    if start is None:
        return data
    ends = list(re.finditer(rf"</{re.escape(start[1])}\s*>", text))
    end = ends[-1].end() if ends else len(text)
    return _NAMESPACE.sub(_mended, text[start.start() : end]).encode("utf-8", "replace")


def _mended(declaration: re.Match[str]) -> str:
    return f'{declaration[1]}"{_NEVER_IN_NAMESPACES.sub("", declaration[2])}"'


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_LOOKED_AT])
    return match[1].decode("ascii") if match else ""


def _decoded(data: bytes) -> str:
    mark = b""
    while found := next((mark for mark in _MARKS if data.startswith(mark)), None):
        mark, data = found, data.removeprefix(found)
    declared = _declared(data)
    if _OF_WORDS.match(declared):
        declared = ""  # it could be read in an encoding of bytes
    for encoding in (*_by_sight(mark, data), "utf-8", declared or "cp1252", "cp1252"):
        try:
            return data.decode(encoding) if encoding else data.decode("latin-1")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _by_sight(mark: bytes, data: bytes) -> tuple[str, ...]:
    """UTF-16 where a mark or every second byte says so."""
    if mark == codecs.BOM_UTF16_LE or data[1:2] == b"\x00":
        return ("utf-16-le",)
    return ("utf-16-be",) if mark == codecs.BOM_UTF16_BE or data[:1] == b"\x00" else ()
