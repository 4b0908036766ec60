"""A document as the form sends it: the model of EN 16931, with bounds on everything that repeats.

A received invoice may be longer than what a form makes: it is read by a worker with minutes and a process of its own.
What comes here is laid out while the client waits.
"""

from collections.abc import Iterator

from pydantic import BaseModel, Field, model_validator

from chalicelib.documents.model.document import (
    Attachment,
    Document,
    DocumentAllowanceCharge,
    Line,
    Note,
    PrecedingInvoice,
    TaxSubtotal,
)

MAX_LINES = 1_000
MAX_ATTACHMENTS = 20
MAX_OTHERS = 50  # of everything else that repeats, in the document, a party or a line
MAX_TEXT = 5_000  # characters of one text
MAX_TEXTS = 200_000  # characters of all texts: about forty pages


class FormDocument(Document):
    """An invoice or a credit note that is made in the form."""

    notes: tuple[Note, ...] = Field((), max_length=MAX_OTHERS, description="BG-1: notes")
    preceding_invoices: tuple[PrecedingInvoice, ...] = Field(
        (), max_length=MAX_OTHERS, description="BG-3: invoices corrected or continued"
    )
    allowances: tuple[DocumentAllowanceCharge, ...] = Field(
        (), max_length=MAX_OTHERS, description="BG-20: document level allowances"
    )
    charges: tuple[DocumentAllowanceCharge, ...] = Field(
        (), max_length=MAX_OTHERS, description="BG-21: document level charges"
    )
    tax_breakdown: tuple[TaxSubtotal, ...] = Field(
        (), max_length=MAX_OTHERS, description="BG-23: tax by category and rate"
    )
    attachments: tuple[Attachment, ...] = Field(
        (), max_length=MAX_ATTACHMENTS, description="BG-24: supporting documents"
    )
    lines: tuple[Line, ...] = Field((), max_length=MAX_LINES, description="BG-25: invoice lines")

    @model_validator(mode="after")
    def _is_bounded(self) -> "FormDocument":
        texts = 0
        for name, value in _values(self):
            if isinstance(value, tuple) and len(value) > MAX_OTHERS and name not in {"lines", "attachments"}:
                raise ValueError(f"{name} has more than {MAX_OTHERS} entries")
            if isinstance(value, str):
                texts += _length(name, value)
        if texts > MAX_TEXTS:
            raise ValueError(f"its texts have more than {MAX_TEXTS:,} characters in all")
        return self


def _length(name: str, text: str) -> int:
    if len(text) > MAX_TEXT:
        raise ValueError(f"{name} has more than {MAX_TEXT:,} characters")
    return len(text)


def _values(group: BaseModel) -> Iterator[tuple[str, object]]:
    """Yield every value of a group and of the groups in it, by the name of its field."""
    for name, value in group:
        yield name, value
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from _values(part)
