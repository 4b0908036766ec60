"""Capitals that kerning sets apart from their word: "T VEITE". Where the word is whole elsewhere, it is closed up."""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.pages.geometry import around
from chalicelib.extraction.pages.page import Page, Segment, Word, words_of

MIN_LETTERS = 4  # of a word that is no accident


def mended(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages with such words closed up."""
    words = list(words_of(pages))
    if not any(_is_capital(word) for word in words):
        return pages
    whole = {fold(word.text) for word in words if len(word.text) >= MIN_LETTERS}
    return [page.with_segments(lambda segment: _mended(segment, whole)) for page in pages]


def _is_capital(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isupper()


def _mended(segment: Segment, whole: Container[str]) -> Segment:
    """The segment with the first torn word in it closed up, and then the next."""
    for index, (letter, rest) in enumerate(pairwise(segment.words)):
        if _is_capital(letter) and rest.text.isalpha() and fold(letter.text + rest.text) in whole:
            word = replace(rest, text=letter.text + rest.text, box=around([letter, rest]))
            words = (*segment.words[:index], word, *segment.words[index + 2 :])
            return _mended(replace(segment, words=words), whole)
    return segment
