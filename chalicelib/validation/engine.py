"""Runs the layers on one document, in this process.

Saxon's native runtime aborts in a process that forked after it was made, takes hundreds of megabytes, and can't be
interrupted: hence the engine is made in a process of its own (`child.py`), once, and keeps what it has compiled.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from chalicelib.documents.errors import DocumentError
from chalicelib.documents.syntaxes.node import parse_hardened
from chalicelib.validation.errors import UnknownRuleset
from chalicelib.validation.packs.packs import Stamp, load_pack, load_packs, stamp
from chalicelib.validation.report.hints import HINTS
from chalicelib.validation.report.kinds import with_kinds
from chalicelib.validation.report.report import Finding, Layer, LayerName, Outcome, Report, Severity
from chalicelib.validation.rules.compiled import CompiledRules
from chalicelib.validation.rules.rulesets import Artefact, Ruleset, Syntax, builtin, choose, merge

if TYPE_CHECKING:
    from lxml.etree import _Element

_SYNTAXES: dict[str, Syntax] = {
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice": "ubl",
    "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote": "ubl",
    "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice": "cii",
}
_SPECIFICATION = {
    "ubl": "{*}CustomizationID",
    "cii": "{*}ExchangedDocumentContext/{*}GuidelineSpecifiedDocumentContextParameter/{*}ID",
}
_BUILT_ON_EN_16931 = "urn:cen.eu:en16931:2017#"


class Engine:
    """The rule sets there are, and what has been compiled of them."""

    def __init__(self) -> None:
        self._compiled = CompiledRules()
        self._packs: tuple[Path, Stamp] | None = None
        self._known = builtin()

    def validate(self, xml: bytes, ruleset: str | None = None, packs: Path | None = None) -> Report:
        """Run every layer; raise `UnknownRuleset` or `PackRefused`."""
        started = perf_counter()
        known = self._rulesets(packs)
        if ruleset is not None and ruleset not in known and f"{ruleset}-ubl" not in known:
            raise UnknownRuleset(ruleset, tuple(sorted(known)))
        try:
            root = parse_hardened(xml)
        except DocumentError as error:
            return _unreadable(str(error), perf_counter() - started)
        read = Layer(LayerName.XML, Outcome.PASSED, seconds=perf_counter() - started)
        syntax = _SYNTAXES.get(str(root.tag))
        if syntax is None:
            return _unreadable(f"{root.tag} is no UBL or CII invoice", perf_counter() - started)
        specification = _specification(root, syntax)
        chosen = choose(known, ruleset, syntax, specification)
        if (obstacle := _obstacle(chosen, syntax)) is not None:
            layer = Layer(LayerName.RULES, Outcome.NOT_RUN, chosen.name, detail=obstacle)
            return Report(chosen.id, (read, layer), (), perf_counter() - started)
        layers, findings = self._run(root, chosen, specification)
        return Report(chosen.id, (read, *layers), tuple(with_kinds(findings)), perf_counter() - started)

    def check(self, pack: Path) -> None:
        """Load and compile a pack, all of it; raise `PackRefused`."""
        self._compiled.try_out(load_pack(pack))

    def _rulesets(self, packs: Path | None) -> Mapping[str, Ruleset]:
        """All rule sets; packs are read again only when a file of theirs has changed."""
        state = (packs, stamp(packs)) if packs else None
        if state != self._packs:
            self._known = merge(load_packs(packs) if packs else ())
            self._packs = state
            self._compiled.keep_only(self._known.values())
        return self._known

    def _run(self, root: "_Element", chosen: Ruleset, specification: str) -> tuple[list[Layer], list[Finding]]:
        from lxml import etree

        layers, findings = [], []
        layer, found = self._schema_layer(root, chosen)
        layers.append(layer)
        findings.extend(found)
        text = etree.tostring(root, encoding="unicode")
        for artefact in chosen.stylesheets:
            foreign = artefact.of_profile if specification.startswith(_BUILT_ON_EN_16931) else frozenset()
            layer, found = self._rules_layer(text, artefact, foreign)
            layers.append(layer)
            findings.extend(found)
        return layers, findings

    def _schema_layer(self, root: "_Element", chosen: Ruleset) -> tuple[Layer, list[Finding]]:
        name = str(root.tag).rpartition("}")[2]
        artefact = chosen.schemas.get(name)
        if artefact is None:
            return Layer(LayerName.SCHEMA, Outcome.NOT_RUN, chosen.name, detail=f"no schema for {name}"), []
        return _timed(LayerName.SCHEMA, artefact, lambda: self._compiled.run_schema(root, artefact))

    def _rules_layer(self, text: str, artefact: Artefact, foreign: frozenset[str]) -> tuple[Layer, list[Finding]]:
        from saxonche import PySaxonApiError

        try:
            return _timed(
                LayerName.RULES,
                artefact,
                lambda: [_weigh(each, foreign) for each in self._compiled.run_rules(text, artefact)],
            )
        except PySaxonApiError as error:
            detail = f"the rules could not be run: {str(error).strip()[:500]}"
            layer = Layer(LayerName.RULES, Outcome.NOT_RUN, artefact.name, artefact.version, artefact.sha256, detail)
            return layer, []


def _obstacle(chosen: Ruleset, syntax: Syntax) -> str | None:
    """Why the chosen rules can't be run on a document of this syntax; None if they can."""
    if chosen.refused is not None:
        return chosen.refused
    return None if chosen.syntax == syntax else f"the rules are for {chosen.syntax}"


def _timed(name: LayerName, artefact: Artefact, check: Callable[[], Iterable[Finding]]) -> tuple[Layer, list[Finding]]:
    started = perf_counter()
    findings = list(check())
    fatal = any(finding.severity is Severity.FATAL for finding in findings)
    outcome = Outcome.FAILED if fatal else Outcome.PASSED
    seconds = perf_counter() - started
    return Layer(name, outcome, artefact.name, artefact.version, artefact.sha256, None, seconds), findings


def _weigh(finding: Finding, foreign: frozenset[str]) -> Finding:
    return replace(finding, severity=Severity.WARNING) if finding.rule in foreign else finding


def _specification(root: "_Element", syntax: Syntax) -> str:
    return (root.findtext(_SPECIFICATION[syntax]) or "").strip()


def _unreadable(reason: str, seconds: float) -> Report:
    finding = Finding("XML", Severity.FATAL, reason, hint=HINTS.get("XML"))
    layer = Layer(LayerName.XML, Outcome.FAILED, detail=reason, seconds=seconds)
    return Report(None, (layer,), (finding,), seconds)
