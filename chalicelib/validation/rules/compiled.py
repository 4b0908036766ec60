"""Rules and schemas compiled once and kept, and the one processor that runs them."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.validation.errors import PackRefused
from chalicelib.validation.report.findings import from_schema, from_svrl
from chalicelib.validation.report.report import Finding
from chalicelib.validation.rules.rulesets import Artefact, Ruleset
from chalicelib.validation.rules.stylesheet import prepare
from chalicelib.validation.rules.xsd import load_schema

if TYPE_CHECKING:
    from lxml.etree import XMLSchema, _Element
    from saxonche import PyXsltExecutable

MAX_SCHEMA_FINDINGS = 100
_ONLY_LOCAL_FILES = ("http://saxon.sf.net/feature/allowedProtocols", "file")
_NO_DTD = (
    "http://saxon.sf.net/feature/parserFeature?uri=http%3A//apache.org/xml/features/disallow-doctype-decl",
    "true",
)


class CompiledRules:
    """What has been compiled so far. Only one may be made in a process."""

    def __init__(self) -> None:
        from saxonche import PySaxonProcessor

        self._saxon = PySaxonProcessor(license=False)
        self._saxon.set_configuration_property(*_ONLY_LOCAL_FILES)
        self._saxon.set_configuration_property(*_NO_DTD)
        self._compiler = self._saxon.new_xslt30_processor()
        self._stylesheets: dict[Artefact, PyXsltExecutable] = {}
        self._schemas: dict[Artefact, XMLSchema] = {}

    def run_schema(self, root: "_Element", artefact: Artefact) -> Iterable[Finding]:
        """What a schema finds in a document."""
        schema = self._schemas.get(artefact)
        if schema is None:
            schema = self._schemas[artefact] = load_schema(artefact)
        if schema.validate(root.getroottree()):
            return ()
        errors: Iterable[Any] = schema.error_log  # type: ignore[assignment]  # iterable, whatever its stub says
        return [from_schema(error) for error in islice(errors, MAX_SCHEMA_FINDINGS)]

    def run_rules(self, text: str, artefact: Artefact) -> Iterable[Finding]:
        """What rules find in a document; raise `PackRefused`, or Saxon's error where they break off."""
        executable = self._stylesheets.get(artefact)
        if executable is None:
            executable = self._stylesheets[artefact] = self._compile(artefact.path, artefact.companions)
        svrl = executable.transform_to_string(xdm_node=self._saxon.parse_xml(xml_text=text))
        findings = from_svrl(svrl, artefact.path.stem) if svrl else None
        if findings is None:
            raise PackRefused(artefact.name, "the rules gave no Schematron result")
        return findings

    def keep_only(self, known: Iterable[Ruleset]) -> None:
        """Forget what belongs to no rule set any more."""
        wanted = {artefact for each in known for artefact in (*each.stylesheets, *each.schemas.values())}
        self._stylesheets = {artefact: kept for artefact, kept in self._stylesheets.items() if artefact in wanted}
        self._schemas = {artefact: kept for artefact, kept in self._schemas.items() if artefact in wanted}

    def try_out(self, ruleset: Ruleset) -> None:
        """Compile all that a pack brings along; raise `PackRefused`."""
        from lxml.etree import XMLSchemaParseError
        from saxonche import PySaxonApiError

        for artefact in (*ruleset.schemas.values(), *ruleset.stylesheets):
            try:
                if artefact.companions is not None:
                    self._try(artefact, rules=artefact in ruleset.stylesheets)
            except (PySaxonApiError, XMLSchemaParseError) as error:
                reason = f"{artefact.path.name} does not compile: {str(error).strip()[:500]}"
                raise PackRefused(ruleset.id, reason) from error

    def _try(self, artefact: Artefact, *, rules: bool) -> None:
        if rules:
            self._compile(artefact.path, artefact.companions)
        else:
            load_schema(artefact)

    def _compile(self, path: Path, companions: frozenset[Path] | None) -> "PyXsltExecutable":
        prepared = prepare(path, companions)
        executable = self._compiler.compile_stylesheet(stylesheet_text=prepared.text)
        for name, file in prepared.files:
            executable.set_parameter(name, self._saxon.parse_xml(xml_file_name=str(file)))
        return executable
