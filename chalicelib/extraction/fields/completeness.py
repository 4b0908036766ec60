"""What a reading lacks or doubts is said aloud: nobody takes an invoice without its number for complete."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chalicelib.extraction.evidence.label_matches import Claim
from chalicelib.extraction.letters import has_digit
from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName

REQUIRED = (FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE, FieldName.SUPPLIER_NAME, FieldName.TOTAL)
AMOUNT_FIELDS = (
    FieldName.NET_TOTAL,
    FieldName.TAX_TOTAL,
    FieldName.TOTAL,
    FieldName.PREPAID,
    FieldName.AMOUNT_DUE,
)
# Fields whose value a label announces and which have a form that may not be understood.
ANNOUNCED = (FieldName.ISSUE_DATE, FieldName.DUE_DATE, FieldName.TOTAL, FieldName.NET_TOTAL, FieldName.IBAN)
MAX_WORDS = 4  # of a value
CERTAIN_ENOUGH = 0.7  # of a required field's confidence: of the less certain ones a third were wrong
GOOD_LABEL = 0.9  # of a claim's strength: the field's own word, right beside the text


def with_gaps(reading: Extracted) -> Extracted:
    """The reading of an invoice with a warning for each required field that it lacks or doubts.

    What is not understood has its warning already.
    """
    if reading.document_type is DocumentType.OTHER:
        return reading
    return replace(reading, warnings=(*reading.warnings, *_gaps(reading)))


def _gaps(reading: Extracted) -> Iterator[str]:
    for name in REQUIRED:
        field = reading.fields.get(name)
        if field is None and f"not_understood:{name.value}" not in reading.warnings:
            yield f"missing:{name.value}"
        if field is not None and field.confidence < CERTAIN_ENOUGH:
            yield f"doubtful:{name.value}"


def not_understood(claims: Iterable[Claim], fields: dict[FieldName, Field]) -> Iterator[str]:
    """Warnings of values that a good label announces and that were not understood: "Invoice date: 31.31.2024"."""
    announced = {claim.name for claim in filter(_announces_value, claims)}
    for name in ANNOUNCED:
        if name.value in announced and name not in fields:
            yield f"not_understood:{name.value}"


def _announces_value(claim: Claim) -> bool:
    """Whether a label and its text are a field of a form, and no part of a sentence, and the text has digits."""
    if claim.below or claim.label.start > 0 or claim.strength < GOOD_LABEL:
        return False
    return has_digit(claim.value.text) and len(claim.value.text.split()) <= MAX_WORDS


def with_warning(reading: Extracted, warning: str) -> Extracted:
    """The reading with one more warning."""
    return replace(reading, warnings=(*reading.warnings, warning))


def without_places(reading: Extracted) -> Extracted:
    """The reading without places on pages."""
    return replace(
        reading,
        layout=None,
        facts=None,
        fields={name: replace(field, page=None, box=None) for name, field in reading.fields.items()},
        lines=tuple(replace(line, page=None, box=None) for line in reading.lines),
    )


def as_other_document(reading: Extracted) -> Extracted:
    """The reading of what is no invoice: without amounts and lines, for there is nothing to pay."""
    return replace(
        reading,
        document_type=DocumentType.OTHER,
        fields={name: field for name, field in reading.fields.items() if name not in AMOUNT_FIELDS},
        lines=(),
        tax_breakdown=(),
        warnings=("not_an_invoice",),
    )
