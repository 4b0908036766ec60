"""Documents as the fitting sees them: each candidate's features as a row of numbers, and which candidates are right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.fitting.documents import Document
from bench.fitting.truth import is_true
from chalicelib.extraction.parties.candidates import Spot, spots
from chalicelib.extraction.parties.choice import is_possible
from chalicelib.extraction.parties.features import (
    ABSENT,
    BOTH_ABSENT,
    CANDIDATE,
    DOMAIN,
    PAIR,
    Seen,
    seen_of,
    seen_of_pair,
)
from chalicelib.extraction.reading.page_reader import scene_of

Numbers = NDArray[np.float64]
Booleans = NDArray[np.bool_]
CANDIDATE_NAMES = (ABSENT.name, DOMAIN.name, *(feature.name for feature in CANDIDATE))
PAIR_NAMES = (BOTH_ABSENT.name, *(feature.name for feature in PAIR))


@dataclass(frozen=True)
class Example:
    """A document's candidates (the first is "absent"), their features, those of their pairs, and what is right."""

    document: Document
    spots: Sequence[Spot | None]
    candidates: Numbers  # candidates × features
    pairs: Numbers  # suppliers × customers × features
    possible: Booleans  # suppliers × customers
    right_supplier: Booleans
    right_customer: Booleans

    @property
    def right(self) -> Booleans:
        """The pairs that are right; a party whose name is no candidate is not judged."""
        supplier = self.right_supplier if self.right_supplier.any() else np.ones_like(self.right_supplier)
        customer = self.right_customer if self.right_customer.any() else np.ones_like(self.right_customer)
        return supplier[:, None] & customer[None, :] & self.possible


def example_of(document: Document) -> Example:
    """Measure a document."""
    scene = scene_of(document.pages)
    found: list[Spot | None] = [None, *spots(scene)]
    return Example(
        document,
        found,
        np.array([_row(seen_of(scene, spot), CANDIDATE_NAMES) for spot in found]),
        np.array([[_row(seen_of_pair(a, b), PAIR_NAMES) for b in found] for a in found]),
        np.array([[is_possible(a, b) for b in found] for a in found]),
        _are_true(document, "supplier_name", found),
        _are_true(document, "customer_name", found),
    )


def _are_true(document: Document, field: str, found: Sequence[Spot | None]) -> Booleans:
    return np.array([is_true(document, field, spot.name if spot else None) for spot in found])


def _row(seen: Seen, names: Sequence[str]) -> list[float]:
    return [seen.get(name, 0.0) for name in names]


def summary(examples: Sequence[Example]) -> dict[str, Any]:
    """How many documents have the true names among their candidates."""
    return {
        "documents": len(examples),
        "supplier found": sum(bool(example.right_supplier.any()) for example in examples),
        "customer found": sum(bool(example.right_customer.any()) for example in examples),
    }
