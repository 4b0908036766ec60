"""The top of an invoice: who sends it, to whom, and what it is. Each template has a head of its own."""

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.addresses import address_lines
from chalicelib.documents.rendering.branding import Template
from chalicelib.documents.rendering.page.rendering import MUTED, Rendering, party_ids, title
from chalicelib.documents.rendering.page.sheet import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Align, Sheet
from chalicelib.documents.rendering.page.wrapping import wrap_parts

_BAND = 7
_BANNER = 118.0
_LOGO_HEIGHT, _LOGO_WIDTH = 42.0, 160.0
_META_LEFT = 330.0
_META_LABEL = 98.0
_COLUMN = 250.0
_WINDOW = 127.0
"""Where a window envelope shows the address: 45 mm below the top (DIN 5008, form A)."""
_WHITE = "#ffffff"
_DOT = " · "


def draw_letterhead(rendering: Rendering) -> None:
    """The company's name or logo, the document's title, the two parties and the facts."""
    _HEADS[rendering.branding.template](rendering)


def _draw_standard(rendering: Rendering) -> None:
    sheet, branding = rendering.sheet, rendering.branding
    sheet.box(0, 0, WIDTH, _BAND, branding.color)
    _draw_name(rendering, LEFT, TOP - 2, "left", branding.ink, room=300)
    sheet.y = TOP + (_LOGO_HEIGHT + 4 if branding.logo else 20)
    _draw_slogan(rendering, LEFT, "left", MUTED)
    _draw_sender(rendering, LEFT, "left", MUTED)
    sheet.text(RIGHT, title(rendering), size=22, font=fonts.BOLD, color=branding.ink, align="right", y=TOP - 6)
    _draw_columns(rendering, TOP + 74)


def _draw_banner(rendering: Rendering) -> None:
    sheet, branding = rendering.sheet, rendering.branding
    sheet.box(0, 0, WIDTH, _BANNER, branding.ink)
    if branding.logo:
        sheet.box(LEFT - 10, 26, _LOGO_WIDTH + 20, _LOGO_HEIGHT + 20, _WHITE)
    _draw_name(rendering, LEFT, 36, "left", _WHITE, room=300)
    sheet.y = 62.0 if not branding.logo else 92.0
    _draw_slogan(rendering, LEFT, "left", _WHITE)
    sheet.text(RIGHT, title(rendering), size=24, font=fonts.BOLD, color=_WHITE, align="right", y=32, room=250)
    sheet.y = _BANNER + 12
    _draw_sender(rendering, LEFT, "left", MUTED)
    _draw_columns(rendering, _BANNER + 50)


def _draw_letter(rendering: Rendering) -> None:
    sheet, branding, document = rendering.sheet, rendering.branding, rendering.document
    _draw_name(rendering, RIGHT, TOP - 10, "right", branding.ink, room=300)
    sheet.y = TOP - 10 + (_LOGO_HEIGHT + 8 if branding.logo else 24)
    _draw_slogan(rendering, RIGHT, "right", MUTED)
    sheet.y = _WINDOW
    _draw_return_address(rendering)
    sheet.y += 14
    _draw_columns(rendering, sheet.y, labelled=False)
    sheet.y += 6
    name = f"{title(rendering)} {document.invoice_number or ''}".strip()
    sheet.paragraph(LEFT, name, RIGHT - LEFT, size=17, font=fonts.BOLD, color=branding.ink)
    sheet.y += 10


_HEADS: Mapping[Template, Callable[[Rendering], None]] = {
    "standard": _draw_standard,
    "banner": _draw_banner,
    "letter": _draw_letter,
}


def _draw_name(rendering: Rendering, x: float, y: float, align: Align, color: str, *, room: float) -> None:
    sheet, logo = rendering.sheet, rendering.branding.logo
    if logo:
        _draw_logo(sheet, logo, x, y, align)
    else:
        sheet.text(x, rendering.shown_name, size=15, font=fonts.BOLD, color=color, align=align, y=y, room=room)


def _draw_slogan(rendering: Rendering, x: float, align: Align, color: str) -> None:
    sheet = rendering.sheet
    if rendering.branding.slogan:
        sheet.text(x, rendering.branding.slogan, size=8.5, color=color, align=align, room=_COLUMN)
        sheet.y += 12


def _draw_sender(rendering: Rendering, x: float, align: Align, color: str) -> None:
    """The sender in small print."""
    sheet = rendering.sheet
    for line in islice(wrap_parts(_sender(rendering), _DOT, fonts.REGULAR, 7.8, 270), 2):
        sheet.text(x, rendering.mark + line, size=7.8, color=color, align=align)
        sheet.y += 10


