"""From pages to the result: evidence, lines, totals, parties and ids put together, and what does not fit said aloud."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from chalicelib.extraction.deriving import derive
from chalicelib.extraction.deriving.clues.included_tax import included_rates
from chalicelib.extraction.deriving.clues.notes import find_notes, zero_category
from chalicelib.extraction.deriving.draft import cents
from chalicelib.extraction.details.choice import likeliest_due_date, likeliest_number
from chalicelib.extraction.details.rule_results import RuleResults
from chalicelib.extraction.details.scene import Scene as DetailScene
from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence, gather
from chalicelib.extraction.evidence.label_matches import Claim, claims_named, make_claims
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.fields.bank_accounts import bic_candidates, iban_candidates
from chalicelib.extraction.fields.completeness import as_other_document, not_understood
from chalicelib.extraction.fields.currencies import currency_candidates
from chalicelib.extraction.fields.document_type import calls_itself_receipt, document_type, several_invoices
from chalicelib.extraction.fields.labelled_dates import due_candidates, issue_date_candidates
from chalicelib.extraction.fields.labelled_numbers import number_candidates
from chalicelib.extraction.lines.lines import line_sum, read_lines, rows_of
from chalicelib.extraction.lines.table import Table
from chalicelib.extraction.memory.observing import layout_of
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.pages.text_orientation import as_shown
from chalicelib.extraction.parties.addresses import names_nobody, party_address
from chalicelib.extraction.parties.blocks import Party
from chalicelib.extraction.parties.choice import find_parties
from chalicelib.extraction.parties.scene import Scene
from chalicelib.extraction.parties.sections import Sections
from chalicelib.extraction.parties.tax_ids import tax_id_candidates
from chalicelib.extraction.reading.confidence import amount_field, to_field
from chalicelib.extraction.result import Context, DocumentType, Extracted, Field, FieldName, Line, Method
from chalicelib.extraction.totals.amounts import Option, amounts_of, claimed_amounts, is_money, near_any
from chalicelib.extraction.totals.tax_breakdown import read_tax_breakdown
from chalicelib.extraction.totals.totals import read_totals
from chalicelib.extraction.totals.totals_judge import Totals
from chalicelib.extraction.warning_codes import SEVERAL_INVOICES

GOOD_LABEL = 0.6  # of a claim's strength: a total's own word, in any language


@dataclass
class _Reading:
    """What is found step by step."""

    evidence: Evidence
    claims: list[Claim]
    context: Context
    lines: list[Line] = field(default_factory=list)
    table: Table | None = None
    table_rows: frozenset[int] = frozenset()
    totals: Totals = field(default_factory=Totals)
    fields: dict[FieldName, Field] = field(default_factory=dict)
    candidates: dict[FieldName, list[Candidate]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def read_pages_as_invoice(pages: Sequence[Page], context: Context) -> Extracted:
    """Read the pages' text."""
    reading = _begin(pages, context)
    evidence = reading.evidence
    _read_labelled(reading)
    _read_parties(reading)
    kind = _kind(reading)
    breakdown = read_tax_breakdown(evidence, reading.totals, reading.table_rows)
    _warn(reading, kind)
    extracted = Extracted(
        document_type=kind,
        fields=reading.fields,
        lines=tuple(reading.lines),
        tax_breakdown=tuple(breakdown),
        language=evidence.language,
        pages=len(pages),
        warnings=tuple(dict.fromkeys(reading.warnings)),
        layout=layout_of(evidence),
    )
    if kind is DocumentType.OTHER:
        return as_shown(as_other_document(extracted), pages)
    return as_shown(derive(extracted, evidence, reading.table), pages)


def read_key_fields(pages: Sequence[Page], context: Context) -> Extracted:
    """What kind of document the pages are, its number, issue date and totals, and whether it is several invoices.

    These are as `read_pages_as_invoice` has them; a file with several pages is parted by them, so they come without
    all that takes longer.
    """
    reading = _begin(pages, context)
    rules = _rule_results(reading)
    _put_number(reading, rules)
    _put(reading, FieldName.ISSUE_DATE, rules.issue_dates)
    if calls_itself_receipt(reading.evidence):  # whether it is an invoice is decided by the supplier's tax id
        _read_parties(reading)
    kind = _kind(reading)
    warnings = (SEVERAL_INVOICES,) if kind is not DocumentType.OTHER and _is_several(reading) else ()
    extracted = Extracted(kind, reading.fields, pages=len(pages), warnings=warnings)
    return as_other_document(extracted) if kind is DocumentType.OTHER else extracted


def _kind(reading: _Reading) -> DocumentType:
    likeliest = {name: found[0] for name, found in reading.candidates.items()}
    return document_type(reading.evidence, likeliest, is_taxed=reading.totals.is_taxed)


