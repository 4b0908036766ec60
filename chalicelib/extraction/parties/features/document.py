"""Where else a candidate's name shows in the document."""

from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.parties.candidates import Spot
from chalicelib.extraction.parties.domains import MIN_DOMAIN_WORD, is_of_name
from chalicelib.extraction.parties.scene import Scene
from chalicelib.extraction.scoring.feature import Feature


def _repeated(scene: Scene, spot: Spot) -> float:
    return scene.occurrences[fold(spot.name)] > 1


def _in_foot(scene: Scene, spot: Spot) -> float:
    name = fold(spot.name)
    return len(name) >= MIN_DOMAIN_WORD and any(name in text for text in scene.in_foot)


def _in_sender_line(scene: Scene, spot: Spot) -> float:
    name = fold(spot.name)
    others = (line for line in scene.sender_lines if line is not spot.segment)
    return len(name) >= MIN_DOMAIN_WORD and any(fold(line.text).startswith(name) for line in others)


def _in_other_domain(scene: Scene, spot: Spot) -> float:
    return any(
        is_of_name(domain, spot.name)
        for segment, domains in scene.domains.items()
        if segment not in spot.block and not scene.sections.is_customers(segment)
        for domain in domains
    )


def _in_own_domain(scene: Scene, spot: Spot) -> float:
    return any(is_of_name(domain, spot.name) for line in spot.block for domain in scene.domains.get(line, ()))


def _branded(scene: Scene, spot: Spot) -> float:
    whole, first = fold(spot.name), fold(spot.name.split()[0])
    return any(
        whole != brand and (whole.startswith(brand) or (len(first) >= MIN_DOMAIN_WORD and brand.startswith(first)))
        for brand in scene.brands
    )


FEATURES = (
    Feature("repeated", "stands on the pages more than once", _repeated),
    Feature("in_foot", "stands in a foot as well", _in_foot),
    Feature("in_sender_line", "stands in a sender's line as well", _in_sender_line),
    Feature("in_other_domain", "an e-mail or web address outside of its block is made of it", _in_other_domain),
    Feature("in_own_domain", "one in its block is", _in_own_domain),
    Feature("branded", "begins with what stands alone at the top, as in a logo", _branded),
)
