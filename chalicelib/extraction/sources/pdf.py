"""The words of a PDF's pages, through pdfium's characters.

pdfium decides where spaces go by rules made for copying text; here the gap decides, because kerning that pdfium takes
for a space would tear labels apart, and letters set wide apart are still one word. Text that cannot be seen (render
mode 3, white on white, outside the page) is left out, unless the whole page is such text: then it is the text layer
of a scan. Text at another angle than most (stamps, margin notes) is left out too; a page whose text runs up or down is
turned to be read.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from chalicelib.extraction.box import Box
from chalicelib.extraction.errors import CorruptFile, EncryptedPdf, PageTooComplex, TooManyPages
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.pages.geometry import around, height
from chalicelib.extraction.pages.page import Page, Word, build_page
from chalicelib.extraction.pages.text_orientation import turned_box, turned_size
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sources.forms import open_form, open_page
from chalicelib.formats.pdfium import load

SPACE_GAP = 0.125  # of the height: kerning stays below, the narrowest spaces of common fonts are above
CJK_ENDS, CJK_STARTS = "：）", "¥￥"  # where a Chinese label ends and its value begins, written without spaces
KERNING = 0.06  # of the height: less is no space at all
MIN_HEIGHT = 1.5  # points: smaller than any legible text
WHITE_INK, WHITE_PAPER = 250, 240  # of 255: from here a colour is white, and the paper under it
INVISIBLE = 3  # text render mode: neither filled nor stroked (ISO 32000-1, table 106)
HYPHENS = {"\x02": "-", "\xad": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-"}
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
NO_TEXT = {"Cs", "Co", "Cn"}  # halves of pictographs, private use (icons), unassigned
FEW_LOST, MAX_LOST = 3, 0.005  # letters without a name, and as a share of a page's: bullets and icons are fewer
MAX_OBJECTS = 200_000  # a page: a drawing of a machine as a logo has some thousands
MAX_CHARACTERS = 60_000  # a page: a dense A4 page has 6,000
MAX_FONTS = 500  # whose names are remembered
QUARTER = 90  # degrees; pdfium gives characters' angles clockwise, as /Rotate does
PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


@dataclass(slots=True)
class Character:
    """One glyph on the page; `angle` in quarter turns."""

    text: str
    box: Box
    angle: int
    visible: bool
    index: int
    breaks: bool  # a space or a line's end is written before it
    loose: bool  # pdfium thinks that a space belongs before it


@dataclass(slots=True)
class Unnamed:
    """Characters whose font does not say which letter they are: with no letter at all, or with one by guess."""

    lost: int = 0
    guessed: int = 0


def open_pdf(data: bytes, limits: Limits) -> Any:
    """The opened document; raises for a password, damage, or too many pages."""
    pypdfium2 = load()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (EncryptedPdf if getattr(error, "err_code", None) == PASSWORD_ERROR else CorruptFile) from error
    if len(document) > limits.pages:
        pages = len(document)
        document.close()
        raise TooManyPages(pages, limits.pages)
    open_form(document)
    return document


def read_pages(document: Any) -> tuple[Page, ...]:
    """Every page's words, arranged."""
    pages: list[Page] = []
    rows = 0
    for index in range(len(document)):
        page = read_page(document, index, rows)
        rows += len(page.rows)
        pages.append(page)
    return tuple(pages)


def read_page(document: Any, index: int, first_row: int) -> Page:
    """One page's words, arranged; `first_row` is how many rows the pages before it have."""
    pypdfium2 = load()
    try:
        page = open_page(document, index)
    except pypdfium2.PdfiumError as error:
        raise CorruptFile from error
    text = _text_of(page, index + 1)
    try:
        characters, unnamed = _characters(page, text)
        legible = _legible(characters, unnamed)
        characters, turn = _upright(characters, page)
        size = turned_size(page.get_size(), turn)
        words = [word for word in _words(characters, text) if _on_page(word.box, size)]
        return replace(build_page(index + 1, size, words, first_row), turned=turn, legible=legible)
    finally:
        text.close()
        page.close()


def _legible(characters: list[Character], unnamed: Unnamed) -> bool:
    """Whether the text says what a person sees.

    Hidden text is what some recogniser, often an old one, made of a scan. Letters that are lost are shown, but their
    font does not say which they are: "Mü ller" without its "ü" is another name. Where most are guessed, others of the
    same fonts, such as Japanese ones, may not be in the text at all.
    """
    hidden = [character.visible for character in characters].count(False)
    lost = unnamed.lost >= FEW_LOST and unnamed.lost > MAX_LOST * len(characters)
    return 2 * max(hidden, unnamed.guessed) <= len(characters) and not lost


