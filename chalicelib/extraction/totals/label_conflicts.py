"""Amounts whose label is ambiguous: the further roles they may play, for the arithmetic of the totals to choose.

- "Total 50.00, tax 19 % 9.50, to be transferred 59.50": what is called total is the net amount where a printed rate of
  it is the tax and the sum is printed as well.
- "premium including 19 % tax 220.00": the amount behind the tax's name is the gross one.
- "Copies (plus VAT) 41.50": brackets behind other words rather say that the amount is without the tax, or with it.
- "of which tax (35.13)": brackets say that the amount is contained, and not that it is negative.
- "Freight: 420.00 | Total: 514.50" in several rows: a total that closes a row of amounts, as others do, is a line's.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, claims_named
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import is_said
from chalicelib.extraction.totals.amounts import Option, is_any_rate, near_rates, option_of, weaker

TOTAL_AS_NET = 0.5  # of a total's strength
INCLUDING_TAX = 0.5  # of the strength of the label that names the included tax
CONTAINED = 0.9
OF_A_LINE = 0.5
REMARKED = 0.5  # of a tax's strength that is named in brackets behind something else
MAX_COMPARED = 50  # totals, and taxes: no invoice names so many
WORDS_BEFORE = 3  # between "including" and the tax's name: "including 19 % tax"


def nets_called_total(
    totals: Sequence[Option], taxes: Sequence[Option], rates: Container[Decimal], printed: Container[Decimal]
) -> Iterator[Option]:
    """The totals that with a tax, which is a printed rate of them, make another printed amount."""
    for total, tax in product(totals[:MAX_COMPARED], taxes[:MAX_COMPARED]):
        rate = tax.amount / total.amount * 100 if total.amount else Decimal(0)
        fits = is_any_rate(tax.amount, total.amount, near_rates(rate, rates))
        if fits and abs(total.amount + tax.amount) in printed:
            yield weaker(total, TOTAL_AS_NET)


def including_tax(evidence: Evidence, claims: Sequence[Claim]) -> list[Option]:
    """What stands behind a tax's name that "including" leads to, as a total."""
    beside = [claim for claim in claims_named(claims, "tax_total") if not claim.below]
    return [option_of(claim, _as_total(evidence, claim)) for claim in beside if _is_included(evidence, claim)]


def _as_total(evidence: Evidence, claim: Claim) -> float:
    """What is left of a tax label's strength for a total: all of it where the text begins with one's label."""
    first = evidence.labels_of(claim.label.segment)[0]
    return 1.0 if first.start == 0 and first.is_named("total") else INCLUDING_TAX


def is_remark(claim: Claim) -> bool:
    """Whether brackets behind other words name the tax: "Copies (plus VAT) 41.50"."""
    text = claim.label.text
    bracketed = text.startswith("(") and text.endswith(")") and " " in text
    return claim.name == "tax_total" and claim.label.start > 0 and bracketed


def _is_included(evidence: Evidence, claim: Claim) -> bool:
    """Whether "including" stands before a tax's name, or behind other words begins it: "Total of May incl. VAT"."""
    words, start = claim.label.segment.words, claim.label.start
    end = start + 1 if start else 0
    return is_said(texts_of(words[:end][-WORDS_BEFORE - 1 :]), "including", evidence.languages[:2])


def contained_taxes(taxes: Sequence[Option]) -> list[Option]:
    """Negative taxes without their sign."""
    return [replace(weaker(tax, CONTAINED), amount=-tax.amount) for tax in taxes if _is_contained(tax)]


def _is_contained(tax: Option) -> bool:
    """Whether a tax is negative and printed in brackets."""
    number = tax.value.number if tax.value else None
    return tax.amount < 0 and number is not None and number.bracketed


def totals_of_lines(evidence: Evidence, claims: Sequence[Claim]) -> frozenset[tuple[int, int, int]]:
    """The places of totals that close a row of amounts, where several rows are closed so."""
    closing = [claim for claim in claims_named(claims, "total") if _closes_row(evidence, claim)]
    labels = {claim.label.segment.row: fold(claim.label.text) for claim in closing}
    counts = Counter(labels.values())
    return frozenset(claim.value.key for claim in closing if counts[fold(claim.label.text)] > 1)


def _closes_row(evidence: Evidence, claim: Claim) -> bool:
    """Whether other amounts stand before the label of an amount beside it."""
    if claim.below:
        return False
    row = evidence.rows[claim.label.segment.row]
    end = claim.label.box.left + 1
    return any(value.has_decimals and value.box.right <= end for value in evidence.values_of(*row))
