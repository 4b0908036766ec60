"""Runs the layers on one document, in this process.

Saxon's native runtime aborts in a process that forked after it was made, takes hundreds of megabytes, and can't be
interrupted: hence the engine is made in a process of its own (`child.py`), once, and keeps what it has compiled.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from chalicelib.documents.errors import DocumentError, MalformedXml
from chalicelib.documents.syntaxes.node import parse_hardened
from chalicelib.documents.syntaxes.schemas import ZUGFERD_1
from chalicelib.validation.errors import UnknownRuleset
from chalicelib.validation.packs.catalogue import pack_for
from chalicelib.validation.packs.packs import Stamp, known_rulesets, load_pack, stamp
from chalicelib.validation.report.hints import HINTS
from chalicelib.validation.report.kinds import with_kinds
from chalicelib.validation.report.report import Finding, Layer, LayerName, Outcome, Report, Severity
from chalicelib.validation.rules.check_digits import wrong_numbers
from chalicelib.validation.rules.compiled import CompiledRules
from chalicelib.validation.rules.rulesets import EN_16931, Artefact, Ruleset, Syntax, builtin, choose

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
_ZUGFERD_1 = f"{{{ZUGFERD_1}}}CrossIndustryDocument"
_OF_ITS_CONVERSION = "what was read from it can be validated with en16931-ubl"
_TAKEN_OUT = "the invoice was taken out of what stands around it"
_REPAIRED = "the file was repaired before it could be read: as it came, others may refuse it"
MAX_SPECIFICATION = 200  # characters of a document's BT-24 that a report repeats
Severities = Mapping[str, Severity]


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
            root, taken_out, repaired = _parse(xml)
        except DocumentError as error:
            return _unreadable(str(error), perf_counter() - started)
        detail = "; ".join(words for words, said in ((_TAKEN_OUT, taken_out), (_REPAIRED, repaired)) if said) or None
        read = Layer(LayerName.XML, Outcome.PASSED, detail=detail, seconds=perf_counter() - started)
        damage = (Finding("XML", Severity.WARNING, _REPAIRED, hint=HINTS.get("XML")),) if repaired else ()
        syntax = _SYNTAXES.get(str(root.tag))
        if syntax is None:
            report = _without_syntax(str(root.tag), read, perf_counter() - started)
            return replace(report, findings=(*damage, *report.findings))
        specification = _specification(root, syntax)
        report = self._judge(root, syntax, specification, choose(known, ruleset, syntax, specification))
        numbers, wrong = _check_digits(root)
        return replace(
            report, layers=(read, *report.layers, numbers), findings=(*damage, *report.findings, *wrong),
            seconds=perf_counter() - started,
        )  # fmt: skip

    def check(self, pack: Path) -> None:
        """Load and compile a pack, all of it; raise `PackRefused`."""
        self._compiled.try_out(load_pack(pack))

    def _rulesets(self, packs: Path | None) -> Mapping[str, Ruleset]:
        """All rule sets; packs are read again only when a file of theirs has changed."""
        state = (packs, stamp(packs)) if packs else None
        if state != self._packs:
            self._known = known_rulesets(packs)
            self._packs = state
            self._compiled.keep_only(self._known.values())
        return self._known

    def _judge(self, root: "_Element", syntax: Syntax, specification: str, chosen: Ruleset | None) -> Report:
        """What the chosen rules say, without the layers around them."""
        if chosen is None:
            return _no_rules(specification, pack_for(specification, syntax))
        if (obstacle := _obstacle(chosen, syntax)) is not None:
            return Report(chosen.id, (Layer(LayerName.RULES, Outcome.NOT_RUN, chosen.name, detail=obstacle),), ())
        layers, findings = self._run(root, chosen, specification)
        report = Report(chosen.id, tuple(layers), tuple(with_kinds(findings)))
        if any(layer.outcome is Outcome.UNDECIDED for layer in layers):
            return replace(report, applicable=False, install=pack_for(specification, syntax))
        return report

    def _run(self, root: "_Element", chosen: Ruleset, specification: str) -> tuple[list[Layer], list[Finding]]:
        from lxml import etree

        layers, findings = [], []
        severities = chosen.severities_for(specification)
        layer, found = self._schema_layer(root, chosen)
        layers.append(layer)
        findings.extend(found)
        text = etree.tostring(root, encoding="unicode")
        for artefact in chosen.stylesheets:
            layer, found = self._rules_layer(text, artefact, severities)
            layers.append(layer)
            findings.extend(found)
        return layers, findings

    def _schema_layer(self, root: "_Element", chosen: Ruleset) -> tuple[Layer, list[Finding]]:
        name = str(root.tag).rpartition("}")[2]
        artefact = chosen.schemas.get(name)
        if artefact is None:
            return Layer(LayerName.SCHEMA, Outcome.NOT_RUN, chosen.name, detail=f"no schema for {name}"), []
        return _timed(LayerName.SCHEMA, artefact, lambda: self._compiled.run_schema(root, artefact), {})

    def _rules_layer(self, text: str, artefact: Artefact, severities: Severities) -> tuple[Layer, list[Finding]]:
        from saxonche import PySaxonApiError

        try:
            return _timed(LayerName.RULES, artefact, lambda: self._compiled.run_rules(text, artefact), severities)
        except PySaxonApiError as error:
            detail = f"the rules could not be run: {str(error).strip()[:500]}"
            layer = Layer(LayerName.RULES, Outcome.NOT_RUN, artefact.name, artefact.version, artefact.sha256, detail)
            return layer, []


def _parse(xml: bytes) -> tuple["_Element", bool, bool]:
    """The invoice in a file, and whether it was taken out of something, and whether it was repaired.

    What reads envelopes is imported for other files than invoices alone.
    """
    try:
        root = parse_hardened(xml)
    except MalformedXml:
        pass
    else:
        if root.tag in _SYNTAXES:
            return root, False, False
    from chalicelib.documents.syntaxes.incoming.envelope import invoice_within

    found = invoice_within(xml)
    return parse_hardened(found.data), found.taken_out, found.repaired


def _obstacle(chosen: Ruleset, syntax: Syntax) -> str | None:
    """Why the chosen rules can't be run on a document of this syntax; None if they can."""
    if chosen.refused is not None:
        return chosen.refused
    return None if chosen.syntax == syntax else f"the rules are for {chosen.syntax}"


