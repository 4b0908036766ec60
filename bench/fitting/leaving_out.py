"""Leave one family out: each is read with weights that were fitted without it. That is what counts.

The temperature comes from the same readings: with it, what is said with a probability is as often right.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp

from bench.fitting.examples import Example
from bench.fitting.optimise import Fitted, fit
from chalicelib.extraction.__main__ import as_json
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.parties import choice
from chalicelib.extraction.reading.page_reader import read_pages_as_invoice
from chalicelib.extraction.result import Context
from chalicelib.extraction.scoring.weights import as_party_weights

TEMPERATURES = (0.6, 3.0)
NEARLY = 1e-6


@dataclass(frozen=True)
class HeldOut:
    """A document, and the weights that were fitted without its family."""

    example: Example
    weights: Fitted


def leave_out(examples: Sequence[Example], drawn: Sequence[Example], near: Fitted) -> Iterator[HeldOut]:
    """Each document with weights fitted on the other families and on our own pages."""
    for family in sorted({example.document.family for example in examples}):
        others = [example for example in examples if example.document.family != family]
        weights = fit([*others, *drawn], near=near)
        yield from (HeldOut(example, weights) for example in examples if example.document.family == family)


def readings(held_out: Iterable[HeldOut], temperature: float) -> list[Mapping[str, Any]]:
    """The documents as the reader reads them with those weights."""
    return [{"file": one.example.document.name, **_read(one.example, one.weights, temperature)} for one in held_out]


def _read(example: Example, weights: Fitted, temperature: float) -> dict[str, object]:
    fitted = as_party_weights(weights.as_data(temperature))
    with patch.object(choice, "party_weights", return_value=fitted):
        return as_json(read_pages_as_invoice(example.document.pages, Context()))


def temperature_of(held_out: Sequence[HeldOut]) -> float:
    """The temperature under which held-out confidences are truest, by their log loss; each family counts as one."""
    sizes = Counter(one.example.document.family for one in held_out)

    def loss(temperature: float) -> float:
        return sum(
            _log_loss(confidence, right=right) / sizes[one.example.document.family]
            for one in held_out
            for confidence, right in _said(one, temperature)
        )

    return float(minimize_scalar(loss, bounds=TEMPERATURES, method="bounded").x)


def _said(one: HeldOut, temperature: float) -> Iterator[tuple[float, bool]]:
    """The confidence of both names that would be chosen, and whether they are right; "absent" says nothing."""
    example = one.example
    scores = one.weights.scores(example) / temperature
    mass = np.exp(scores - logsumexp(scores))
    keys = [fold(spot.name) if spot else "" for spot in example.spots]
    for axis, right in ((1, example.right_supplier), (0, example.right_customer)):
        names: Counter[str] = Counter()
        for key, probability in zip(keys, mass.sum(axis=axis), strict=True):
            names[key] += probability
        name, confidence = names.most_common(1)[0]
        if name:
            yield min(1.0, float(confidence)), bool(right[keys.index(name)])


def _log_loss(confidence: float, *, right: bool) -> float:
    probability = confidence if right else 1 - confidence
    return -float(np.log(max(probability, NEARLY)))
