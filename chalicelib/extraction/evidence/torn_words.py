"""Capitals that kerning sets apart from their word: "T VEITE". Where the word is whole elsewhere, it is closed up."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.pages.page import Page, Segment, Word, joined_word, words_of

MIN_LETTERS = 4  # of a word that is met twice not by chance
WORDS_OF_ONE_LETTER = frozenset("AÀEIOÓUWY")


def close_up_torn_words(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages with such words closed up; those without any are the same."""
    words = list(words_of(pages))
    if not any(map(_may_be_torn, words)):
        return pages
    whole = {fold(word.text) for word in words if len(word.text) >= MIN_LETTERS}
    return [_closed_up(page, whole) for page in pages]


def _may_be_torn(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isupper() and word.text not in WORDS_OF_ONE_LETTER


def _closed_up(page: Page, whole: Container[str]) -> Page:
    changed = page.with_segments(lambda segment: _closed_up_segment(segment, whole))
    same = all(one is other for one, other in zip(page.segments, changed.segments, strict=True))
    return page if same else changed


def _closed_up_segment(segment: Segment, whole: Container[str]) -> Segment:
    words = tuple(_words(segment.words, whole))
    return segment if len(words) == len(segment.words) else replace(segment, words=words)


def _words(words: Sequence[Word], whole: Container[str]) -> Iterator[Word]:
    """The words, a capital and the capitals behind it as one where that is a word elsewhere."""
    letter: Word | None = None
    for word in words:
        if letter and word.text.isalpha() and word.text.isupper() and fold(letter.text + word.text) in whole:
            yield joined_word([letter, word])
            letter = None
            continue
        if letter:
            yield letter
        letter = word if _may_be_torn(word) else None
        if not letter:
            yield word
    if letter:
        yield letter
