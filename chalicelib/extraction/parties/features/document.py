"""Where else a candidate's name shows in the document."""

from itertools import chain

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
    if len(name) < MIN_DOMAIN_WORD:
        return False
    return any(line is not spot.segment and fold(line.text).startswith(name) for line in scene.sender_lines)


def _paid_to(scene: Scene, spot: Spot) -> float:
    name = fold(spot.name)
    if len(name) < MIN_DOMAIN_WORD:
        return False
    return any(row != spot.segment.row and name in text for row, text in scene.payment_rows.items())


def _in_other_domain(scene: Scene, spot: Spot) -> float:
    for segment, domains in scene.domains.items():
        own = segment in spot.block or scene.sections.is_customers(segment)
        if not own and any(is_of_name(domain, spot.name) for domain in domains):
            return True
    return False


def _in_own_domain(scene: Scene, spot: Spot) -> float:
    domains = chain.from_iterable(scene.domains.get(line, ()) for line in spot.block)
    return any(is_of_name(domain, spot.name) for domain in domains)


def _branded(scene: Scene, spot: Spot) -> float:
    return any(_is_of_brand(brand, spot.name) for brand in scene.brands)


def _has_brand(scene: Scene, spot: Spot) -> float:
    """Whether a brand is a later word of a longer name: "CHABROL" of "Transports Chabrol & Fils"."""
    later = {fold(word) for word in spot.name.split()[1:]}
    return not later.isdisjoint(scene.brands)


def _is_of_brand(brand: str, name: str) -> bool:
    """Whether a name begins with a brand, or the brand with the name's first word."""
    whole, first = fold(name), fold(name.split(maxsplit=1)[0])
    if whole == brand:
        return False
    return whole.startswith(brand) or (len(first) >= MIN_DOMAIN_WORD and brand.startswith(first))


FEATURES = (
    Feature("repeated", "stands on the pages more than once", _repeated),
    Feature("in_foot", "stands in a foot as well", _in_foot),
    Feature("in_sender_line", "stands in a sender's line as well", _in_sender_line),
    Feature("paid_to", "stands beside an account below the amounts: what is paid is paid to it", _paid_to),
    Feature("in_other_domain", "an e-mail or web address outside of its block is made of it", _in_other_domain),
    Feature("in_own_domain", "one in its block is", _in_own_domain),
    Feature("branded", "begins with what stands alone at the top, as in a logo", _branded),
    Feature("has_brand", "has it among its later words", _has_brand),
)
