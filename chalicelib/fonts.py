"""The fonts that come with the system, as files: for the invoices that it sets, and for PDFs that bring none.

Source Sans has Latin, Greek and Cyrillic letters, WenQuanYi Micro Hei the Chinese, Japanese and Korean ones, FiraGO the
Arabic and Hebrew ones. They come as packages with exact pins, so that every machine sets and reads with the same
letters.
"""

from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


class Font(StrEnum):
    """A font, by the package and the file in it."""

    SANS = "font_source_sans_pro/files/SourceSansPro-Regular.ttf"
    SANS_BOLD = "font_source_sans_pro/files/SourceSansPro-Semibold.ttf"
    CJK = "paperang_p2_fonts_cjk/fonts/wqy-microhei.ttc"


class PackedFont(StrEnum):
    """A font that its package keeps compressed in a module."""

    RIGHT_TO_LEFT = "pymupdf_fonts.FiraGO_Regular"
    RIGHT_TO_LEFT_BOLD = "pymupdf_fonts.FiraGO_Bold"


class FontsMissing(RuntimeError):
    """A font's package is not installed."""


def path(font: Font) -> Path:
    """The font's file; raise `FontsMissing`."""
    package, file = font.value.split("/", 1)
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FontsMissing(f"the font package {package} is not installed")
    return Path(spec.origin).parent / file


def unpacked(font: PackedFont) -> bytes:
    """The font's file as bytes; raise `FontsMissing`."""
    try:
        module = import_module(font.value)
    except ModuleNotFoundError as missing:
        raise FontsMissing(f"the font package {missing.name} is not installed") from missing
    return bytes(module.fontbuffer)