def _begin(pages: Sequence[Page], context: Context) -> _Reading:
    """Gather what is known of the pages, and read the table and the totals."""
    evidence = gather(pages)
    reading = _Reading(evidence, make_claims(evidence, Kind.TEXT), context)
    _read_amounts(reading)
    return reading


def scene_of(pages: Sequence[Page]) -> Scene:
    """What the parties are chosen from: weights are fitted on the same that is read."""
    return _scene(_begin(pages, Context()))


def _scene(reading: _Reading) -> Scene:
    rows = reading.table_rows | rows_of(reading.evidence, reading.lines)
    return Scene.of(reading.evidence, Sections.of(reading.evidence), rows)


def _read_amounts(reading: _Reading) -> None:
    reading.lines, reading.table = read_lines(reading.evidence)
    reading.table_rows = frozenset(reading.table.rows) if reading.table else frozenset()
    added = line_sum(reading.lines)
    # Lines of a credit note may be printed without the sign that its totals have.
    sums = (added, -added) if added is not None else ()
    reading.totals = _totals(reading, sums)
    _net_of_lines(reading)
    for name, candidate in reading.totals.candidates():
        reading.candidates[name] = [candidate]
        reading.fields[name] = amount_field(candidate, name, reading.totals)


def _totals(reading: _Reading, sums: Sequence[Decimal]) -> Totals:
    """The totals outside of the table; where it was taken too large, net total and tax may stand in it."""
    totals = read_totals(reading.evidence, sums, reading.table_rows)
    if totals.balanced or not reading.table_rows:
        return totals
    for rows in (rows_of(reading.evidence, reading.lines), frozenset[int]()):
        wider = read_totals(reading.evidence, sums, rows)
        if wider.balanced and (wider.completes(totals) or (wider.is_taxed and not totals.options)):
            return wider
    return totals


def _net_of_lines(reading: _Reading) -> None:
    """Without any tax on the pages, a total that the lines' net amounts add up to is the net total as well.

    So it is where lines without a header add up to it and the pages say why there is no tax. Where prices include the
    tax, both are gross, and the net total follows only where that line names the rate.
    """
    options = reading.totals.options
    total = options.get(FieldName.TOTAL)
    bare = FieldName.NET_TOTAL not in options and FieldName.TAX_TOTAL not in options
    if not (total and bare and reading.totals.lines_fit):
        return
    table = reading.table
    if not (table and table.header.has("net_amount")) and not _says_untaxed(reading.evidence):
        return
    rates = included_rates(reading.evidence)
    if rates is None:
        options[FieldName.NET_TOTAL] = Option(total.amount, total.strength, total.value, Method.ARITHMETIC)
    elif len(rates) == 1:
        net = cents(total.amount * 100 / (100 + rates.pop()))
        options[FieldName.NET_TOTAL] = Option(net, total.strength, None, Method.ARITHMETIC)


def _says_untaxed(evidence: Evidence) -> bool:
    """Whether the pages say why no tax is charged."""
    return zero_category(tuple(find_notes(evidence))) is not None


def _put(reading: _Reading, name: FieldName, candidates: Sequence[Candidate]) -> None:
    if candidates:
        reading.candidates[name] = list(candidates)
        reading.fields[name] = to_field(list(candidates))


def _put_likeliest(reading: _Reading, name: FieldName, ruled: Sequence[Candidate], likeliest: Candidate | None) -> None:
    """The likeliest value with its probability; the rules' candidates say what the document is."""
    if likeliest is None:
        return
    reading.candidates[name] = list(ruled or [likeliest])
    reading.fields[name] = Field(likeliest.value, likeliest.score, likeliest.method, likeliest.page, likeliest.box)


def _read_labelled(reading: _Reading) -> None:
    evidence, rules = reading.evidence, _rule_results(reading)
    _put_number(reading, rules)
    claims = _claims_outside_columns(reading)
    _put(reading, FieldName.PURCHASE_ORDER, number_candidates(evidence, claims, FieldName.PURCHASE_ORDER))
    _put(reading, FieldName.ISSUE_DATE, rules.issue_dates)
    if rules.due_by_terms:
        _put(reading, FieldName.DUE_DATE, rules.due)
    else:
        due = likeliest_due_date(rules.scene, rules.due)
        _put_likeliest(reading, FieldName.DUE_DATE, rules.due, due)
    _put(reading, FieldName.CURRENCY, currency_candidates(evidence, claims, reading.totals.signs()))
    _put(reading, FieldName.IBAN, iban_candidates(evidence))
    _put(reading, FieldName.BIC, bic_candidates(claims))


def _put_number(reading: _Reading, rules: RuleResults) -> None:
    likeliest = likeliest_number(rules.scene, rules.numbers)
    _put_likeliest(reading, FieldName.INVOICE_NUMBER, rules.numbers, likeliest)


def rule_results_of(pages: Sequence[Page]) -> RuleResults:
    """What number and due date are chosen from: weights are fitted on the same that is read."""
    return _rule_results(_begin(pages, Context()))


