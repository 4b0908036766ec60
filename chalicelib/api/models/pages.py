"""The shapes of an invoice's pages on the wire: places are in points from the top left corner of the shown page."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.api.http.schema import Output

if TYPE_CHECKING:
    from chalicelib.extraction.pages.shown_page import Size
    from chalicelib.invoices.building.page_views import PageView


class PageSizeOut(Output):
    """A page, counted from 1, and its size in points (1/72 inch) as it is shown."""

    number: Annotated[int, Field(description="The page's number, from 1")]
    width: Annotated[float, Field(description="In points, as the page is shown")]
    height: Annotated[float, Field(description="In points, as the page is shown")]


class PageListOut(Output):
    """All pages of an invoice; each is fetched with its picture by its number."""

    items: tuple[PageSizeOut, ...]


class WordBoxOut(Output):
    """A rectangle in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class WordOut(Output):
    """A word that is printed on a page, and where."""

    text: Annotated[str, Field(description="The word as it is printed", examples=["1190.00"])]
    box: Annotated[WordBoxOut, Field(description="Where it stands on the page")]


class PageOut(PageSizeOut):
    """A page with its words and its picture; the boxes of fields and lines are in the same points.

    `image` is a link that needs no token, good for `expires_in` seconds.
    """

    words: Annotated[tuple[WordOut, ...], Field(description="The words on the page, row by row")]
    image: Annotated[str, Field(description="The page's picture", json_schema_extra={"format": "uri"})]
    expires_in: int


def pages_out(sizes: "Sequence[Size]") -> PageListOut:
    """Return the list of an invoice's pages."""
    items = (PageSizeOut(number=number, width=size[0], height=size[1]) for number, size in enumerate(sizes, 1))
    return PageListOut(items=tuple(items))


def page_out(page: "PageView") -> PageOut:
    """Return a page with its words."""
    return PageOut(
        number=page.number,
        width=page.size[0],
        height=page.size[1],
        words=tuple(WordOut(text=word.text, box=WordBoxOut(**asdict(word.box))) for word in page.words),
        image=page.picture_link,
        expires_in=page.seconds,
    )
