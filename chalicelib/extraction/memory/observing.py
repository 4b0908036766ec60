"""The layout of pages whose values are known: made where the file is read, of what was found there."""

from collections.abc import Iterator, Sequence
from itertools import islice

from chalicelib.extraction.box import Box
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.layout import (
    MAX_LETTERS,
    MAX_PAGES,
    MAX_PIECES,
    Layout,
    PageShape,
    Piece,
    PrintedWord,
    Typed,
)
from chalicelib.extraction.pages.page import Page, Segment, Word, words_of
from chalicelib.extraction.totals.amounts import money

DECIMALS = 1  # of a place in points
RATE = "rate"  # a percentage is no amount


def layout_of(evidence: Evidence) -> Layout:
    """The words and values of the first pages and the last."""
    pages = _kept(evidence.pages)
    pieces = islice(_pieces(pages, evidence), MAX_PIECES)
    return Layout(tuple(map(_shape, pages)), tuple(pieces), _is_recognised(pages))


def _pieces(pages: Sequence[Page], evidence: Evidence) -> Iterator[Piece]:
    for page in pages:
        for segment in page.segments:
            yield _piece(segment, page, evidence)


def _kept(pages: Sequence[Page]) -> list[Page]:
    return [*pages[: MAX_PAGES - 1], *pages[MAX_PAGES - 1 :][-1:]]


def _is_recognised(pages: Sequence[Page]) -> bool:
    """Whether a recogniser doubts at least one word, or a page had to be set straight: written text is never so."""
    return any(page.straightening for page in pages) or any(word.confidence < 1 for word in words_of(pages))


def _shape(page: Page) -> PageShape:
    return PageShape(page.number, round(page.width, DECIMALS), round(page.height, DECIMALS), page.turned)


def _piece(segment: Segment, page: Page, evidence: Evidence) -> Piece:
    boxes = [_on_picture(word.box, page) for word in segment.words]
    return Piece(
        page=segment.page,
        row=segment.row,
        top=round(min(box.top for box in boxes), DECIMALS),
        bottom=round(max(box.bottom for box in boxes), DECIMALS),
        words=tuple(_word(word, box) for word, box in zip(segment.words, boxes, strict=True)),
        values=tuple(_typed(evidence.values.get(segment, ()), day_first=evidence.day_first)),
    )


def _on_picture(box: Box, page: Page) -> Box:
    return page.straightening.box_on_picture(box) if page.straightening else box


def _word(word: Word, box: Box) -> PrintedWord:
    return PrintedWord(word.text[:MAX_LETTERS], round(box.left, DECIMALS), round(box.right, DECIMALS))


def _typed(values: Sequence[Value], *, day_first: bool) -> Iterator[Typed]:
    for value in values:
        if value.kind is not Kind.TEXT:
            yield Typed(_kind(value), _canonical(value, day_first=day_first), value.start, value.end)


def _kind(value: Value) -> str:
    return RATE if value.is_rate else value.kind.value


def _canonical(value: Value, *, day_first: bool) -> str:
    if value.date is not None:
        return value.date.read(day_first=day_first).isoformat()
    if value.number is not None:
        return money(value.amount)
    return value.text
