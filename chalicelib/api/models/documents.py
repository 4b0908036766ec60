"""A document as the form sends it: the model of EN 16931, with bounds on everything that repeats.

A received invoice may be longer than what a form makes: it is read by a worker with minutes and a process of its own.
What comes here is laid out while the client waits.
"""

from pydantic import Field, model_validator

from chalicelib.documents.model.document import (
    Attachment,
    DocumentAllowanceCharge,
    Note,
    PrecedingInvoice,
    TaxSubtotal,
)
from chalicelib.records.sales.bounds import MAX_REPEATED, check_bounds
from chalicelib.records.sales.forms import Form, FormLine

MAX_LINES = 1_000
MAX_ATTACHMENTS = 20


class FormDocument(Form):
    """An invoice or a credit note that is made in the form; it may name a customer and items of the company's."""

    notes: tuple[Note, ...] = Field((), max_length=MAX_REPEATED, description="BG-1: notes")
    preceding_invoices: tuple[PrecedingInvoice, ...] = Field(
        (), max_length=MAX_REPEATED, description="BG-3: invoices corrected or continued"
    )
    allowances: tuple[DocumentAllowanceCharge, ...] = Field(
        (), max_length=MAX_REPEATED, description="BG-20: document level allowances"
    )
    charges: tuple[DocumentAllowanceCharge, ...] = Field(
        (), max_length=MAX_REPEATED, description="BG-21: document level charges"
    )
    tax_breakdown: tuple[TaxSubtotal, ...] = Field(
        (), max_length=MAX_REPEATED, description="BG-23: tax by category and rate"
    )
    attachments: tuple[Attachment, ...] = Field(
        (), max_length=MAX_ATTACHMENTS, description="BG-24: supporting documents"
    )
    lines: tuple[FormLine, ...] = Field((), max_length=MAX_LINES, description="BG-25: invoice lines")

    @model_validator(mode="after")
    def _is_bounded(self) -> "FormDocument":
        check_bounds(self)
        return self
