"""Runs the layers on one document, in this process.

Saxon's native runtime aborts in a process that forked after it was made, takes hundreds of megabytes, and can't be
interrupted: hence the engine is made in a process of its own (`child.py`), once, and keeps what it has compiled.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from chalicelib.documents.errors import DocumentError
from chalicelib.documents.node import parse_hardened
from chalicelib.validation.errors import PackRefused, UnknownRuleset
from chalicelib.validation.findings import from_schema, from_svrl
from chalicelib.validation.hints import HINTS
from chalicelib.validation.packs import load_packs
from chalicelib.validation.report import Finding, Layer, LayerName, Outcome, Report, Severity
from chalicelib.validation.rulesets import Artefact, Ruleset, Syntax, choose, merge
from chalicelib.validation.stylesheet import prepare

if TYPE_CHECKING:
    from lxml.etree import XMLSchema, _Element

MAX_SCHEMA_FINDINGS = 100
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
_ONLY_LOCAL_FILES = ("http://saxon.sf.net/feature/allowedProtocols", "file")


class Engine:
    """Compiled rules, and the one processor that runs them."""

    def __init__(self) -> None:
        from saxonche import PySaxonProcessor

        self._saxon: Any = PySaxonProcessor(license=False)
        self._saxon.set_configuration_property(*_ONLY_LOCAL_FILES)
        self._compiler: Any = self._saxon.new_xslt30_processor()
        self._stylesheets: dict[Artefact, Any] = {}
        self._schemas: dict[Artefact, XMLSchema] = {}

    def validate(self, xml: bytes, ruleset: str | None = None, packs: Path | None = None) -> Report:
        """Run every layer; raise `UnknownRuleset` or `PackRefused`."""
        started = perf_counter()
        known = merge(load_packs(packs) if packs else ())
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
        if chosen.syntax != syntax:
            wrong = Layer(LayerName.RULES, Outcome.NOT_RUN, chosen.name, detail=f"the rules are for {chosen.syntax}")
            return Report(chosen.id, (read, wrong), (), perf_counter() - started)
        layers, findings = self._run(root, chosen, specification)
        return Report(chosen.id, (read, *layers), tuple(findings), perf_counter() - started)

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
        return _timed(LayerName.SCHEMA, artefact, lambda: self._check_schema(root, artefact))

    def _check_schema(self, root: "_Element", artefact: Artefact) -> Iterable[Finding]:
        schema = self._schemas.get(artefact) or _load_schema(artefact.path)
        self._schemas[artefact] = schema
        if schema.validate(root.getroottree()):
            return ()
        errors: Iterable[Any] = schema.error_log  # type: ignore[assignment]  # iterable, whatever its stub says
        return [from_schema(error) for error in islice(errors, MAX_SCHEMA_FINDINGS)]

    def _rules_layer(self, text: str, artefact: Artefact, foreign: frozenset[str]) -> tuple[Layer, list[Finding]]:
        from saxonche import PySaxonApiError

        try:
            return _timed(
                LayerName.RULES, artefact, lambda: [_weigh(each, foreign) for each in self._check_rules(text, artefact)]
            )
        except PySaxonApiError as error:
            detail = f"the rules could not be run: {str(error).strip()[:500]}"
            layer = Layer(LayerName.RULES, Outcome.NOT_RUN, artefact.name, artefact.version, artefact.sha256, detail)
            return layer, []

    def _check_rules(self, text: str, artefact: Artefact) -> Iterable[Finding]:
        executable = self._stylesheets.get(artefact) or self._compile(artefact.path)
        self._stylesheets[artefact] = executable
        svrl = executable.transform_to_string(xdm_node=self._saxon.parse_xml(xml_text=text))
        findings = from_svrl(svrl) if svrl else None
        if findings is None:
            raise PackRefused(artefact.name, "the rules gave no Schematron result")
        return findings

    def _compile(self, path: Path) -> Any:
        prepared = prepare(path)
        executable = self._compiler.compile_stylesheet(stylesheet_text=prepared.text)
        for name, file in prepared.files:
            executable.set_parameter(name, self._saxon.parse_xml(xml_file_name=str(file)))
        return executable


def _timed(name: LayerName, artefact: Artefact, check: Callable[[], Iterable[Finding]]) -> tuple[Layer, list[Finding]]:
    started = perf_counter()
    findings = list(check())
    fatal = any(finding.severity is Severity.FATAL for finding in findings)
    outcome = Outcome.FAILED if fatal else Outcome.PASSED
    seconds = perf_counter() - started
    return Layer(name, outcome, artefact.name, artefact.version, artefact.sha256, None, seconds), findings


def _weigh(finding: Finding, foreign: frozenset[str]) -> Finding:
    return replace(finding, severity=Severity.WARNING) if finding.rule in foreign else finding


def _load_schema(path: Path) -> "XMLSchema":
    from lxml import etree

    return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(no_network=True, resolve_entities=False)))


def _specification(root: "_Element", syntax: Syntax) -> str:
    return (root.findtext(_SPECIFICATION[syntax]) or "").strip()


def _unreadable(reason: str, seconds: float) -> Report:
    finding = Finding("XML", Severity.FATAL, reason, hint=HINTS.get("XML"))
    layer = Layer(LayerName.XML, Outcome.FAILED, detail=reason, seconds=seconds)
    return Report(None, (layer,), (finding,), seconds)
