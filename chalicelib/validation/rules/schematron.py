"""ISO Schematron (ISO/IEC 19757-3) compiled to XSLT, as far as published e-invoicing rules use it.

Understood: namespaces, `let` at every level, patterns, abstract patterns with parameters, rules, abstract rules with
`extends`, asserts and reports with `value-of` and `name` in their text, flags and roles, the default phase, parts in
other files of the pack, and XSLT functions and keys in the schema. Anything else of Schematron's is refused rather than
left out: rules that silently don't run would make documents valid. Elements of other languages are documentation.

A pattern's variables are known to all patterns, as the usual compilers do it and XRechnung expects, unless two patterns
give theirs the same name.
"""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.validation.errors import PackRefused
from chalicelib.validation.rules.schematron_source import SCHEMATRON, active_patterns, complete, default_phase, sch

if TYPE_CHECKING:
    from lxml.etree import _Element

SVRL = "http://purl.oclc.org/dsdl/svrl"
XSL = "http://www.w3.org/1999/XSL/Transform"
_SILENT = {sch(name) for name in ("title", "p", "phase", "diagnostics", "properties", "ns", "let", "param")}
_OF_RULES = {sch(name) for name in ("let", "extends", "assert", "report")}
_PATH = "path(.)"
_PREFIXES_OF_COMPILERS = dict.fromkeys(("xs", "xsd"), "http://www.w3.org/2001/XMLSchema")
"""What the usual compilers declare themselves, so that published schemas use it undeclared."""


def compile_schematron(schema: "_Element", path: Path, companions: frozenset[Path]) -> "_Element":
    """The stylesheet that reports a schema's failed asserts as SVRL; raise `PackRefused` for what isn't understood."""
    complete(schema, path, companions)
    return _Compiler(schema, path.name).stylesheet()


