"""What a reader returns: every value with how sure we are of it and where on the page it stands.

Values are canonical text: dates ISO 8601, amounts plain decimals with a dot, currencies ISO 4217, ids as printed.
A field that was not found is absent; there is no placeholder for "unknown".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.extraction.box import Box
from chalicelib.extraction.facts import Facts
from chalicelib.extraction.layout import Layout
from chalicelib.extraction.sniff import Format

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document


class Method(StrEnum):
    """How a value was read."""

    EMBEDDED_XML = "embedded_xml"
    STRUCTURED = "structured"  # our own JSON, such as a form makes
    LABEL = "label"
    LAYOUT = "layout"
    ARITHMETIC = "arithmetic"  # computed from printed values
    DERIVED = "derived"  # follows from printed values, such as a country from a tax id
    OCR = "ocr"
    MEMORY = "memory"  # by what a correction of the same supplier's earlier document taught


class DocumentType(StrEnum):
    """What kind of document the file is; `other` is no invoice at all."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    OTHER = "other"


class FieldName(StrEnum):
    """The header fields, with their EN 16931 business terms."""

    INVOICE_NUMBER = "invoice_number"  # BT-1
    ISSUE_DATE = "issue_date"  # BT-2
    DUE_DATE = "due_date"  # BT-9
    CURRENCY = "currency"  # BT-5
    PURCHASE_ORDER = "purchase_order"  # BT-13
    SUPPLIER_NAME = "supplier_name"  # BT-27
    SUPPLIER_TAX_ID = "supplier_tax_id"  # BT-31
    SUPPLIER_ADDRESS = "supplier_address"  # BG-5
    SUPPLIER_EMAIL = "supplier_email"  # BT-43
    CUSTOMER_NAME = "customer_name"  # BT-44
    CUSTOMER_TAX_ID = "customer_tax_id"  # BT-48
    CUSTOMER_ADDRESS = "customer_address"  # BG-8
    CUSTOMER_EMAIL = "customer_email"  # BT-58
    NET_TOTAL = "net_total"  # BT-109
    TAX_TOTAL = "tax_total"  # BT-110
    TOTAL = "total"  # BT-112
    PREPAID = "prepaid"  # BT-113
    AMOUNT_DUE = "amount_due"  # BT-115
    IBAN = "iban"  # BT-84
    BIC = "bic"  # BT-86


@dataclass(frozen=True, slots=True)
class Field:
    """One value read from the file. `page` counts from 1; XML has neither page nor box.

    What was computed or derived names what it follows from, as `supplier_tax_id` or `net_total, tax_total`.
    """

    value: str
    confidence: float
    method: Method
    page: int | None = None
    box: Box | None = None
    derived_from: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An invoice line (BG-25). Amounts and quantities are decimal text, rates percentages.

    `base_quantity` (BT-149) is how many units the price is for, where that is not one.
    """

    description: str
    quantity: str | None = None
    unit: str | None = None
    unit_price: str | None = None
    net_amount: str | None = None
    tax_rate: str | None = None
    base_quantity: str | None = None
    confidence: float = 0.0
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One row of the tax breakdown (BG-23); a page that prints none has none."""

    rate: str
    taxable_amount: str | None
    tax_amount: str | None


@dataclass(frozen=True, slots=True)
class Structured:
    """A document that came as data: an e-invoice with its XML and its syntax, or our own JSON, which has neither.

    `syntax` is `ubl`, `cii`, or the id of a national format. A national e-invoice has no XML here: there are no rules
    for it, and what is validated is the document made of it.
    """

    document: "Document"
    xml: bytes | None = None
    syntax: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One of several invoices in a file: its pages there, counted from 1, its number, and a PDF of just these pages.

    `signs` are what speaks for an invoice that begins there, such as `first_page`; the first part needs none.
    """

    first_page: int
    last_page: int
    invoice_number: str
    signs: tuple[str, ...] = ()
    pdf: bytes = field(default=b"", repr=False)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.last_page - self.first_page + 1


@dataclass(frozen=True, slots=True)
class Extracted:
    """Everything that was read from one file.

    `warnings` are stable codes such as `totals_disagree` or `lines_incomplete`: an incomplete reading is loud.
    `lines_stand` unless the document has a line for each tax rate in their place. `language` is an ISO 639-1 code where
    the page shows one. `structured` is the document that the file is or carries.
    `derived` is what the document has beyond the printed values, by its place there: `lines.0.unit`. `layout` has the
    words of pages that were read, so that a later correction finds its label; `facts` what else they say, so that what
    follows can be derived again. `parts` are the invoices of a file that holds several for certain: then all else is
    the first's. `pictured` has the page of each picture that the recogniser was shown, 0 for another file's.
    """

    document_type: DocumentType
    fields: Mapping[FieldName, Field]
    lines: tuple[Line, ...] = ()
    tax_breakdown: tuple[TaxRow, ...] = ()
    derived: Mapping[str, Field] = field(default_factory=dict)
    language: str | None = None
    pages: int = 0
    warnings: tuple[str, ...] = ()
    structured: Structured | None = None
    layout: Layout | None = None
    facts: Facts | None = None
    parts: tuple[Part, ...] = ()
    lines_stand: bool = True
    pictured: tuple[int, ...] = ()

    @property
    def embedded_xml(self) -> bytes | None:
        """The e-invoice that the file is or carries, alone where it had an envelope or marks around it."""
        return self.structured.xml if self.structured else None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a file gave: what was read, the document of it, and its first page as a picture (PNG).

    `page` is the PDF that was laid out for a file without pages; where that failed, `page_defect` says how.
    """

    extracted: Extracted
    document: "Document"
    format: Format
    preview: bytes | None = None
    page: bytes | None = None
    page_defect: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beforehand; it never fills in values.

    Who received the file helps to tell supplier from customer. `own_pages` is set where the file was parted into
    invoices before: so many pages, from the first, are this one's.
    """

    company_names: tuple[str, ...] = ()
    company_tax_ids: tuple[str, ...] = ()
    own_pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a hostile file is looked at."""

    file_bytes: int = 20_000_000
    pages: int = 50
    pixels: int = 50_000_000
    seconds: int = 60
    memory_bytes: int = 1_000_000_000
