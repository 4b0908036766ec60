"""The invoice document: the semantic model of EN 16931-1:2017, whatever the syntax it travels in.

One class a group, one field a business term; the term's number is in the field's description and thereby in the JSON
schema. The document is immutable: a correction makes a new one (`document.model_copy(update=…)`).

>>> Document.model_validate({"invoice_number": "2024-7", "lines": [{"quantity": "2"}]}).lines[0].quantity
Decimal('2')
"""

from pydantic import Field

from chalicelib.documents.model.lines import Attribute, Item, Line, Period, Price
from chalicelib.documents.model.parties import (
    Address,
    Contact,
    Customer,
    Delivery,
    Party,
    Payee,
    Supplier,
    TaxRepresentative,
)
from chalicelib.documents.model.payment import (
    AllowanceCharge,
    CreditTransfer,
    DirectDebit,
    DocumentAllowanceCharge,
    Payment,
    PaymentCard,
    TaxSubtotal,
    Totals,
)
from chalicelib.documents.model.types import (
    Classification,
    Code,
    Date,
    Group,
    Identifier,
    ObjectIdentifier,
    Octets,
    Text,
)

__all__ = [
    "CREDIT_NOTE_CODES", "EN_16931", "QUOTE_CODE", "Address", "AllowanceCharge", "Attachment", "Attribute",
    "Classification", "Contact",
    "CreditTransfer", "Customer", "Delivery", "DirectDebit", "Document", "DocumentAllowanceCharge", "Group",
    "Identifier", "Item", "Line", "Note", "ObjectIdentifier", "Party", "Payee", "Payment", "PaymentCard", "Period",
    "PrecedingInvoice", "Price", "Supplier", "TaxRepresentative", "TaxSubtotal", "Totals",
]  # fmt: skip

EN_16931 = "urn:cen.eu:en16931:2017"
"""BT-24 of an invoice that follows the core standard and nothing further."""

QUOTE_CODE = "310"
"""UNTDID 1001: offer or quotation."""

CREDIT_NOTE_CODES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"})
"""BT-3 codes that EN 16931's code list (rule BR-CL-01) gives to a UBL CreditNote; all others are invoices."""


class Note(Group):
    """BG-1 Invoice note."""

    text: Text | None = Field(None, description="BT-22: the note")
    subject_code: Code | None = Field(None, description="BT-21: subject of the note, UNTDID 4451")


class PrecedingInvoice(Group):
    """BG-3 Preceding invoice reference."""

    number: Text | None = Field(None, description="BT-25: number of the earlier invoice")
    issue_date: Date | None = Field(None, description="BT-26: date of the earlier invoice")


class Attachment(Group):
    """BG-24 Additional supporting document: a reference, a link, or the file itself."""

    reference: Text | None = Field(None, description="BT-122: identifier of the supporting document")
    description: Text | None = Field(None, description="BT-123: what the document is")
    url: Text | None = Field(None, description="BT-124: where the document can be fetched")
    content: Octets | None = Field(None, description="BT-125: the file itself; Base64 in JSON")
    mime_type: Code | None = Field(None, description="BT-125: media type of the file")
    filename: Text | None = Field(None, description="BT-125: name of the file")


class Document(Group):
    """An invoice or a credit note."""

    invoice_number: Text | None = Field(None, description="BT-1: invoice number")
    issue_date: Date | None = Field(None, description="BT-2: issue date")
    type_code: Code | None = Field(None, description="BT-3: UNTDID 1001; 380 is an invoice, 381 a credit note")
    currency: Code | None = Field(None, description="BT-5: ISO 4217 code of all amounts but BT-111")
    tax_currency: Code | None = Field(None, description="BT-6: tax accounting currency of BT-111")
    tax_point_date: Date | None = Field(None, description="BT-7: date when tax becomes due")
    tax_point_code: Code | None = Field(None, description="BT-8: event when tax becomes due, UNTDID 2005: 3, 35, 432")
    due_date: Date | None = Field(None, description="BT-9: payment due date")
    buyer_reference: Text | None = Field(None, description="BT-10: the customer's reference for routing")
    project: Text | None = Field(None, description="BT-11: project reference")
    contract: Text | None = Field(None, description="BT-12: contract reference")
    purchase_order: Text | None = Field(None, description="BT-13: the customer's purchase order")
    sales_order: Text | None = Field(None, description="BT-14: the supplier's sales order")
    receiving_advice: Text | None = Field(None, description="BT-15: receiving advice")
    despatch_advice: Text | None = Field(None, description="BT-16: despatch advice")
    tender: Text | None = Field(None, description="BT-17: tender or lot")
    object_id: ObjectIdentifier | None = Field(None, description="BT-18: what is invoiced, such as a subscription")
    accounting_reference: Text | None = Field(None, description="BT-19: the customer's accounting reference")
    payment_terms: Text | None = Field(None, description="BT-20: payment terms in words")
    notes: tuple[Note, ...] = Field((), description="BG-1: notes")
    business_process: Text | None = Field(None, description="BT-23: business process the invoice belongs to")
    specification: Text | None = Field(None, description="BT-24: rules that the invoice follows")
    preceding_invoices: tuple[PrecedingInvoice, ...] = Field((), description="BG-3: invoices corrected or continued")
    supplier: Supplier | None = Field(None, description="BG-4: seller")
    customer: Customer | None = Field(None, description="BG-7: buyer")
    payee: Payee | None = Field(None, description="BG-10: payee, if not the supplier")
    tax_representative: TaxRepresentative | None = Field(None, description="BG-11: supplier's tax representative")
    delivery: Delivery | None = Field(None, description="BG-13: delivery")
    period: Period | None = Field(None, description="BG-14: invoicing period")
    payment: Payment | None = Field(None, description="BG-16: payment instructions")
    allowances: tuple[DocumentAllowanceCharge, ...] = Field((), description="BG-20: document level allowances")
    charges: tuple[DocumentAllowanceCharge, ...] = Field((), description="BG-21: document level charges")
    totals: Totals | None = Field(None, description="BG-22: document totals")
    tax_breakdown: tuple[TaxSubtotal, ...] = Field((), description="BG-23: tax by category and rate")
    attachments: tuple[Attachment, ...] = Field((), description="BG-24: supporting documents")
    lines: tuple[Line, ...] = Field((), description="BG-25: invoice lines")

    @property
    def is_quote(self) -> bool:
        """Whether BT-3 says that it offers something; no e-invoice may."""
        return self.type_code == QUOTE_CODE

    @property
    def is_credit_note(self) -> bool:
        """Whether BT-3 says that money flows back."""
        return self.type_code in CREDIT_NOTE_CODES
