"""The rule sets of this stage, and those that could be installed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, needs

if TYPE_CHECKING:
    from chalicelib.validation.packs.catalogue import PublishedPack
    from chalicelib.validation.rules.rulesets import Ruleset


@dataclass(frozen=True, slots=True)
class Rulesets:
    """The installed rule sets, and the packs of the catalogue that are not among them."""

    installed: Sequence["Ruleset"]
    available: Sequence["PublishedPack"]


@needs(Role.MEMBER)
def list_rulesets(_caller: Caller) -> Rulesets:
    """List what documents can be validated with here."""
    from chalicelib.invoices.building.rule_packs import current_packs
    from chalicelib.validation.packs.catalogue import catalogue
    from chalicelib.validation.packs.packs import known_rulesets

    known = known_rulesets(current_packs())
    return Rulesets(tuple(known.values()), tuple(pack for pack in catalogue() if pack.id not in known))