def _text_of(page: Any, number: int) -> Any:
    """The page's text; raises `PageTooComplex` before pdfium arranges millions of objects."""
    import pypdfium2.raw as pdfium

    objects = pdfium.FPDFPage_CountObjects(page.raw)
    if objects > MAX_OBJECTS:
        page.close()
        raise PageTooComplex(number, objects, MAX_OBJECTS)
    return page.get_textpage()


def _characters(page: Any, text: Any) -> tuple[list[Character], Unnamed]:
    """The glyphs that stand for letters, and how many of the page's have no name."""
    import pypdfium2.raw as pdfium

    glyphs = _Glyphs(page, text)
    found: list[Character] = []
    unnamed = Unnamed()
    broken, loose = True, False
    raw, unicode_of, is_guessed = text.raw, pdfium.FPDFText_GetUnicode, pdfium.FPDFText_HasUnicodeMapError
    for index in range(min(text.count_chars(), MAX_CHARACTERS)):
        letter = chr(unicode_of(raw, index))
        letter = LIGATURES.get(letter, HYPHENS.get(letter, letter))
        if letter.isspace() or letter < " ":
            # Line ends that pdfium makes up part the letters of pages that it takes for vertical text: places decide.
            broken = broken or pdfium.FPDFText_IsGenerated(raw, index) != 1
            loose = True
            unnamed.lost += letter < " " and is_guessed(raw, index) == 1
        elif unicodedata.category(letter[0]) not in NO_TEXT:
            box, quarter, visible = glyphs.look_at(index)
            found.append(Character(letter, box, quarter, visible, index, broken, loose))
            unnamed.guessed += is_guessed(raw, index) == 1
            broken = loose = False
    return found, unnamed


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the letters of one text object are set: their quarter turns, -1 between, their slant, and their ink."""

    quarter: int
    slant: float  # of an upright letter, as a part of its height
    drawn: bool
    white: bool


class _Glyphs:
    """How the glyphs of a page are set.

    pdfium's structures are made once, and a text object is asked once for all its letters: pages have thousands.
    """

    def __init__(self, page: Any, text: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Any = pdfium
        self._text = text.raw
        self._to_device = Transform(page)
        self._background = _Background(page)
        self._rect, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._address: int | None = None
        self._setting = _Setting(0, 0.0, drawn=False, white=False)

    def look_at(self, index: int) -> tuple[Box, int, bool]:
        """The box of a character, its quarter turns, -1 for a turn between, and whether it can be seen."""
        setting, rect = self._setting_of(index), self._rect
        self._pdfium.FPDFText_GetLooseCharBox(self._text, index, rect)
        left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
        lean = min(setting.slant * (top - bottom), (right - left) / 2) / 2
        box = self._to_device.box(left + lean, top, right - lean, bottom)
        seen = setting.drawn and not (setting.white and self._background.is_white(box))
        return box, setting.quarter, seen

    def _setting_of(self, index: int) -> _Setting:
        drawn = self._pdfium.FPDFText_GetTextObject(self._text, index)
        address = ctypes.addressof(drawn.contents) if drawn else None
        if address is None or address != self._address:
            self._address, self._setting = address, self._look_up(index, drawn)
        return self._setting

    def _look_up(self, index: int, drawn: Any) -> _Setting:
        turned, slant = self._posture(index)
        angle = round(turned / (math.pi / 2) * 9) / 9
        quarter = int(angle) % 4 if angle == int(angle) else -1
        hidden = self._pdfium.FPDFTextObj_GetTextRenderMode(drawn) == INVISIBLE
        return _Setting(quarter, slant, drawn=not hidden, white=not hidden and self._is_white(index))

    def _is_white(self, index: int) -> bool:
        """Whether a character is white, which cannot be seen on white."""
        self._pdfium.FPDFText_GetFillColor(self._text, index, *self._colour)
        return min([part.value for part in self._colour[:3]]) >= WHITE_INK

    def _posture(self, index: int) -> tuple[float, float]:
        """How far a character is turned, clockwise, and how much an upright one is slanted, as a part of its height.

        Italics are often made by slanting; their boxes reach over their neighbours' by the slant.
        """
        pdfium, matrix = self._pdfium, self._matrix
        if not pdfium.FPDFText_GetMatrix(self._text, index, matrix):
            return float(pdfium.FPDFText_GetCharAngle(self._text, index)), 0.0
        upright = matrix.b == 0 and matrix.d > 0
        return math.atan2(-matrix.b, matrix.a) % (2 * math.pi), abs(matrix.c / matrix.d) if upright else 0.0


class Transform:
    """From PDF user space (origin bottom left, unrotated) to the page as it is shown (origin top left).

    Pages may inherit their boxes from the tree of pages (ISO 32000-1, 7.7.3.4), and much software writes them so;
    pdfium's crop box is only the page's own.
    """

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_bbox()
        self.frame = Box(left, bottom, right, top)
        self.rotation = page.get_rotation()

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle as it is shown."""
        frame = self.frame
        match self.rotation:
            case 90:
                return Box(bottom - frame.top, left - frame.left, top - frame.top, right - frame.left)
            case 180:
                return Box(frame.right - right, bottom - frame.top, frame.right - left, top - frame.top)
            case 270:
                return Box(frame.bottom - top, frame.right - right, frame.bottom - bottom, frame.right - left)
            case _:
                return Box(left - frame.left, frame.bottom - top, right - frame.left, frame.bottom - bottom)


