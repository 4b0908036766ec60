"""Looking at a document before it is issued."""

from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import NoCompany
from chalicelib.invoices.building.artefacts import branding_of
from chalicelib.invoices.issuing.issuing import prepare
from chalicelib.storage.companies.companies import find_company

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document


@needs(Role.MEMBER)
def preview_invoice(caller: Caller, document: "Document", language: str | None) -> bytes:
    """Return the PDF that a form's document would be, marked as a draft; without a number unless it has its own.

    Raises:
        InvalidInput: amounts contradict each other, or a text has letters that no font has.

    """
    from chalicelib.documents.rendering.drawing import draw
    from chalicelib.invoices.issuing.unprintable import check_printable

    company = find_company(caller.company_id)
    if company is None:
        raise NoCompany
    prepared, branding = prepare(company, document), branding_of(company)
    check_printable(prepared)
    return draw(prepared, hybrid=False, language=language or "en", branding=branding, is_draft=True).pdf