def _rule_results(reading: _Reading) -> RuleResults:
    evidence = reading.evidence
    outside = [claim for claim in _claims_outside_columns(reading) if not _is_of_line(reading, claim)]
    issued = issue_date_candidates(evidence, lambda claim: _is_of_column(reading, claim))
    day = dt.date.fromisoformat(issued[0].value) if issued else None
    return RuleResults(
        DetailScene(evidence, reading.claims, reading.table_rows, day),
        numbers=number_candidates(evidence, outside, FieldName.INVOICE_NUMBER),
        issue_dates=issued,
        due=due_candidates(evidence, issued[0] if issued else None),
    )


def _claims_outside_columns(reading: _Reading) -> list[Claim]:
    return [claim for claim in reading.claims if not _is_of_column(reading, claim)]


def _is_of_column(reading: _Reading, claim: Claim) -> bool:
    """Whether a label is a header of the table of lines, and what it claims stands in its column."""
    header = reading.table.header if reading.table else None
    above = header is not None and header.first_row <= claim.label.segment.row <= header.last_row
    return claim.below and above and claim.value.segment.row in reading.table_rows


def _is_of_line(reading: _Reading, claim: Claim) -> bool:
    """Whether a mere "#" or "No." stands among the goods: "Glass lid # C410"."""
    weak = claim.label.meanings[0].name == "invoice_number_weak"
    return weak and claim.label.segment.row in reading.table_rows


def _read_parties(reading: _Reading) -> None:
    scene = _scene(reading)
    parties = find_parties(scene, reading.context)
    mine, theirs = tax_id_candidates(scene.sections, reading.claims, parties, reading.context)
    _put(reading, FieldName.SUPPLIER_TAX_ID, mine)
    _put(reading, FieldName.CUSTOMER_TAX_ID, theirs)
    supplier, customer = parties.supplier, parties.customer
    _put_party(reading, supplier, customer, (FieldName.SUPPLIER_NAME, FieldName.SUPPLIER_ADDRESS))
    _put_party(reading, customer, supplier, (FieldName.CUSTOMER_NAME, FieldName.CUSTOMER_ADDRESS))
    for value in reading.evidence.all_values(Kind.EMAIL):
        name = FieldName.CUSTOMER_EMAIL if scene.sections.is_customers(value.segment) else FieldName.SUPPLIER_EMAIL
        reading.fields.setdefault(name, Field(value.text, 0.8, Method.LAYOUT, value.segment.page, value.box))


def _put_party(reading: _Reading, party: Party | None, other: Party | None, names: tuple[FieldName, FieldName]) -> None:
    """Put a party's name and address into the fields of these names."""
    if party is None or names_nobody(reading.evidence, party):
        return
    method = Method.LABEL if party.labelled else Method.LAYOUT
    segment, confidence = party.segment, party.confidence
    reading.fields[names[0]] = Field(party.name, confidence, method, segment.page, segment.box)
    lines = party_address(reading.evidence, party, other)
    if lines:
        reading.fields[names[1]] = Field(", ".join(lines), confidence * 0.9, Method.LAYOUT, segment.page, segment.box)


def _warn(reading: _Reading, kind: DocumentType) -> None:
    if kind is DocumentType.OTHER:
        return
    reading.warnings += not_understood(reading.claims, reading.fields)
    if _is_several(reading):
        reading.warnings.append(SEVERAL_INVOICES)
    if reading.totals.disagree:
        reading.warnings.append("totals_disagree")
    if _lines_incomplete(reading):
        reading.warnings.append("lines_incomplete")
    for name in (FieldName.SUPPLIER_TAX_ID, FieldName.CUSTOMER_TAX_ID, FieldName.IBAN):
        found = reading.candidates.get(name)
        if found and found[0].checked is False:
            reading.warnings.append("iban_check_failed" if name is FieldName.IBAN else "tax_id_check_failed")


def _is_several(reading: _Reading) -> bool:
    numbers = reading.candidates.get(FieldName.INVOICE_NUMBER, [])
    return several_invoices(reading.evidence, numbers, _pages_with_total(reading))


def _pages_with_total(reading: _Reading) -> frozenset[int]:
    claims = claims_named(make_claims(reading.evidence, Kind.NUMBER), "total", "amount_due")
    named = [claim for claim in claims if claim.strength >= GOOD_LABEL and is_money(claim, reading.table_rows)]
    return frozenset([claim.value.segment.page for claim in named])


def _lines_incomplete(reading: _Reading) -> bool:
    """Whether the lines add up to none of the totals that they could add up to."""
    added = line_sum(reading.lines)
    totals = list(filter(None, map(reading.totals.options.get, (FieldName.NET_TOTAL, FieldName.TOTAL))))
    if not totals:
        return not reading.lines
    if added is None:
        return True
    sums = amounts_of(totals) + claimed_amounts(reading.evidence, "subtotal")
    return not near_any(abs(added), map(abs, sums))
