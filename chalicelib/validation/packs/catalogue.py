"""The catalogue of published rule packs: what can be installed, and which pack a document waits for.

`infra.rulesets` installs what it names; validation says which one a document needs that no installed rule set is for.
"""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ConfigDict, Field

from chalicelib.validation.packs.manifest import Manifest, PackFile
from chalicelib.validation.rules.rulesets import Syntax, fit

FILE = Path(__file__).parent / "catalogue.toml"


class PublishedFile(PackFile):
    """A file of a pack, and where it is published."""

    role: str = "rules"
    url: str = Field(pattern=r"^https://")


class PublishedPack(Manifest):
    """A pack as it is published. `licence` is what its publisher states.

    `countries` are those whose invoices among themselves are written for it where they name no rules of their own:
    with its `process` (BT-23), in its `tax_scheme`, if not VAT; by law where it is `obligatory`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    licence: str
    countries: tuple[str, ...] = ()
    process: str | None = None
    tax_scheme: str | None = None
    obligatory: bool = False
    files: tuple[PublishedFile, ...] = Field(min_length=1)

    @property
    def specification(self) -> str:
        """BT-24 of documents that are written for it."""
        return self.applies_to[0].rstrip("*")

    def manifest(self) -> Manifest:
        """What the installed pack says of itself."""
        files = [file.model_dump(exclude={"url"}) for file in self.files]
        return Manifest.model_validate({**self.model_dump(include=set(Manifest.model_fields)), "files": files})


@cache
def catalogue() -> tuple[PublishedPack, ...]:
    """All packs that are known to be published, in the file's order."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["packs"]
    return tuple(map(PublishedPack.model_validate, entries))


def pack_for(specification: str, syntax: Syntax) -> str | None:
    """The id of the published pack that is for documents with this BT-24; None if none is known.

    >>> pack_for("urn:peppol:pint:billing-1@aunz-1", "ubl"), pack_for("urn:nobody:1", "ubl")
    ('pint-aunz', None)
    """
    packs = [pack for pack in catalogue() if pack.syntax == syntax and fit(pack.applies_to, specification)]
    best = max(packs, key=lambda pack: fit(pack.applies_to, specification), default=None)
    return best.id if best else None


def pack_of_countries(*countries: str | None) -> PublishedPack | None:
    """The published pack for invoices between parties of these countries; None if none is known.

    >>> pack_of_countries("NZ", "AU").id, pack_of_countries("RO", "DE"), pack_of_countries(None)
    ('pint-aunz', None, None)
    """
    return next((pack for pack in catalogue() if pack.countries and set(countries) <= set(pack.countries)), None)