class _Background:
    """The page's picture, made only when there is white text whose background matters."""

    SCALE = 0.75
    LONGEST = 4_000  # pixels: of an edge, whatever size the page claims

    def __init__(self, page: Any) -> None:
        self.page, self.scale = page, self.SCALE
        self.image: Any = None

    def is_white(self, box: Box) -> bool:
        if self.image is None:
            self.scale = min(self.SCALE, self.LONGEST / max(1.0, *self.page.get_size()))
            self.image = self.page.render(scale=self.scale, grayscale=True, draw_annots=False).to_pil().convert("L")
        return all(self._shade(x, y) > WHITE_PAPER for x, y in _around(box))

    def _shade(self, x: float, y: float) -> int:
        column = min(max(int(x * self.scale), 0), self.image.width - 1)
        row = min(max(int(y * self.scale), 0), self.image.height - 1)
        return int(self.image.getpixel((column, row)))


def _around(box: Box) -> tuple[tuple[float, float], ...]:
    """Places left of, over and under a letter: any one of them may be inside of the letter beside it."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return (box.left - 1, y), (x, box.top), (x, box.bottom)


def _upright(characters: list[Character], page: Any) -> tuple[list[Character], int]:
    """Keep what can be seen and runs in the page's main direction, turned upright; and the turn, counter-clockwise."""
    if not characters:
        return [], 0
    seen = [character for character in characters if character.visible]
    if len(seen) * 2 >= len(characters):
        characters = seen
    main = Counter([character.angle for character in characters]).most_common(1)[0][0]
    kept = [character for character in characters if character.angle == main]
    turn = (main * QUARTER + page.get_rotation()) % 360 if main >= 0 else 0
    if turn:
        size = page.get_size()
        kept = [replace(character, box=turned_box(character.box, turn, size)) for character in kept]
    return kept, turn


def _on_page(box: Box, size: tuple[float, float]) -> bool:
    inside = box.right > 0 and box.bottom > 0 and box.left < size[0] and box.top < size[1]
    return inside and height(box) >= MIN_HEIGHT


def _words(characters: list[Character], text: Any) -> Iterator[Word]:
    run: list[Character] = []
    for character in characters:
        if run and (_breaks(run[-1], character) or (run[-1].text == ":" and _ends_label(run))):
            yield _word(run, text)
            run = []
        run.append(character)
    if run:
        yield _word(run, text)


def _breaks(left: Character, right: Character) -> bool:
    """Whether a new word begins: by the gap, by the line, or by what the letters are."""
    em = max(height(left.box), 1.0)
    gap = right.box.left - left.box.right
    if right.breaks or gap > SPACE_GAP * em or gap < -em:
        return True
    apart = abs(right.box.bottom - left.box.bottom) > em / 2
    if apart or left.text in CJK_ENDS or right.text in CJK_STARTS:
        return True
    new_word = left.text.islower() and right.text.isupper()
    return new_word and right.loose and gap > KERNING * em


def _ends_label(run: list[Character]) -> bool:
    """Whether the colon at its end ends a label in Chinese or Japanese, which write no space behind it."""
    return len(run) > 1 and "\u3040" <= run[-2].text <= "\u9fff"


def _word(run: list[Character], text: Any) -> Word:
    return Word("".join(texts_of(run)), around(run), _is_bold(text, run[0].index))


def _is_bold(text: Any, index: int) -> bool:
    """By the font's name: the weight that pdfium reports is guessed from stem widths and often absurd."""
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text.raw, index, buffer, 128, ctypes.c_int())
    return _names_bold(buffer.value)


@lru_cache(MAX_FONTS)
def _names_bold(font: bytes) -> bool:
    name = font.decode("utf-8", "replace").lower()
    return any(part in name for part in ("bold", "black", "heavy", "semibold", "demi"))
