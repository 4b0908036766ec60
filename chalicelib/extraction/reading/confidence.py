"""Scores become confidences here, in one place, so that they can be calibrated in one place.

A confidence of 0.9 or more means that the value can be used unchecked. It needs two independent things that agree: a
label that names the field and a value of the right form, or the arithmetic of several amounts. The steps are measured
(`make bench-extraction` prints the reliability table): scores are not probabilities. Parties' names do not pass here:
theirs are probabilities (`parties/choice.py`). What is read from a page never reaches 1, which means certain: only data
that the sender wrote as data is.

Below 0.9 the figures are lower than those measured (all of 96 fields were right; on scans 102 of 107). The reader was
made with the measured files and will read other papers worse, and checking a value that is right costs little.
"""

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.result import Field, FieldName, Method
from chalicelib.extraction.totals.totals_judge import Totals

AMOUNTS = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)
# Score from which a field reaches the confidence, highest first.
STEPS = ((0.93, 0.97), (0.85, 0.92), (0.75, 0.88), (0.6, 0.86), (0.45, 0.8), (0.0, 0.6))
CONTESTED = 0.12  # a runner-up with another value within this distance of the winner
MAX_CONTESTED = 0.85
MAX_WITH_WRONG_CHECK_DIGITS = 0.8  # printed wrongly, mostly (27 of 27 were); but a scan's may be read wrongly
BALANCED, BALANCED_AND_MORE, MAX_ALONE, MAX_DISAGREEING = 0.95, 0.98, 0.86, 0.5


def to_field(candidates: list[Candidate]) -> Field:
    """The best candidate as a field; a close rival lowers the confidence."""
    best = candidates[0]
    confidence = step(best.score, STEPS)
    rival = next((c for c in candidates[1:] if c.value != best.value), None)
    if rival and best.score - rival.score < CONTESTED:
        confidence = min(confidence, MAX_CONTESTED)
    if best.checked is False:
        confidence = min(confidence, MAX_WITH_WRONG_CHECK_DIGITS)
    return Field(best.value, confidence, best.method, best.page, best.box)


def step(score: float, steps: tuple[tuple[float, float], ...]) -> float:
    """The confidence of a score.

    >>> step(1.0, STEPS), step(0.5, STEPS), step(-1, STEPS)
    (0.97, 0.8, 0.6)
    """
    return next((confidence for bound, confidence in steps if score >= bound), steps[-1][1])


def amount_field(candidate: Candidate, name: FieldName, totals: Totals) -> Field:
    """An amount as a field: sure where the totals balance, and surer where rates or lines agree too."""
    confidence = min(MAX_ALONE, step(candidate.score, STEPS))
    if name in AMOUNTS and totals.balanced:
        confidence = BALANCED_AND_MORE if totals.rate_fits or totals.lines_fit else BALANCED
    elif name in AMOUNTS and totals.disagree:
        confidence = min(MAX_DISAGREEING, confidence)
    elif name in AMOUNTS and totals.lines_fit:
        confidence = max(confidence, BALANCED)
    return Field(candidate.value, confidence, _method(candidate, totals, name), candidate.page, candidate.box)


def _method(candidate: Candidate, totals: Totals, name: FieldName) -> Method:
    return Method.ARITHMETIC if candidate.method is Method.ARITHMETIC and name in totals.options else candidate.method
