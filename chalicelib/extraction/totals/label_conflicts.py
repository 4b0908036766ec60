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
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.totals.amounts import Option, looks_like_money, near, weaker

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
    for total in totals[:MAX_COMPARED]:
        for tax in taxes[:MAX_COMPARED]:
            rate = (tax.amount / total.amount * 100) if total.amount else Decimal(0)
            fits = any(near(total.amount * known / 100, tax.amount) for known in _around(rate, rates))
            if fits and abs(total.amount + tax.amount) in printed:
                yield weaker(total, TOTAL_AS_NET)


def _around(rate: Decimal, rates: Container[Decimal]) -> list[Decimal]:
    """The printed rates that a reckoned one may be, which is not exact: whole, or with one or two decimals."""
    return [near_rate for digits in (0, 1, 2) if (near_rate := round(rate, digits)) in rates and near_rate > 0]


def including_tax(evidence: Evidence, claims: Sequence[Claim]) -> list[Option]:
    """What stands behind a tax's name that "including" leads to, as a total."""
    return [
        Option(claim.value.amount, claim.strength * INCLUDING_TAX * looks_like_money(claim.value), claim.value)
        for claim in claims
        if claim.name == "tax_total" and not claim.below and _is_included(evidence, claim)
    ]


def is_remark(claim: Claim) -> bool:
    """Whether brackets behind other words name the tax: "Copies (plus VAT) 41.50"."""
    text = claim.label.text
    bracketed = text.startswith("(") and text.endswith(")") and " " in text
    return claim.name == "tax_total" and claim.label.start > 0 and bracketed


def _is_included(evidence: Evidence, claim: Claim) -> bool:
    start = claim.label.start
    before = [fold(word.text) for word in claim.label.segment.words[max(0, start - WORDS_BEFORE) : start]]
    found = (meaning for word in before if word for meaning in vocabulary().lookup(word, "words"))
    return any(meaning.name == "including" and meaning.language in evidence.languages[:2] for meaning in found)


def contained_taxes(taxes: Sequence[Option]) -> list[Option]:
    """Negative taxes without their sign."""
    return [
        Option(-tax.amount, tax.strength * CONTAINED, tax.value, tax.method)
        for tax in taxes
        if tax.amount < 0 and tax.value and tax.value.number and tax.value.number.bracketed
    ]


def totals_of_lines(evidence: Evidence, claims: Sequence[Claim]) -> frozenset[tuple[int, int, int]]:
    """The places of totals that close a row of amounts, where several rows are closed so."""
    closing = [claim for claim in claims if claim.name == "total" and _closes_row(evidence, claim)]
    labels = {claim.label.segment.row: fold(claim.label.text) for claim in closing}
    often = {label for label, count in Counter(labels.values()).items() if count > 1}
    return frozenset(claim.value.key for claim in closing if fold(claim.label.text) in often)


def _closes_row(evidence: Evidence, claim: Claim) -> bool:
    """Whether other amounts stand before the label of an amount beside it."""
    if claim.below:
        return False
    row = evidence.rows[claim.label.segment.row]
    before = (value for segment in row for value in evidence.values[segment] if value.number and value.number.decimals)
    return any(value.box.right <= claim.label.box.left + 1 for value in before)
