"""Looking at a document before it is issued."""

from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import NotDrawable
from chalicelib.invoices.building.artefacts import branding_of
from chalicelib.invoices.catalogue.copying import copy_entries
from chalicelib.records.companies import Company
from chalicelib.records.sales.calendar import day_of
from chalicelib.storage.companies.companies import fetch_company

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document


@needs(Role.MEMBER)
def preview_invoice(caller: Caller, document: "Document", language: str | None) -> bytes:
    """Return the PDF that a form's document would be, marked as a draft; without a number unless it has its own.

    Raises:
        InvalidInput: amounts contradict each other, a text has letters that no font has, or the form names a customer
            or an item that is not there.
        NotDrawable: the PDF takes too long or too much room.

    """
    from chalicelib.invoices.issuing.forms import fill_in

    company = fetch_company(caller.company_id)
    copied = copy_entries(document, company)
    filled = fill_in(copied.refuse_gone(), company, day_of(company, now()))
    return draw_draft(filled, company, language or copied.language)


def draw_draft(document: "Document", company: Company, language: str | None) -> bytes:
    """Return the PDF of a document that is not issued yet, marked as a draft.

    Raises:
        InvalidInput: a text has letters that no font has.
        NotDrawable: the PDF takes too long or too much room.

    """
    from chalicelib.documents.rendering.drawing import NotLaidOut, draw
    from chalicelib.invoices.issuing.unprintable import check_printable

    check_printable(document)
    try:
        return draw(document, hybrid=False, language=language or "en", branding=branding_of(company), is_draft=True).pdf
    except NotLaidOut as error:
        raise NotDrawable from error
