"""Scores become confidences here, in one place, so that they can be calibrated in one place.

A confidence of 0.9 and more means "take it without looking" and is given only where two independent things agree: a
label that names the field and a value of the right form, or the arithmetic of several amounts. Everything else stays
below. The steps are measured (`make bench-extraction` prints the reliability table): scores are not probabilities.
"""

from chalicelib.extraction.candidate import Candidate
from chalicelib.extraction.result import Field, FieldName, Method
from chalicelib.extraction.totals import Totals

AMOUNTS = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)
# Score from which a field reaches the confidence, highest first.
STEPS = ((0.93, 0.97), (0.85, 0.92), (0.75, 0.85), (0.6, 0.75), (0.45, 0.6), (0.0, 0.4))
# A party's points from which its name reaches the confidence.
PARTY_STEPS = ((1.2, 0.93), (1.0, 0.91), (0.7, 0.8), (0.5, 0.7), (0.0, 0.45))
CONTESTED = 0.12  # a runner-up with another value within this distance of the winner
CONTESTED_LIMIT = 0.7
BALANCED, BALANCED_AND_MORE, ALONE, DISAGREEING = 0.95, 0.98, 0.8, 0.5


def to_field(candidates: list[Candidate]) -> Field:
    """The best candidate as a field; a close rival lowers the confidence."""
    best = candidates[0]
    confidence = step(best.score, STEPS)
    rival = next((c for c in candidates[1:] if c.value != best.value), None)
    if rival and best.score - rival.score < CONTESTED:
        confidence = min(confidence, CONTESTED_LIMIT)
    if best.checked is False:
        confidence = min(confidence, CONTESTED_LIMIT)
    return Field(best.value, confidence, best.method, best.page, best.box)


def step(score: float, steps: tuple[tuple[float, float], ...]) -> float:
    """The confidence of a score.

    >>> step(1.0, STEPS), step(0.5, STEPS), step(-1, STEPS)
    (0.97, 0.6, 0.4)
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
