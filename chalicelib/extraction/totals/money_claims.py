"""The labels' claims on amounts that may be totals: none on lines, rates, parts of taxes or what a discount leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import text_of_words
from chalicelib.extraction.totals.amounts import is_money
from chalicelib.extraction.values.payment_terms import Clause

IN_PROSE, MAX_LABEL_WORDS = 0.7, 8  # of a claim's strength that a sentence of more words makes


def claims_on_money(evidence: Evidence, table_rows: frozenset[int], rated: frozenset[int]) -> list[Claim]:
    """The claims on amounts; the header over several rates claims only the first of them, and is left out."""
    found: list[Claim] = []
    for claim in make_claims(evidence, Kind.NUMBER):
        of_rates = claim.below and claim.row in rated
        if of_rates or _numbers_column(claim, table_rows):
            continue
        if is_money(claim, table_rows) and not _is_discounted(evidence, claim):
            found.append(replace(claim, strength=claim.strength * IN_PROSE) if _is_in_prose(claim) else claim)
    return found


def _numbers_column(claim: Claim, table_rows: frozenset[int]) -> bool:
    """Whether a number only counts a column, under the header of the table of lines: "Value" over "5"."""
    return claim.below and claim.label.segment.row in table_rows and not claim.value.has_decimals


def without_parts(claims: list[Claim], untaxed: Sequence[Value], taxes: Iterable[Value]) -> list[Claim]:
    """The claims without those on taxes in brackets, or that call a tax what bears none."""
    bracketed, without = {value.key for value in taxes}, {value.key for value in untaxed}
    outside = [claim for claim in claims if claim.value.key not in bracketed]
    return [claim for claim in outside if claim.name != "tax_total" or claim.value.key not in without]


def _is_discounted(evidence: Evidence, claim: Claim) -> bool:
    """Whether what is called due is what remains with a discount: "2 % Skonto until 3 May (payable 98.00)"."""
    label = claim.label
    if claim.name != "amount_due" or label.start == 0 or claim.value.segment is not label.segment:
        return False
    before = text_of_words(label.segment.words[: label.start]).rpartition(", ")[2]
    return Clause(tuple(before.split()), tuple(evidence.languages[:1])).is_discount


def _is_in_prose(claim: Claim) -> bool:
    """Whether a label and its amount are words of a sentence: "limited to a total of 250,000.00 unless"."""
    words, value = claim.label.segment.words, claim.value
    amid = claim.label.start > 0 and value.segment is claim.label.segment and value.end < len(words)
    return amid and len(words) > MAX_LABEL_WORDS
