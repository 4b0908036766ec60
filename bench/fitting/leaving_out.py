"""Leave one family out: each is read with weights that were fitted without it. That is what counts.

It is read twice: with all words that are known, and without those that only its family uses. The temperatures come
from the same readings: with them, what is said with a probability is as often right.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.special import logsumexp

from bench.fitting.details import (
    DetailExample,
    Numbers,
    detail_examples,
    detail_temperature,
    details_as_data,
    fit_details,
)
from bench.fitting.documents import PAPER, Document
from bench.fitting.examples import Example, example_of
from bench.fitting.optimise import Fitted, fit
from bench.fitting.recognised import Remembering
from bench.fitting.temperature import truest_temperature
from bench.fitting.unknown_words import without_words_of
from chalicelib.extraction.__main__ import as_json
from chalicelib.extraction.details import choice as detail_choice
from chalicelib.extraction.details.features import MODELS
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.parties import choice as party_choice
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.scoring.weights import as_detail_weights, as_party_weights

TEMPERATURES = (0.6, 3.0)


@dataclass(frozen=True)
class Examples:
    """Documents as they are seen by each model."""

    parties: Sequence[Example]
    details: Mapping[str, Sequence[DetailExample]]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> "Examples":
        """Measure documents.

        Number and due date are not fitted on papers that others drew: with them, days that no word calls due are due.
        """
        own = [document for document in documents if not document.family.startswith(PAPER)]
        return cls([example_of(document) for document in documents], detail_examples(own))

    def without(self, family: str) -> "Examples":
        """Those of the other families."""
        details = {
            model: [example for example in examples if example.document.family != family]
            for model, examples in self.details.items()
        }
        return Examples([example for example in self.parties if example.document.family != family], details)


@dataclass(frozen=True)
class Weights:
    """The weights of all models."""

    parties: Fitted
    details: Mapping[str, Numbers]

    @classmethod
    def fitted(cls, examples: Examples, near: "Weights | None" = None) -> "Weights":
        """Fit all models; `near` is where the search begins."""
        parties = fit(examples.parties, near=near.parties if near else None)
        details = {
            model: fit_details(examples.details[model], model, near.details[model] if near else None)
            for model in MODELS
        }
        return cls(parties, details)

    def as_data(self, temperatures: Mapping[str, float]) -> Mapping[str, Any]:
        """The weights as their file has them."""
        details = {model: details_as_data(self.details[model], model, temperatures[model]) for model in MODELS}
        return {"parties": self.parties.as_data(temperatures["parties"]), **details}


@dataclass(frozen=True)
class HeldOut:
    """A family's documents as they are seen, and the weights that were fitted without them."""

    family: str
    weights: Weights


def leave_out(examples: Examples, families: Iterable[str], near: Weights) -> Iterator[HeldOut]:
    """Each family with weights fitted on the others and on our own pages."""
    for family in families:
        yield HeldOut(family, Weights.fitted(examples.without(family), near))


def readings(
    documents: Sequence[Document], held_out: Sequence[HeldOut], temperatures: Mapping[str, float], *, unknown: bool
) -> list[Mapping[str, Any]]:
    """The documents as the reader reads them with those weights, perhaps without their families' words."""
    by_family = {one.family: one.weights.as_data(temperatures) for one in held_out}
    return [
        {"file": document.name, **_read(document, by_family[document.family], unknown=unknown)}
        for document in documents
    ]


def _read(document: Document, weights: Mapping[str, Any], *, unknown: bool) -> dict[str, object]:
    parties = as_party_weights(weights["parties"])
    details = {model: as_detail_weights(weights[model]) for model in MODELS}
    with (
        patch.object(party_choice, "party_weights", return_value=parties),
        patch.object(detail_choice, "detail_weights", side_effect=details.__getitem__),
        without_words_of(document.family) if unknown else nullcontext(),
    ):
        return as_json(read(document.data, ocr=Remembering()))


def temperatures_of(examples: Examples, held_out: Sequence[HeldOut]) -> Mapping[str, float]:
    """The temperature of each model."""
    weights = {one.family: one.weights for one in held_out}
    parties = [
        (example.document.family, partial(_said, example, weights[example.document.family].parties))
        for example in examples.parties
        if example.document.family in weights
    ]
    details = {
        model: detail_temperature(
            [
                (example, weights[example.document.family].details[model])
                for example in examples.details[model]
                if example.document.family in weights
            ]
        )
        for model in MODELS
    }
    return {"parties": truest_temperature(parties, TEMPERATURES), **details}


def _said(example: Example, weights: Fitted, temperature: float) -> Iterator[tuple[float, bool]]:
    """The confidence of both names that would be chosen, and whether they are right; "absent" says nothing."""
    scores = weights.scores(example) / temperature
    mass = np.exp(scores - logsumexp(scores))
    keys = [fold(spot.name) if spot else "" for spot in example.spots]
    for axis, right in ((1, example.right_supplier), (0, example.right_customer)):
        names: Counter[str] = Counter()
        for key, probability in zip(keys, mass.sum(axis=axis), strict=True):
            names[key] += probability
        name, confidence = names.most_common(1)[0]
        if name:
            yield min(1.0, float(confidence)), bool(right[keys.index(name)])
