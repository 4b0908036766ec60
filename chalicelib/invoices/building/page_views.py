"""The pages of an invoice to look at: drawn at the first request for them, and kept beside its other files.

What is kept is named for the file that it shows, so a page that is laid out anew is drawn anew. Two requests at once
draw the same page twice and store the same bytes. A page of an invoice that is deleted meanwhile is removed again.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import FileNotAvailable, InvoiceNotFound
from chalicelib.extraction.box import Box
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.layout import Layout, PageShape
from chalicelib.extraction.pages.shown_page import ShownPage, ShownWord, Size
from chalicelib.extraction.pages.text_orientation import turned_box
from chalicelib.extraction.sniff import Format
from chalicelib.invoices.building.kept_content import layout_in, read_kept
from chalicelib.invoices.invoice_files import place_file
from chalicelib.invoices.records import fetch_invoice
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.settings import settings
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.files.presigned import download_link
from chalicelib.storage.invoices import invoices as store

PAGES = "pages"
JSON = "application/json"
_PNG = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: its size in points, its words with their places, and a link to its picture, good for some seconds."""

    number: int
    size: Size
    words: tuple[ShownWord, ...]
    picture_link: str
    seconds: int


@needs(Role.MEMBER)
def list_pages(caller: Caller, invoice_id: str) -> Sequence[Size]:
    """Return how large each page of an invoice is, in points.

    Raises:
        InvoiceNotFound: the caller can see no invoice with this id.
        FileNotAvailable: there is nothing to look at (yet).

    """
    invoice = fetch_invoice(caller, invoice_id)
    shown = _shown_file(invoice)

    def make() -> dict[str, Any]:
        from chalicelib.extraction.isolation.page_views import page_sizes_isolated

        return {"sizes": page_sizes_isolated(_bytes_of(shown, invoice))[: invoice.part_pages]}

    return [(width, height) for width, height in _kept(invoice, f"sizes-{shown.name}.json", make)["sizes"]]


@needs(Role.MEMBER)
def view_page(caller: Caller, invoice_id: str, number: str) -> PageView:
    """Return a page of an invoice, counted from 1.

    Raises:
        InvoiceNotFound: the caller can see no invoice with this id.
        FileNotAvailable: there is nothing to look at (yet), or no such page.

    """
    invoice = fetch_invoice(caller, invoice_id)
    shown = _shown_file(invoice)
    wanted = _page_number(number, invoice)
    page = _kept(invoice, f"page-{wanted}-{shown.name}.json", lambda: _drawn(invoice, shown, wanted))
    words = tuple(ShownWord(text, Box(*edges)) for text, *edges in page["words"])
    link = download_link(InvoiceFiles.of(invoice).kept(page["picture"]), page["picture"], page["content_type"])
    width, height = page["size"]
    return PageView(
        number=wanted,
        size=(width, height),
        words=words or _recognised_words(layout_in(invoice, read_kept(invoice)), wanted),
        picture_link=link,
        seconds=settings().download_link_seconds,
    )


@dataclass(frozen=True, slots=True)
class _ShownFile:
    """The file that has an invoice's pages: its key, and a name for what is made of it."""

    key: str
    name: str


def _shown_file(invoice: Invoice) -> _ShownFile:
    made = invoice.files.get(FileKind.PDF)
    has_pages = {kind.content_type for kind in Format if kind.has_pages and not kind.is_converted}
    if made is None and invoice.content_type not in has_pages:
        raise FileNotAvailable(PAGES, invoice.status)
    place = place_file(invoice, FileKind.SOURCE if made is None else FileKind.PDF)
    return _ShownFile(place.key, made.partition(".")[0] if made else FileKind.SOURCE.value)


def _page_number(text: str, invoice: Invoice) -> int:
    """Return the number of a page that the invoice may have."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len("10000") else 0
    if not 1 <= number <= (invoice.part_pages or number):
        raise FileNotAvailable(f"{PAGES}/{text}", invoice.status)
    return number


def _drawn(invoice: Invoice, shown: _ShownFile, number: int) -> dict[str, Any]:
    """Draw a page, store its picture, and return the rest of it."""
    from chalicelib.extraction.isolation.page_views import show_page_isolated

    page = show_page_isolated(_bytes_of(shown, invoice), number)
    if page is None:
        raise FileNotAvailable(f"{PAGES}/{number}", invoice.status)
    kind = Format.PNG if page.picture.startswith(_PNG) else Format.JPEG
    name = f"page-{number}-{shown.name}.{kind.value}"
    file_store.put_file(InvoiceFiles.of(invoice).kept(name), page.picture, kind.content_type)
    return {"size": page.size, "words": _plain(page), "picture": name, "content_type": kind.content_type}


def _plain(page: ShownPage) -> list[list[Any]]:
    return [[word.text, *(round(edge, 2) for edge in asdict(word.box).values())] for word in page.words]


def _kept(invoice: Invoice, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what is kept under a name, or make it and keep it."""
    key = InvoiceFiles.of(invoice).kept(name)
    try:
        return dict(json.loads(file_store.get_file(key)))
    except FileMissing:
        pass
    try:
        made = make()
    except UnreadableFile as error:
        raise FileNotAvailable(PAGES, invoice.status) from error
    file_store.put_file(key, json.dumps(made, ensure_ascii=False).encode(), JSON)
    _discard_if_deleted(invoice, key, made)
    return made


def _discard_if_deleted(invoice: Invoice, key: str, made: dict[str, Any]) -> None:
    """Remove what was stored for an invoice that was deleted since its record was read."""
    if store.find_invoice(invoice.company_id, invoice.invoice_id) is not None:
        return
    file_store.delete_file(key)
    if "picture" in made:
        file_store.delete_file(InvoiceFiles.of(invoice).kept(made["picture"]))
    raise InvoiceNotFound(invoice.invoice_id)


def _bytes_of(shown: _ShownFile, invoice: Invoice) -> bytes:
    try:
        return file_store.get_file(shown.key, limit=settings().max_file_bytes)
    except FileMissing as error:
        raise FileNotAvailable(PAGES, invoice.status) from error


def _recognised_words(layout: Layout | None, number: int) -> tuple[ShownWord, ...]:
    """Return the words that a recogniser found on a page, where the page shows them."""
    shape = layout.shape(number) if layout else None
    if layout is None or shape is None:
        return ()
    pieces = (piece for piece in layout.pieces if piece.page == number)
    return tuple(
        ShownWord(word.text, _as_shown(Box(word.left, piece.top, word.right, piece.bottom), shape))
        for piece in pieces
        for word in piece.words
    )


def _as_shown(box: Box, shape: PageShape) -> Box:
    return turned_box(box, -shape.turned % 360, (shape.width, shape.height))
