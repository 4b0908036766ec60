"""Whether there are rules for a document that was read from a page or made here. An e-invoice names its own."""

from typing import TYPE_CHECKING

from chalicelib.extraction.deriving.places.signs import EU, of_tax_id
from chalicelib.extraction.result import DocumentType
from chalicelib.extraction.sniff import Format
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document

_NEIGHBOURS = "AD CH GB IS LI MC ME MK NO RS SM UA"
_PEPPOL = "AE AU JP MY NZ SG"  # its specifications are built like EN 16931
COUNTRIES = EU.union(_NEIGHBOURS.split(), _PEPPOL.split())
"""Where invoices follow EN 16931, or a specification made from it."""
PAGES = frozenset(each.content_type for each in Format if each.has_pages)


def is_for_rules(document: "Document", document_type: DocumentType | str | None) -> bool:
    """Whether rules exist for a document: for invoices, if the supplier's country is not known to be outside."""
    if document_type == DocumentType.OTHER:
        return False
    supplier = document.supplier
    country = supplier.address.country if supplier and supplier.address else None
    registered = of_tax_id(supplier.tax_id) if supplier else None
    return country is None or not {country, registered}.isdisjoint(COUNTRIES)


def names_no_rules(invoice: Invoice) -> bool:
    """Whether an invoice's document was read from a page or made in the form, and did not come as an e-invoice."""
    was_page = invoice.content_type in PAGES and FileKind.RECEIVED not in invoice.files
    return was_page or invoice.creation_method is CreationMethod.GUI
