"""One document on its way to paper, and what all parts of the page ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.documents.model.document import Document, Party, Supplier
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.labels import GST_COUNTRIES, TAX_INVOICE_COUNTRIES, Labels
from chalicelib.documents.rendering.page.sheet import LEFT, Sheet
from chalicelib.documents.rendering.right_to_left import RIGHT_TO_LEFT
from chalicelib.documents.rendering.values import Values

MUTED = "#616e7c"
HAIRLINE = "#e4e7eb"
_LABELLED_SCHEMES = {"0151": "ABN", "0088": "GLN", "0002": "SIREN", "0009": "SIRET", "0060": "DUNS"}
"""ISO 6523 schemes whose identifiers people know by name."""
_TITLE_SIZE, _TITLE_HEIGHT = 9.5, 15.0


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

    @property
    def is_letter(self) -> bool:
        """Whether the page is a business letter: rules instead of fields of colour."""
        return self.branding.template == "letter"

    @property
    def mark(self) -> str:
        """What a line of several parts begins with to run as the page does, whatever its first part is."""
        return RIGHT_TO_LEFT if self.labels.is_right_to_left else ""

    @property
    def shown_name(self) -> str:
        """The name in the letterhead."""
        return self.branding.name or self.supplier.trading_name or self.supplier.name or ""


def title(rendering: Rendering) -> str:
    """What the document calls itself."""
    if rendering.document.is_quote:
        return rendering.labels["quote"]
    if rendering.document.is_credit_note:
        return rendering.labels["credit_note"]
    taxed = rendering.document.totals is not None and bool(rendering.document.totals.tax_total)
    return rendering.labels["tax_invoice" if rendering.home in TAX_INVOICE_COUNTRIES and taxed else "invoice"]


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


def draw_title(rendering: Rendering, text: str) -> None:
    """The title of a part of the page."""
    rendering.sheet.text(LEFT, text, size=_TITLE_SIZE, font=fonts.BOLD, color=rendering.branding.ink)
    rendering.sheet.y += _TITLE_HEIGHT