def _draw_return_address(rendering: Rendering) -> None:
    """The sender above the address, as windows of envelopes show it."""
    sheet = rendering.sheet
    sheet.text(LEFT, rendering.mark + _DOT.join(_sender(rendering, is_whole=True)), size=7.2, color=MUTED, room=_COLUMN)
    sheet.y += 11
    sheet.rule(LEFT, LEFT + _COLUMN)


def _sender(rendering: Rendering, *, is_whole: bool = False) -> Iterator[str]:
    """The supplier's name and address; without the name where the letterhead shows it, unless all must be there."""
    supplier = rendering.supplier
    is_shown = not is_whole and not rendering.branding.logo and supplier.name == rendering.shown_name
    name = None if is_shown else supplier.name
    yield from filter(None, (name, *address_lines(supplier.address, None, rendering.values.locale)))


def _draw_columns(rendering: Rendering, top: float, *, labelled: bool = True) -> None:
    """The customer at the left, the facts at the right."""
    sheet = rendering.sheet
    sheet.y = top
    least = (sheet.page, top + 78)
    sheet.beside(lambda: _draw_recipient(rendering, labelled=labelled), lambda: _draw_facts(rendering))
    sheet.go(max(least, sheet.place))
    sheet.y += 18


def _draw_logo(sheet: Sheet, logo: bytes, x: float, y: float, align: Align) -> None:
    from reportlab.lib.utils import ImageReader

    image: Any = ImageReader(_opaque(logo))
    width, height = image.getSize()
    scale = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height)
    left = x - width * scale if align == "right" else x
    box = (sheet.left(left, width * scale), HEIGHT - y - height * scale, width * scale, height * scale)
    sheet.draw(lambda canvas: canvas.drawImage(image, *box, mask=None))


def _opaque(logo: bytes) -> Any:
    """The logo in the page's own colours (archives allow no others), and white where it lets the paper through."""
    from PIL import Image

    picture: Image.Image = Image.open(io.BytesIO(logo))
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        picture = Image.new("RGB", picture.size, "white")
        picture.paste(seen, mask=seen.getchannel("A"))
    return io.BytesIO(logo) if picture.mode in {"RGB", "L"} and picture.format else picture.convert("RGB")


def _draw_recipient(rendering: Rendering, *, labelled: bool) -> None:
    sheet, customer = rendering.sheet, rendering.document.customer
    if labelled:
        label = rendering.labels["quote_for" if rendering.document.is_quote else "bill_to"]
        sheet.text(LEFT, label, size=7.8, color=rendering.branding.ink, font=fonts.BOLD)
        sheet.y += 13
    if customer is None:
        return
    sheet.paragraph(LEFT, customer.name or customer.trading_name or "", _COLUMN, size=10.5, font=fonts.BOLD)
    if customer.contact and customer.contact.name:
        sheet.paragraph(LEFT, customer.contact.name, _COLUMN, size=9.5)
    for line in address_lines(customer.address, rendering.home, rendering.values.locale):
        sheet.paragraph(LEFT, line, _COLUMN, size=9.5)
    sheet.y += 3
    for line in party_ids(rendering, customer):
        sheet.paragraph(LEFT, line, _COLUMN, size=8.2, color=MUTED)


def _draw_facts(rendering: Rendering) -> None:
    sheet = rendering.sheet
    for label, value in _facts(rendering):
        font = fonts.BOLD if label == rendering.labels["number"] else fonts.REGULAR
        sheet.need(13.2)
        sheet.text(_META_LEFT, label, size=9, color=MUTED, room=_META_LABEL - 4)
        sheet.paragraph(RIGHT, value, RIGHT - _META_LEFT - _META_LABEL, font=font, align="right", leading=13.2 / 9)


def _facts(rendering: Rendering) -> Iterator[tuple[str, str]]:
    document, labels, values = rendering.document, rendering.labels, rendering.values
    delivery = document.delivery
    facts = {
        "number": None if rendering.is_letter else document.invoice_number,
        "quoted_on" if document.is_quote else "issue_date": values.day(document.issue_date),
        "valid_until" if document.is_quote else "due_date": (
            "" if document.is_credit_note else values.day(document.due_date)
        ),
        "delivered_on": values.day(delivery.delivered_on if delivery else None),
        "period": values.period(document.period),
        "purchase_order": document.purchase_order,
        "buyer_reference": document.buyer_reference,
        "contract": document.contract,
        "project": document.project,
        "preceding": ", ".join(filter(None, (each.number for each in document.preceding_invoices))),
    }
    yield from ((labels[name], value) for name, value in facts.items() if value)
