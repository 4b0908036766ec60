"""pdfium with our fonts and no others.

A PDF may leave out the letters' shapes and only name its fonts. By default pdfium then takes what the machine has, so
that words, boxes and pictures differ from one machine to the next, and Lambda has no fonts at all. Here its interface
to the system's fonts (`FPDF_SYSFONTINFO`, fpdf_sysfontinfo.h) is replaced by one that knows the fonts of `fonts.py`;
for plain Latin letters pdfium's own built-in ones serve.
"""

import ctypes
from functools import cache
from types import ModuleType

from chalicelib.fonts import Font, path

# Character sets as pdfium names them (FXFONT_*_CHARSET, the numbers of Windows).
SHIFT_JIS, HANGUL, GB2312, BIG5 = 128, 129, 134, 136
GREEK, TURKISH, VIETNAMESE, BALTIC, CYRILLIC, EAST_EUROPEAN = 161, 162, 163, 186, 204, 238
EAST_ASIAN = {SHIFT_JIS, HANGUL, GB2312, BIG5}
BEYOND_LATIN_1 = {GREEK, TURKISH, VIETNAMESE, BALTIC, CYRILLIC, EAST_EUROPEAN}

BOLD = 600  # weight
WHOLE_FILE, COLLECTION = 0, int.from_bytes(b"ttcf", "big")  # tables that `GetFontData` is asked for
ONLY_THESE = 1  # version of the interface: every font is asked for by name and character set


@cache
def load() -> ModuleType:
    """The module `pypdfium2`, initialised once a process; its functions are not safe for several threads."""
    import pypdfium2
    from pypdfium2 import raw

    raw.FPDF_SetSystemFontInfo(_interface(raw))
    module: ModuleType = pypdfium2
    return module


def font_for(charset: int, weight: int) -> Font | None:
    """The font of ours for a character set; None where pdfium's built-in ones have its letters.

    >>> font_for(GB2312, 400), font_for(CYRILLIC, 700), font_for(0, 400)
    (<Font.CJK: 'paperang_p2_fonts_cjk/fonts/wqy-microhei.ttc'>, \
<Font.SANS_BOLD: 'font_source_sans_pro/files/SourceSansPro-Semibold.ttf'>, None)
    """
    if charset in EAST_ASIAN:
        return Font.CJK
    if charset in BEYOND_LATIN_1:
        return Font.SANS_BOLD if weight >= BOLD else Font.SANS
    return None


FONTS = list(Font)  # pdfium gets a font's place in this list, counted from 1: its handles may not be 0


@cache
def _interface(raw: ModuleType) -> ctypes.Structure:
    """The interface's structure; cached, because pdfium calls into it as long as the process lives."""
    info: ctypes.Structure = raw.FPDF_SYSFONTINFO(version=ONLY_THESE)
    for name, function in _CALLBACKS.items():
        callback = dict(raw.FPDF_SYSFONTINFO._fields_)[name]
        setattr(info, name, callback(function))
    return info


def _nothing(*_: object) -> None:
    """Nothing to release, delete or list."""


def _map_font(
    _this: object, weight: int, _italic: int, charset: int, _pitch: int, _face: object, _exact: object
) -> int | None:
    font = font_for(charset, weight)
    return FONTS.index(font) + 1 if font else None


def _no_font(_this: object, _face: object) -> None:
    """Names of fonts say nothing here: the character set does."""


def _font_data(_this: object, handle: int, table: int, buffer: int | None, size: int) -> int:
    """The size of a font's file, which is copied where the buffer is large enough; 0 for anything else."""
    font = FONTS[handle - 1]
    if table != (COLLECTION if font is Font.CJK else WHOLE_FILE):
        return 0
    data = _bytes(font)
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _face_name(_this: object, handle: int, buffer: int | None, size: int) -> int:
    name = FONTS[handle - 1].name.encode() + b"\0"
    if buffer and size >= len(name):
        ctypes.memmove(buffer, name, len(name))
    return len(name)


def _charset(_this: object, _handle: int) -> int:
    return GB2312


@cache
def _bytes(font: Font) -> bytes:
    return path(font).read_bytes()


_CALLBACKS = {
    "Release": _nothing,
    "EnumFonts": _nothing,
    "MapFont": _map_font,
    "GetFont": _no_font,
    "GetFontData": _font_data,
    "GetFaceName": _face_name,
    "GetFontCharset": _charset,
    "DeleteFont": _nothing,
}
