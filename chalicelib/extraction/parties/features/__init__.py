"""The table of everything that is measured of a candidate and of a pair; the weights file has a row for each."""

from collections.abc import Mapping

from chalicelib.extraction.parties.candidates import NameOrigin, Spot
from chalicelib.extraction.parties.features import block, document, label, name, pair, place
from chalicelib.extraction.parties.scene import Scene
from chalicelib.extraction.scoring.feature import Feature, measured

Seen = Mapping[str, float]

CANDIDATE = (
    *label.FEATURES,
    *name.FEATURES,
    *place.FEATURES,
    *block.FEATURES,
    *document.FEATURES,
)
PAIR = pair.FEATURES
ABSENT = Feature("absent", "the pages do not name the party", lambda: 1.0)
DOMAIN = Feature("domain", "only an e-mail or web address has it, as where a logo names the sender", lambda: 1.0)
BOTH_ABSENT = Feature("both_absent", "the pages name neither party", lambda: 1.0)


def seen_of(scene: Scene, spot: Spot | None) -> Seen:
    """What is seen of a candidate, without what is not there; None is the candidate "absent"."""
    if spot is None:
        return {ABSENT.name: 1.0}
    if spot.origin is NameOrigin.DOMAIN:  # what stands around an address says nothing of a name
        return {DOMAIN.name: 1.0}
    return measured(CANDIDATE, scene, spot)


def seen_of_pair(supplier: Spot | None, customer: Spot | None) -> Seen:
    """What is seen of two candidates together."""
    if supplier is None or customer is None:
        return {BOTH_ABSENT.name: 1.0} if supplier is customer else {}
    return measured(PAIR, supplier, customer)
