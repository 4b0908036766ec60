"""The top of an invoice: who sends it, to whom, and what it is; and the foot of every page."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib.documents.model.document import Document, Party, Supplier
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.labels import GST_COUNTRIES, Labels
from chalicelib.documents.rendering.sheet import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Sheet, wrap
from chalicelib.documents.rendering.values import Values, address_lines

if TYPE_CHECKING:
    from PIL.Image import Image

MUTED = "#616e7c"
_BAND = 7
_LOGO_HEIGHT, _LOGO_WIDTH = 42, 160
_META_LEFT = 330.0
_LONGEST_NUMBER = 28  # capitals and digits, which leave the facts on the left their room
"""Letters of an invoice's number at the foot of each page; the head has all of it."""
_LABELLED_SCHEMES = {"0151": "ABN", "0088": "GLN", "0002": "SIREN", "0009": "SIRET", "0060": "DUNS"}
"""ISO 6523 schemes whose identifiers people know by name."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """One document on its way to paper."""

    document: Document
    sheet: Sheet
    labels: Labels
    values: Values
    branding: Branding

    @property
    def supplier(self) -> Supplier:
        """The supplier, an empty one if there is none."""
        return self.document.supplier or Supplier()

    @property
    def home(self) -> str | None:
        """The supplier's country."""
        return self.supplier.address.country if self.supplier.address else None


def draw_letterhead(rendering: Rendering) -> None:
    """The company's name or logo, the document's title, the two parties and the facts."""
    sheet, branding = rendering.sheet, rendering.branding
    sheet.box(0, 0, WIDTH, _BAND, branding.color)
    _draw_sender(rendering)
    sheet.text(RIGHT, title(rendering), size=22, font=fonts.BOLD, color=branding.ink, align="right", y=TOP - 6)
    top = sheet.y = TOP + 74
    _draw_recipient(rendering)
    recipient_end, sheet.y = sheet.y, top
    _draw_facts(rendering)
    sheet.y = max(recipient_end, sheet.y, top + 78) + 18


def title(rendering: Rendering) -> str:
    """What the document calls itself."""
    if rendering.document.is_credit_note:
        return rendering.labels["credit_note"]
    taxed = rendering.document.totals is not None and bool(rendering.document.totals.tax_total)
    return rendering.labels["tax_invoice" if rendering.home == "AU" and taxed else "invoice"]


def draw_footer(rendering: Rendering, foot: Sheet, page: int, pages: int) -> None:
    """The supplier's registration and how to reach them, and the page's number."""
    foot.y = BOTTOM + 22
    foot.rule(color="#e4e7eb")
    foot.y += 6
    facts = wrap("  ·  ".join(_footer_facts(rendering)), fonts.REGULAR, 7.2, RIGHT - LEFT - 150)
    for line in islice(facts, 3):
        foot.text(LEFT, line, size=7.2, color=MUTED)
        foot.y += 9.6
    place = rendering.labels["page"].format(page=page, pages=pages)
    number = "  ·  ".join(filter(None, ((rendering.document.invoice_number or "")[:_LONGEST_NUMBER], place)))
    foot.text(RIGHT, number, size=7.2, color=MUTED, align="right", y=BOTTOM + 28)


def party_ids(rendering: Rendering, party: Party) -> Iterator[str]:
    """Tax and registration numbers with what they are called."""
    labels, legal_id = rendering.labels, party.legal_id
    if party.tax_id:
        yield f"{_tax_label(rendering, party)} {party.tax_id}"
    registration = party.tax_registration if isinstance(party, Supplier) else None
    if registration and (legal_id is None or legal_id.value != registration):
        yield f"{labels['tax_registration']} {registration}"
    if legal_id:
        name = _LABELLED_SCHEMES.get(legal_id.scheme or "", labels["legal_id"])
        yield f"{name} {legal_id.value}"


def _tax_label(rendering: Rendering, party: Party) -> str:
    """What the party's tax number is called: by its own scheme, or as its country calls the tax."""
    if party.tax_scheme:
        return party.tax_scheme
    return rendering.labels.tax if rendering.home in GST_COUNTRIES else rendering.labels["tax_id"]


