"""The steps of deriving, in the order in which they build on each other."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.deriving.charges import derive_charges
from chalicelib.extraction.deriving.draft import ZERO, Draft, make_draft
from chalicelib.extraction.deriving.finding_facts import find_facts
from chalicelib.extraction.deriving.lines import derive_lines
from chalicelib.extraction.deriving.outside import derive_outside
from chalicelib.extraction.deriving.parties import derive_parties
from chalicelib.extraction.deriving.payment import derive_currency, derive_payment
from chalicelib.extraction.deriving.summary import SUMMARISED, summarise_lines
from chalicelib.extraction.deriving.sums import DISAGREE, RETAINED, derive_due, derive_sums
from chalicelib.extraction.deriving.taxes import derive_taxes
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.facts import Facts
from chalicelib.extraction.lines.table import Table
from chalicelib.extraction.result import DocumentType, Extracted, TaxRow

STEPS = (
    derive_parties,
    derive_currency,
    derive_sums,
    derive_outside,
    derive_lines,
    derive_charges,
    derive_taxes,
    summarise_lines,
    derive_due,
    derive_payment,
)


def derive(extracted: Extracted, evidence: Evidence, table: Table | None) -> Extracted:
    """Add what follows from what was read; of what is no invoice nothing follows."""
    if extracted.document_type is DocumentType.OTHER:
        return extracted
    return complete(extracted, find_facts(evidence, extracted.fields, table))


def complete(extracted: Extracted, facts: Facts) -> Extracted:
    """Derive from fields and facts."""
    from chalicelib.documents.model.money import exactly

    draft = make_draft(extracted, facts)
    rows = tuple((row.rate, row.taxable_amount, row.tax_amount) for row in extracted.tax_breakdown)
    with exactly():
        for step in STEPS:
            step(draft)
    return replace(
        extracted,
        fields=draft.fields,
        derived=draft.derived,
        tax_breakdown=extracted.tax_breakdown if draft.rows_are_read else (),
        lines_stand=draft.lines_are_read,
        warnings=tuple(_warnings(extracted.warnings, draft)),
        facts=replace(facts, tax_rows=rows),
    )


def derive_again(extracted: Extracted) -> Extracted:
    """The reading with what follows from its fields as they are now, after some were changed."""
    if extracted.facts is None:
        return extracted
    printed = replace(
        extracted,
        fields={name: field for name, field in extracted.fields.items() if not field.derived_from},
        derived={},
        tax_breakdown=tuple(TaxRow(*row) for row in extracted.facts.tax_rows),
        warnings=tuple(warning for warning in extracted.warnings if warning not in (SUMMARISED, RETAINED)),
    )
    return complete(_without_disagreement(printed, extracted.facts), extracted.facts)


def _without_disagreement(printed: Extracted, facts: Facts) -> Extracted:
    """The reading without the warning that deriving gave itself: where net and tax make the total."""
    draft = make_draft(printed, facts)
    net, tax, total = draft.totals()
    if net is not None and total is not None and net + (tax or ZERO) != total:
        return printed
    return replace(printed, warnings=tuple(warning for warning in printed.warnings if warning != DISAGREE))


def _warnings(warnings: Sequence[str], draft: Draft) -> Sequence[str]:
    """Lines that come to the net total by charges and allowances are complete; what is due must be explained."""
    kept = dict.fromkeys(warnings)
    if draft.charges:
        kept.pop("lines_incomplete", None)
    if draft.outside:
        kept.pop(DISAGREE, None)
    if not draft.lines_are_read:
        kept.setdefault(SUMMARISED)
    if draft.is_retained:
        kept.setdefault(RETAINED)
    if not draft.due_is_explained:
        kept.setdefault(DISAGREE)
    return list(kept)
