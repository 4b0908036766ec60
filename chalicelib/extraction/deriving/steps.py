"""The steps of deriving, in the order in which they build on each other."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.deriving.charges import derive_charges
from chalicelib.extraction.deriving.draft import Draft, make_draft
from chalicelib.extraction.deriving.facts import Facts, find_facts
from chalicelib.extraction.deriving.lines import derive_lines
from chalicelib.extraction.deriving.parties import derive_parties
from chalicelib.extraction.deriving.payment import derive_payment
from chalicelib.extraction.deriving.summary import SUMMARISED, summarise_lines
from chalicelib.extraction.deriving.sums import derive_due, derive_sums
from chalicelib.extraction.deriving.taxes import derive_taxes
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lines.columns import Header
from chalicelib.extraction.result import DocumentType, Extracted

STEPS = (
    derive_parties,
    derive_sums,
    derive_lines,
    derive_charges,
    derive_taxes,
    summarise_lines,
    derive_due,
    derive_payment,
)


def derive(extracted: Extracted, evidence: Evidence, table_rows: frozenset[int], header: Header | None) -> Extracted:
    """Add what follows from what was read; of what is no invoice nothing follows."""
    if extracted.document_type is DocumentType.OTHER:
        return extracted
    return complete(extracted, find_facts(evidence, extracted.fields, table_rows, header))


def complete(extracted: Extracted, facts: Facts) -> Extracted:
    """Derive from fields and facts."""
    from chalicelib.documents.model.money import exactly

    draft = make_draft(extracted, facts)
    with exactly():
        for step in STEPS:
            step(draft)
    return replace(
        extracted,
        fields=draft.fields,
        derived=draft.derived,
        tax_breakdown=extracted.tax_breakdown if draft.rows_are_read else (),
        lines_stand=draft.lines_are_read,
        warnings=tuple(_remaining(extracted.warnings, draft)),
    )


def _remaining(warnings: Sequence[str], draft: Draft) -> Sequence[str]:
    """Lines that come to the net total by charges and allowances are complete."""
    settled = {"lines_incomplete"} if draft.charges else set()
    kept = [warning for warning in warnings if warning not in settled]
    return kept if draft.lines_are_read else [*kept, SUMMARISED]