class _Compiler:
    """One schema on its way to a stylesheet."""

    def __init__(self, schema: "_Element", name: str) -> None:
        from lxml import etree

        self.schema, self.name = schema, name
        prefixes = {prefix: uri for prefix, uri in schema.nsmap.items() if prefix}
        prefixes |= {str(ns.get("prefix")): str(ns.get("uri")) for ns in schema.iter(sch("ns"))}
        known = {**_PREFIXES_OF_COMPILERS, **prefixes, "xsl": XSL, "svrl": SVRL}
        self.root = etree.Element(_xsl("stylesheet"), {"version": "3.0"}, nsmap=known)

    def stylesheet(self) -> "_Element":
        """Compile the whole schema."""
        for _ in self._children(self.schema, "schema", {sch("pattern")}):
            continue
        patterns = active_patterns(self.schema, self.name)
        phase = default_phase(self.schema, self.name)
        shared = self._share_variables([self.schema, *([] if phase is None else [phase])], patterns)
        output = self._add(self._add(self.root, "template", match="/"), None, "schematron-output")
        for number, pattern in enumerate(patterns):
            self._add(output, None, "active-pattern", id=pattern.get("id") or f"pattern-{number}")
            self._add(output, "apply-templates", select=pattern.get("documents") or "/", mode=f"M{number}")
            self._pattern(pattern, f"M{number}", shared)
        return self.root

    def _share_variables(self, always: list["_Element"], patterns: list["_Element"]) -> set[str]:
        """Declare the variables that the whole schema knows, and return their names."""
        lets = [let for parent in (*always, *patterns) for let in parent.findall(sch("let"))]
        named = Counter(str(let.get("name")) for let in lets)
        for let in lets:
            if named[str(let.get("name"))] == 1 or let.getparent() in always:
                self._variable(self.root, let)
        return {name for name, times in named.items() if times == 1}

    def _variable(self, parent: "_Element", let: "_Element", *, at_root: bool = False) -> None:
        value = let.get("value")
        if value is None:
            raise PackRefused(self.name, f"let {let.get('name')} without a value is not understood")
        self._add(parent, "variable", name=let.get("name"), select=f"/!({value})" if at_root else value)

    def _children(self, parent: "_Element", kind: str, wanted: set[str]) -> Iterator["_Element"]:
        """Children of these names; XSLT in the schema goes over as it is, other Schematron is refused."""
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _SILENT - wanted:
                continue
            if child.tag in wanted:
                yield child
            elif child.tag.startswith(f"{{{XSL}}}") and parent is self.schema:
                self.root.append(deepcopy(child))
            elif child.tag.startswith((f"{{{SCHEMATRON}}}", f"{{{XSL}}}")):
                raise PackRefused(self.name, f"{child.tag} in {kind} is not understood")

    def _pattern(self, pattern: "_Element", mode: str, shared: set[str]) -> None:
        """Each pattern is a mode; within it the first rule that matches an element is the only one applied."""
        rules = [each for each in self._children(pattern, "pattern", {sch("rule")}) if each.get("abstract") != "true"]
        for number, rule in enumerate(rules):
            priority = str(1000 + len(rules) - number)
            template = self._add(self.root, "template", match=self._context(rule), mode=mode, priority=priority)
            for let in pattern.findall(sch("let")):
                if let.get("name") not in shared:
                    self._variable(template, let, at_root=True)
            self._rule(list(self._parts(rule, pattern)), template)
            self._add(template, "apply-templates", select="@*|node()", mode=mode)
        catch_all = self._add(self.root, "template", match="@*|node()", mode=mode, priority="-1")
        self._add(catch_all, "apply-templates", select="@*|node()", mode=mode)

    def _rule(self, parts: list["_Element"], template: "_Element") -> None:
        """Variables come first: a check may use one that stands below it."""
        for let in parts:
            if let.tag == sch("let"):
                self._variable(template, let)
        for check in parts:
            if check.tag != sch("let"):
                self._check(check, template)

    def _context(self, rule: "_Element") -> str:
        context = rule.get("context")
        if not context:
            raise PackRefused(self.name, "a rule has no context")
        return str(context)

    def _parts(self, rule: "_Element", pattern: "_Element", within: tuple[str, ...] = ()) -> Iterator["_Element"]:
        """A rule's variables and checks, with those of the abstract rules that it extends."""
        for child in self._children(rule, "a rule", _OF_RULES):
            if child.tag == sch("extends"):
                name = str(child.get("rule"))
                if name in within:
                    raise PackRefused(self.name, f"abstract rule {name} extends itself")
                yield from self._parts(self._abstract_rule(name, pattern), pattern, (*within, name))
            else:
                yield child

    def _abstract_rule(self, name: str, pattern: "_Element") -> "_Element":
        for rule in (*pattern.iter(sch("rule")), *self.schema.iter(sch("rule"))):
            if rule.get("id") == name and rule.get("abstract") == "true":
                return rule
        raise PackRefused(self.name, f"abstract rule {name} is missing")

    def _check(self, check: "_Element", template: "_Element") -> None:
        """An assert speaks where its test is false, a report where it is true."""
        test = check.get("test")
        if not test:
            raise PackRefused(self.name, f"{check.get('id') or 'an assert'} has no test")
        wrong = f"not({test})" if check.tag == sch("assert") else test
        condition = self._add(template, "if", test=wrong)
        kind = "failed-assert" if check.tag == sch("assert") else "successful-report"
        noted = {name: _literal(str(check.get(name))) for name in ("id", "flag", "role") if check.get(name)}
        result = self._add(condition, None, kind, **noted)
        self._add(self._add(result, "attribute", name="location"), "value-of", select=_PATH)
        self._message(check, self._add(result, None, "text"))

    def _message(self, check: "_Element", text: "_Element") -> None:
        self._text(text, check.text)
        for child in check:
            if child.tag == sch("value-of"):
                self._add(text, "value-of", select=child.get("select"))
            elif child.tag == sch("name"):
                self._add(text, "value-of", select=f"name({child.get('path') or '.'})")
            elif isinstance(child.tag, str):
                self._message(child, text)
            self._text(text, child.tail)

    def _text(self, parent: "_Element", text: str | None) -> None:
        if text:
            self._add(parent, "text").text = text

    def _add(self, parent: "_Element", xsl: str | None, svrl: str = "", **attributes: str | None) -> "_Element":
        """A new XSLT instruction, or an element of the report."""
        tag = _xsl(xsl) if xsl else f"{{{SVRL}}}{svrl}"
        child = parent.makeelement(tag, {name: value for name, value in attributes.items() if value is not None})
        parent.append(child)
        return child


def _literal(text: str) -> str:
    """Text in an attribute that XSLT would otherwise take braces in for expressions."""
    return text.replace("{", "{{").replace("}", "}}")


def _xsl(name: str) -> str:
    return f"{{{XSL}}}{name}"
