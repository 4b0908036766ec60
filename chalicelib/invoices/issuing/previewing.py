"""Looking at a document before it is issued."""

from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import NotDrawable
from chalicelib.invoices.building.artefacts import branding_of
from chalicelib.storage.companies.companies import fetch_company

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document


@needs(Role.MEMBER)
def preview_invoice(caller: Caller, document: "Document", language: str | None) -> bytes:
    """Return the PDF that a form's document would be, marked as a draft; without a number unless it has its own.

    Raises:
        InvalidInput: amounts contradict each other, or a text has letters that no font has.
        NotDrawable: the PDF takes too long or too much room.

    """
    from chalicelib.documents.rendering.drawing import NotLaidOut, draw
    from chalicelib.invoices.issuing.forms import fill_in
    from chalicelib.invoices.issuing.unprintable import check_printable

    company = fetch_company(caller.company_id)
    filled, branding = fill_in(document, company, now().date()), branding_of(company)
    check_printable(filled)
    try:
        return draw(filled, hybrid=False, language=language or "en", branding=branding, is_draft=True).pdf
    except NotLaidOut as error:
        raise NotDrawable from error
