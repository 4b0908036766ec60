"""Weights by maximum likelihood: those under which the right pairs of names are likeliest, held small (L2)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from bench.fitting.documents import LETTER, LETTERS, PAPER, Document
from bench.fitting.examples import CANDIDATE_NAMES, PAIR_NAMES, Example, Numbers

STRENGTH = 0.5  # of the L2 penalty
# Of a page that we drew for a test, by chance, or had drawn; a family of others' has 1.
DRAWN_WEIGHT, LETTER_WEIGHT, PAPER_WEIGHT = 0.5, 0.15, 0.25
DECIMALS = 2
MAX_STEPS = 400
CLOSE = 1e-7  # of the loss, at which the search ends: as exact as the decimals that are kept


@dataclass(frozen=True)
class Fitted:
    """Weights as numbers: of supplier and customer by feature, and of pairs."""

    supplier: Numbers
    customer: Numbers
    pair: Numbers

    @classmethod
    def of(cls, parameters: Numbers) -> "Fitted":
        """Take one vector apart."""
        width = len(CANDIDATE_NAMES)
        return cls(parameters[:width], parameters[width : 2 * width], parameters[2 * width :])

    def scores(self, example: Example) -> Numbers:
        """The score of each pair; impossible ones have none."""
        suppliers, customers = example.candidates @ self.supplier, example.candidates @ self.customer
        both: Numbers = suppliers[:, None] + customers[None, :] + example.pairs @ self.pair
        return np.where(example.possible, both, -np.inf)

    def as_data(self, temperature: float) -> Mapping[str, Any]:
        """The weights as their file has them."""
        rounded = [[round(float(w), DECIMALS) for w in row] for row in zip(self.supplier, self.customer, strict=True)]
        return {
            "temperature": round(temperature, DECIMALS),
            "candidate": dict(zip(CANDIDATE_NAMES, rounded, strict=True)),
            "pair": {name: round(float(w), DECIMALS) for name, w in zip(PAIR_NAMES, self.pair, strict=True)},
        }


def fit(examples: Sequence[Example], strength: float = STRENGTH, near: Fitted | None = None) -> Fitted:
    """The weights that make the right pairs likeliest; each family counts as one.

    `near` is where the search begins, to be fast where weights of nearly the same examples are known.
    """
    judged = [(example, weight) for example, weight in _weighted(examples) if example.right.any()]
    width = 2 * len(CANDIDATE_NAMES) + len(PAIR_NAMES)
    start = np.concatenate([near.supplier, near.customer, near.pair]) if near else np.zeros(width)
    found = minimize(
        _loss,
        start,
        args=(judged, strength),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": MAX_STEPS, "ftol": CLOSE},
    )
    return Fitted.of(found.x)


def _weighted(examples: Sequence[Example]) -> list[tuple[Example, float]]:
    sizes = Counter(example.document.family for example in examples)
    return [(example, family_weight(example.document) / sizes[example.document.family]) for example in examples]


def family_weight(document: Document) -> float:
    """How much a document's family counts."""
    if document.family == LETTER:
        return LETTER_WEIGHT * LETTERS
    if document.family.startswith(PAPER):
        return PAPER_WEIGHT
    return DRAWN_WEIGHT if document.is_drawn else 1.0


def _loss(parameters: Numbers, judged: Sequence[tuple[Example, float]], penalty: float) -> tuple[float, Numbers]:
    """The negative log likelihood with its gradient."""
    loss, gradient = penalty / 2 * float(parameters @ parameters), penalty * parameters
    weights = Fitted.of(parameters)
    for example, weight in judged:
        scores = weights.scores(example)
        right = np.where(example.right, scores, -np.inf)
        all_mass, right_mass = logsumexp(scores), logsumexp(right)
        loss += weight * float(all_mass - right_mass)
        gradient += weight * _expected(example, np.exp(scores - all_mass) - np.exp(right - right_mass))
    return loss, gradient


def _expected(example: Example, mass: Numbers) -> Numbers:
    """The features that a distribution over pairs expects."""
    suppliers, customers = mass.sum(axis=1) @ example.candidates, mass.sum(axis=0) @ example.candidates
    return np.concatenate([suppliers, customers, np.tensordot(mass, example.pairs, axes=([0, 1], [0, 1]))])
