"""The likeliest value of a field among all that are on the pages, by fitted weights."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.details.features import MODELS, seen_of
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot, date_spots, number_spots
from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.fields.numbers_in_series import with_series
from chalicelib.extraction.result import Method
from chalicelib.extraction.scoring.softmax import dot, softmax
from chalicelib.extraction.scoring.weights import detail_weights
from chalicelib.extraction.values.document_numbers import is_bare_year

NUMBER, DUE = "number", "due"  # the models
MAX_PROBABILITY = 0.99  # nothing that is chosen by likelihood is certain
SAYS_LITTLE = 0.85  # of a year that stands for a number
ABSENT = ""


def likeliest_number(scene: Scene, ruled: Sequence[Candidate]) -> Candidate | None:
    """The document's number; `ruled` are the rules' candidates, whose scores are weighed with what else is seen.

    Where the rules found one, a number is given, and its probability says how sure it is.
    """
    found = likeliest(NUMBER, scene, number_spots(scene, ruled), may_be_absent=not ruled)
    if found and is_bare_year(found.value):
        return replace(found, score=min(found.score, SAYS_LITTLE))
    return replace(found, value=with_series(scene.evidence, found.value)) if found else None


def likeliest_due_date(scene: Scene, ruled: Sequence[Candidate]) -> Candidate | None:
    """The due date that is printed, measured from the issue date."""
    return likeliest(DUE, scene, date_spots(scene, ruled))


def likeliest(model: str, scene: Scene, spots: Sequence[Spot], *, may_be_absent: bool = True) -> Candidate | None:
    """The value with the highest probability, which is its score; None where that is "absent"."""
    weights = detail_weights(model)
    places: list[Spot | None] = [None, *spots]
    scores = [dot(weights.candidate, seen_of(MODELS[model], scene, spot)) for spot in places]
    probabilities = softmax(scores, weights.temperature)
    values: defaultdict[str, float] = defaultdict(float)
    for spot, probability in zip(places, probabilities, strict=True):
        values[spot.key if spot else ABSENT] += probability
    key = max((value for value in values if value or may_be_absent), key=lambda value: values[value])
    mine = [(p, spot) for spot, p in zip(places, probabilities, strict=True) if spot and spot.key == key]
    return _as_candidate(max(mine, key=lambda place: place[0])[1], values[key]) if mine else None


def _as_candidate(spot: Spot, probability: float) -> Candidate:
    """A spot as a candidate: where the rules found the value as well, in their words and place."""
    score = min(probability, MAX_PROBABILITY)
    if spot.rules_own:
        return replace(spot.rules_own, score=score)
    return Candidate(spot.value, score, Method.LAYOUT, spot.page, spot.box)