def _draw_sender(rendering: Rendering) -> None:
    sheet, supplier, branding = rendering.sheet, rendering.supplier, rendering.branding
    name = branding.name or supplier.trading_name or supplier.name or ""
    if branding.logo:
        _draw_logo(sheet, branding.logo)
    else:
        sheet.text(LEFT, name, size=15, font=fonts.BOLD, color=branding.ink, y=TOP - 2, room=300)
    sheet.y = TOP + (20 if not branding.logo else _LOGO_HEIGHT + 4)
    if branding.slogan:
        sheet.text(LEFT, branding.slogan, size=8.5, color=MUTED)
        sheet.y += 12
    sender = [supplier.name or name, *address_lines(supplier.address, None, rendering.values.locale)]
    for line in islice(wrap(" · ".join(filter(None, sender)), fonts.REGULAR, 7.8, 270), 2):
        sheet.text(LEFT, line, size=7.8, color=MUTED)
        sheet.y += 10


def _draw_logo(sheet: Sheet, logo: bytes) -> None:
    from reportlab.lib.utils import ImageReader

    image = ImageReader(_opaque(logo))
    width, height = image.getSize()
    scale = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height)
    box = (LEFT, HEIGHT - TOP + 8 - height * scale, width * scale, height * scale)
    sheet.draw(lambda canvas: canvas.drawImage(image, *box, mask=None))


def _opaque(logo: bytes) -> "Image | io.BytesIO":
    """The logo in the page's own colours (archives allow no others), and white where it lets the paper through."""
    from PIL import Image

    picture: Image.Image = Image.open(io.BytesIO(logo))
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        picture = Image.new("RGB", picture.size, "white")
        picture.paste(seen, mask=seen.getchannel("A"))
    return io.BytesIO(logo) if picture.mode in {"RGB", "L"} and picture.format else picture.convert("RGB")


def _draw_recipient(rendering: Rendering) -> None:
    sheet, customer = rendering.sheet, rendering.document.customer
    sheet.text(LEFT, rendering.labels["bill_to"], size=7.8, color=rendering.branding.ink, font=fonts.BOLD)
    sheet.y += 13
    if customer is None:
        return
    sheet.paragraph(LEFT, customer.name or customer.trading_name or "", 250, size=10.5, font=fonts.BOLD)
    if customer.contact and customer.contact.name:
        sheet.paragraph(LEFT, customer.contact.name, 250, size=9.5)
    for line in (*address_lines(customer.address, rendering.home, rendering.values.locale),):
        sheet.paragraph(LEFT, line, 250, size=9.5)
    for line in party_ids(rendering, customer):
        sheet.paragraph(LEFT, line, 250, size=8.2, color=MUTED)


def _draw_facts(rendering: Rendering) -> None:
    sheet = rendering.sheet
    for label, value in _facts(rendering):
        sheet.text(_META_LEFT, label, size=9, color=MUTED)
        for line in wrap(value, fonts.REGULAR, 9, RIGHT - _META_LEFT - 98):
            sheet.text(
                RIGHT,
                line,
                size=9,
                align="right",
                font=fonts.BOLD if label == rendering.labels["number"] else fonts.REGULAR,
            )
            sheet.y += 13.2


def _facts(rendering: Rendering) -> Iterator[tuple[str, str]]:
    document, labels, values = rendering.document, rendering.labels, rendering.values
    delivery = document.delivery
    facts = {
        "number": document.invoice_number,
        "issue_date": values.day(document.issue_date),
        "due_date": values.day(document.due_date),
        "delivered_on": values.day(delivery.delivered_on if delivery else None),
        "period": values.period(document.period),
        "purchase_order": document.purchase_order,
        "buyer_reference": document.buyer_reference,
        "contract": document.contract,
        "project": document.project,
        "preceding": ", ".join(filter(None, (each.number for each in document.preceding_invoices))),
    }
    yield from ((labels[name], value) for name, value in facts.items() if value)


def _footer_facts(rendering: Rendering) -> Iterator[str]:
    supplier = rendering.supplier
    yield from filter(None, (supplier.name,))
    yield from party_ids(rendering, supplier)
    yield from filter(None, (" ".join((supplier.legal_information or "").split()),))
    if supplier.contact:
        yield from filter(None, (supplier.contact.telephone, supplier.contact.email))
