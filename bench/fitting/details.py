"""Number and due date as the fitting sees them, and their weights: the likeliest under which the right values are.

Each document is seen twice: with all words that are known, and without those that only its family uses. The penalty
holds the weights near the rules: without examples, what the rules would take is taken.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from bench.fitting.documents import LETTER, Document
from bench.fitting.optimise import DECIMALS, MAX_STEPS, STRENGTH, family_weight
from bench.fitting.temperature import truest_temperature
from bench.fitting.truth import is_true
from bench.fitting.unknown_words import without_words_of
from chalicelib.extraction.details.features import ABSENT, MODELS, seen_of
from chalicelib.extraction.details.rule_results import RuleResults
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot, date_spots, number_spots
from chalicelib.extraction.reading.page_reader import rule_results_of

Numbers = NDArray[np.float64]
FIELDS = {"number": "invoice_number", "due": "due_date"}
NAMES = {model: (ABSENT.name, *(feature.name for feature in features)) for model, features in MODELS.items()}
TEMPERATURES = (0.5, 3.0)
NEAR_RULES = {"rules_first": 2.0}  # what the weights are without examples; 0 for the others


@dataclass(frozen=True)
class DetailExample:
    """A document's candidates for a field (the first is "absent"), their features, and which are right."""

    document: Document
    keys: Sequence[str]
    seen: Numbers  # candidates × features
    right: NDArray[np.bool_]

    def confidence(self, weights: Numbers, temperature: float) -> tuple[str, float]:
        """The likeliest value and its probability."""
        scores = self.seen @ weights / temperature
        values: Counter[str] = Counter()
        for key, probability in zip(self.keys, np.exp(scores - logsumexp(scores)), strict=True):
            values[key] += probability
        return values.most_common(1)[0]

    def is_right(self, key: str) -> bool:
        """Whether a value is the truth."""
        return bool(self.right[list(self.keys).index(key)])


def detail_examples(documents: Sequence[Document]) -> Mapping[str, Sequence[DetailExample]]:
    """Measure documents for each model, other people's also without the words of their families."""
    judged = [document for document in documents if document.family != LETTER]  # of these, only names are known
    seen = [_examples(document) for document in judged]
    seen += [_examples(document, unknown=True) for document in judged if not document.is_drawn]
    return {model: [examples[model] for examples in seen] for model in MODELS}


def _examples(document: Document, *, unknown: bool = False) -> Mapping[str, DetailExample]:
    with without_words_of(document.family) if unknown else nullcontext():
        rules = rule_results_of(document.pages)
        scene = replace(rules.scene, issued=_issue_date(document, rules))
        return {
            "number": _example(document, "number", scene, number_spots(scene, rules.numbers)),
            "due": _example(document, "due", scene, date_spots(scene, rules.due)),
        }


def _issue_date(document: Document, rules: RuleResults) -> dt.date | None:
    """The true one, or else what was read."""
    issued = document.truth["fields"].get("issue_date") or (rules.issued.value if rules.issued else None)
    return dt.date.fromisoformat(issued) if issued else None


def _example(document: Document, model: str, scene: Scene, spots: Sequence[Spot]) -> DetailExample:
    found: list[Spot | None] = [None, *spots]
    seen = [seen_of(MODELS[model], scene, spot) for spot in found]
    return DetailExample(
        document,
        [spot.key if spot else "" for spot in found],
        np.array([[row.get(name, 0.0) for name in NAMES[model]] for row in seen]),
        np.array([is_true(document, FIELDS[model], spot.value if spot else None) for spot in found]),
    )


def fit_details(examples: Sequence[DetailExample], model: str, near: Numbers | None = None) -> Numbers:
    """The weights that make the right values likeliest; each family counts as one."""
    judged = [example for example in examples if example.right.any()]
    sizes = Counter(example.document.family for example in judged)
    shares = [family_weight(e.document) / sizes[e.document.family] for e in judged]
    rules = np.array([NEAR_RULES.get(name, 0.0) for name in NAMES[model]])
    start = rules if near is None else near
    loss = _Loss(judged, np.array(shares), rules)
    found: Numbers = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MAX_STEPS}).x
    return found


class _Loss:
    """The negative log likelihood with its gradient, of all examples at once."""

    def __init__(self, examples: Sequence[DetailExample], shares: Numbers, rules: Numbers) -> None:
        counts = [len(example.right) for example in examples]
        self.seen = np.vstack([example.seen for example in examples])
        self.right = np.concatenate([example.right for example in examples])
        self.first = np.concatenate([[0], np.cumsum(counts)[:-1]])
        self.of = np.repeat(np.arange(len(examples)), counts)
        self.shares, self.rules = shares, rules

    def __call__(self, weights: Numbers) -> tuple[float, Numbers]:
        """The loss at some weights."""
        scores = self.seen @ weights
        mass = np.exp(scores - np.maximum.reduceat(scores, self.first)[self.of])
        right = np.where(self.right, mass, 0.0)
        all_mass = np.add.reduceat(mass, self.first)
        right_mass = np.maximum(np.add.reduceat(right, self.first), 1e-300)
        moved = weights - self.rules
        loss = STRENGTH / 2 * moved @ moved + self.shares @ (np.log(all_mass) - np.log(right_mass))
        wanted = (mass / all_mass[self.of] - right / right_mass[self.of]) * self.shares[self.of]
        return float(loss), STRENGTH * moved + self.seen.T @ wanted


def detail_temperature(held_out: Sequence[tuple[DetailExample, Numbers]]) -> float:
    """The temperature of a model's probabilities."""
    return truest_temperature(
        [(e.document.family, partial(_said, e, weights)) for e, weights in held_out], TEMPERATURES
    )


def _said(example: DetailExample, weights: Numbers, temperature: float) -> Iterator[tuple[float, bool]]:
    key, confidence = example.confidence(weights, temperature)
    if key and example.right.any():
        yield confidence, example.is_right(key)


def details_as_data(weights: Numbers, model: str, temperature: float) -> Mapping[str, Any]:
    """A field's weights as their file has them."""
    rounded = {name: round(float(w), DECIMALS) for name, w in zip(NAMES[model], weights, strict=True)}
    return {"temperature": round(temperature, DECIMALS), "candidate": rounded}