def _timed(
    name: LayerName, artefact: Artefact, check: Callable[[], Iterable[Finding]], severities: Severities
) -> tuple[Layer, list[Finding]]:
    started = perf_counter()
    found = [replace(each, severity=severities.get(each.rule, each.severity)) for each in check()]
    outcome = _outcome(found, artefact)
    detail = f"{artefact.name} asks for more than EN 16931, and only that is not fulfilled"
    layer = Layer(
        name, outcome, artefact.name, artefact.version, artefact.sha256,
        detail if outcome is Outcome.UNDECIDED else None, perf_counter() - started,
    )  # fmt: skip
    return layer, [_lowered(each, artefact) for each in found]


def _outcome(findings: Iterable[Finding], artefact: Artefact) -> Outcome:
    fatal = [finding for finding in findings if finding.severity is Severity.FATAL]
    if fatal and all(_is_beyond(finding, artefact) for finding in fatal):
        return Outcome.UNDECIDED
    return Outcome.FAILED if fatal else Outcome.PASSED


def _lowered(finding: Finding, artefact: Artefact) -> Finding:
    """What proves nothing against the document is a warning."""
    return replace(finding, severity=Severity.WARNING) if _is_beyond(finding, artefact) else finding


def _is_beyond(finding: Finding, artefact: Artefact) -> bool:
    return artefact.beyond is not None and re.match(artefact.beyond, finding.rule) is not None


def _check_digits(root: "_Element") -> tuple[Layer, list[Finding]]:
    started = perf_counter()
    findings = list(wrong_numbers(root))
    return Layer(LayerName.CHECK_DIGITS, Outcome.PASSED, seconds=perf_counter() - started), findings


def _specification(root: "_Element", syntax: Syntax) -> str:
    """BT-24; a document without it is one of EN 16931, whose rules ask for it."""
    return (root.findtext(_SPECIFICATION[syntax]) or "").strip() or EN_16931


def _no_rules(specification: str, install: str | None) -> Report:
    """The report on a document of a specification that no installed rule set is for."""
    detail = f"no installed rule set is for {specification[:MAX_SPECIFICATION]}"
    detail += f"; the rule pack {install} is" if install else ""
    from chalicelib.documents.syntaxes.national.national_formats import dialect_of

    dialect = dialect_of(specification)
    detail += f"; {dialect.name} has rules of its own: {dialect.rules}" if dialect else ""
    layer = Layer(LayerName.RULES, Outcome.NOT_RUN, detail=detail)
    return Report(None, (layer,), (), applicable=False, install=install)


def _without_syntax(tag: str, read: Layer, seconds: float) -> Report:
    """The report on XML that is neither UBL nor CII."""
    from chalicelib.documents.syntaxes.national.national_formats import national_format
    from chalicelib.documents.syntaxes.national.unread_formats import unread_format

    if national := national_format(tag):
        detail = f"{national.name} has rules of its own, which are not here: {national.rules}; {_OF_ITS_CONVERSION}"
    elif tag == _ZUGFERD_1:
        detail = f"ZUGFeRD 1 has no rules of its own; {_OF_ITS_CONVERSION}"
    elif name := unread_format(tag):
        detail = f"the file is {name}, which is not read and has no rules here"
    else:
        return _unreadable(f"{tag} is no UBL or CII invoice", seconds)
    layer = Layer(LayerName.RULES, Outcome.NOT_RUN, detail=detail)
    return Report(None, (read, layer), (), seconds, applicable=False)


def _unreadable(reason: str, seconds: float) -> Report:
    finding = Finding("XML", Severity.FATAL, reason, hint=HINTS.get("XML"))
    layer = Layer(LayerName.XML, Outcome.FAILED, detail=reason, seconds=seconds)
    return Report(None, (layer,), (finding,), seconds)
