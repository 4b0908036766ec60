"""Labels and values that are set as one word: `No:INV-77`, `Total:$1,080.00`, `Invoice#77`, `Nr.77`, `Total€12.50`.

Such a word is split in two where what stands before a sign, with the words before it, is a label that is known. The
last such place in the word counts: "Inv.No.77" is the label "Inv.No.". From then on every field finds its value beside
its label, as if a space had been printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chalicelib.extraction.box import Box
from chalicelib.extraction.letters import has_digit, has_letter_or_digit, texts_of
from chalicelib.extraction.lexicon.currency_signs import SYMBOLS
from chalicelib.extraction.lexicon.vocabulary import MAX_LABEL_WORDS, Hit, hits
from chalicelib.extraction.pages.page import Page, Segment, Word

_CURRENCY_SIGNS = "".join(sign for sign in SYMBOLS if len(sign) == 1 and not sign.isalnum())
# Where a label may end: behind one of these signs, behind a full stop but no decimal point, before a currency's sign.
_ENDS = re.compile(
    rf"(?<=[:：#º°№=])(?=[^\s.:])|(?<=\D\.)(?=[^\s.:])|(?<=[^\W\d_])(?=[#{_CURRENCY_SIGNS}]\d)"
    r"|(?<=[\u3040-\u9fff])(?=[A-Z0-9])"  # Chinese and Japanese write no space between a label and its value
)
# What may end a label: "20%:", "(EUR):".
_RATE_OR_REMARK = re.compile(r"\(?\d{1,2}(?:[.,]\d+)?%\)?[:：]|\([^()]*\)[:：]")
_ADDRESS = re.compile(r"://|@|^www\.", re.IGNORECASE)
ENDS_BEFORE_ANYTHING = ":："  # behind these a text may follow, behind the others only what has a digit


def split_glued(page: Page, languages: Sequence[str] = ()) -> Page:
    """The page with its glued labels and values split."""
    if not any(map(_may_be_glued, page.segments)):
        return page
    changed = page.with_segments(lambda segment: _split_segment(segment, languages))
    return page if changed.rows == page.rows else changed


def _may_be_glued(segment: Segment) -> bool:
    return any(map(_ENDS.search, texts_of(segment.words)))


def _split_segment(segment: Segment, languages: Sequence[str]) -> Segment:
    if not _may_be_glued(segment):
        return segment
    words: list[Word] = []
    for word in segment.words:
        at = _label_end(segment, words, word, languages)
        words += _cut(word, at) if at else [word]
    return segment if len(words) == len(segment.words) else replace(segment, words=tuple(words))


def _label_end(segment: Segment, before: Sequence[Word], word: Word, languages: Sequence[str]) -> int | None:
    """Where in a word the label ends and the value begins: the last such place."""
    found = None
    for match in _ENDS.finditer(word.text):
        if _is_label(segment, before, word, match.start(), languages):
            found = match.start()
    return found


def _is_label(segment: Segment, before: Sequence[Word], word: Word, at: int, languages: Sequence[str]) -> bool:
    head, tail = word.text[:at], word.text[at:]
    if not _may_be_value(head, tail):
        return False
    leading = list(before[-MAX_LABEL_WORDS:])
    if not _RATE_OR_REMARK.fullmatch(head):
        leading.append(replace(word, text=head))
    return bool(leading) and _ends_with_label(replace(segment, words=tuple(leading)), languages)


def _may_be_value(head: str, tail: str) -> bool:
    """Whether a value follows: no rest of an address, and behind other signs than a colon something with a digit."""
    if tail.startswith("//") or _ADDRESS.search(head):
        return False
    if head[-1] in ENDS_BEFORE_ANYTHING:
        return has_letter_or_digit(tail)
    return has_digit(tail) and not _ADDRESS.search(tail)


def _ends_with_label(segment: Segment, languages: Sequence[str]) -> bool:
    return any(hit.end == len(segment.words) for hit in _known(segment, languages))


def _known(segment: Segment, languages: Sequence[str]) -> Iterator[Hit]:
    """The labels and titles in a segment."""
    yield from hits(segment, "labels", languages)
    yield from hits(segment, "title", languages)


def _cut(word: Word, at: int) -> list[Word]:
    """A word's two parts; where the one ends and the other begins is reckoned from the number of letters."""
    box = word.box
    middle = box.left + (box.right - box.left) * at / len(word.text)
    left, right = Box(box.left, box.top, middle, box.bottom), Box(middle, box.top, box.right, box.bottom)
    return [replace(word, text=word.text[:at], box=left), replace(word, text=word.text[at:], box=right)]
