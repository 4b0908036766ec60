"""Scores become confidences here, in one place, so that they can be calibrated in one place.

A confidence of 0.9 and more means "take it without looking" and is given only where two independent things agree: a
label that names the field and a value of the right form, or the arithmetic of several amounts. Everything else stays
below. The steps are measured (`make bench-extraction` prints the reliability table): scores are not probabilities.

Below 0.9 the figures are lower than what the files showed that they were measured on (all of 96 fields were right; on
scans 102 of 107), for those are the files that the reader was made with: strangers' papers will be read worse, and who
looks at a value that was right has lost little.
"""

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.result import Field, FieldName, Method
from chalicelib.extraction.totals.totals_judge import Totals

AMOUNTS = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)
# Score from which a field reaches the confidence, highest first.
STEPS = ((0.93, 0.97), (0.85, 0.92), (0.75, 0.88), (0.6, 0.86), (0.45, 0.8), (0.0, 0.6))
CONTESTED = 0.12  # a runner-up with another value within this distance of the winner
CONTESTED_LIMIT = 0.85
WRONG_CHECK_DIGITS = 0.8  # printed wrongly, mostly (27 of 27 were); but a scan's may be read wrongly
BALANCED, BALANCED_AND_MORE, ALONE, DISAGREEING = 0.95, 0.98, 0.86, 0.5


def to_field(candidates: list[Candidate]) -> Field:
    """The best candidate as a field; a close rival lowers the confidence."""
    best = candidates[0]
    confidence = step(best.score, STEPS)
    rival = next((c for c in candidates[1:] if c.value != best.value), None)
    if rival and best.score - rival.score < CONTESTED:
        confidence = min(confidence, CONTESTED_LIMIT)
    if best.checked is False:
        confidence = min(confidence, WRONG_CHECK_DIGITS)
    return Field(best.value, confidence, best.method, best.page, best.box)


def step(score: float, steps: tuple[tuple[float, float], ...]) -> float:
    """The confidence of a score.

    >>> step(1.0, STEPS), step(0.5, STEPS), step(-1, STEPS)
    (0.97, 0.8, 0.6)
    """
    return next((confidence for bound, confidence in steps if score >= bound), steps[-1][1])


def amount_field(candidate: Candidate, name: FieldName, totals: Totals) -> Field:
    """An amount as a field: sure where the totals balance, and surer where rates or lines agree too."""
    confidence = min(ALONE, step(candidate.score, STEPS))
    if name in AMOUNTS and totals.balanced:
        confidence = BALANCED_AND_MORE if totals.rate_fits or totals.lines_fit else BALANCED
    elif name in AMOUNTS and totals.disagree:
        confidence = min(DISAGREEING, confidence)
    elif name in AMOUNTS and totals.lines_fit:
        confidence = max(confidence, BALANCED)
    return Field(candidate.value, confidence, _method(candidate, totals, name), candidate.page, candidate.box)


def _method(candidate: Candidate, totals: Totals, name: FieldName) -> Method:
    return Method.ARITHMETIC if candidate.method is Method.ARITHMETIC and name in totals.options else candidate.method
