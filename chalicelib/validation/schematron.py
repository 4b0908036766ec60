"""ISO Schematron (ISO/IEC 19757-3) compiled to XSLT, as far as published e-invoicing rules use it.

Understood: namespaces, `let` at every level, patterns, abstract patterns with parameters, rules, abstract rules with
`extends`, asserts and reports with `value-of` and `name` in their text, flags and roles, and XSLT functions and keys in
the schema. Anything else is refused rather than left out: rules that silently don't run would make documents valid.
Phases are ignored: all patterns run. `include` is refused: a pack's file stands for itself.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from chalicelib.validation.errors import PackRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
SVRL = "http://purl.oclc.org/dsdl/svrl"
XSL = "http://www.w3.org/1999/XSL/Transform"
_SILENT = {"title", "p", "phase", "diagnostics", "properties", "ns"}
_PATH = "path(.)"


def compile_schematron(schema: "_Element", name: str) -> "_Element":
    """The stylesheet that reports a schema's failed asserts as SVRL; raise `PackRefused` for what isn't understood."""
    return _Compiler(schema, name).stylesheet()


class _Compiler:
    """One schema on its way to a stylesheet."""

    def __init__(self, schema: "_Element", name: str) -> None:
        from lxml import etree

        self.schema, self.name = schema, name
        prefixes = {prefix: uri for prefix, uri in schema.nsmap.items() if prefix}
        prefixes |= {str(ns.get("prefix")): str(ns.get("uri")) for ns in schema.iter(_sch("ns"))}
        self.root = etree.Element(_xsl("stylesheet"), {"version": "3.0"}, nsmap={**prefixes, "xsl": XSL, "svrl": SVRL})

    def stylesheet(self) -> "_Element":
        """Compile the whole schema."""
        patterns = [pattern for pattern in self._children(self.schema, "schema") if pattern.tag == _sch("pattern")]
        concrete = [self._instance(pattern) for pattern in patterns if pattern.get("abstract") != "true"]
        output = self._add(self._add(self.root, "template", match="/"), None, "schematron-output")
        for number, pattern in enumerate(concrete):
            self._add(output, None, "active-pattern", id=pattern.get("id") or f"pattern-{number}")
            self._add(output, "apply-templates", select=pattern.get("documents") or "/", mode=f"M{number}")
            self._pattern(pattern, f"M{number}")
        return self.root

    def _children(self, parent: "_Element", kind: str) -> Iterator["_Element"]:
        """Children that are rules' business; variables and functions go over as they are."""
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in {_sch(name) for name in _SILENT}:
                continue
            if child.tag.startswith(f"{{{XSL}}}"):
                self.root.append(deepcopy(child))
            elif child.tag == _sch("let") and kind == "schema":
                self._add(self.root, "variable", name=child.get("name"), select=_value(child))
            elif child.tag == _sch("let"):
                continue
            elif child.tag == _sch("pattern" if kind == "schema" else "rule"):
                yield child
            else:
                raise PackRefused(self.name, f"{child.tag} in {kind} is not understood")

    def _instance(self, pattern: "_Element") -> "_Element":
        """The abstract pattern that `is-a` names, with the parameters filled in; a plain pattern as it is."""
        if pattern.get("is-a") is None:
            return pattern
        for abstract in self.schema.iter(_sch("pattern")):
            if abstract.get("id") == pattern.get("is-a"):
                return _filled(abstract, {str(param.get("name")): str(param.get("value")) for param in pattern})
        raise PackRefused(self.name, f"abstract pattern {pattern.get('is-a')} is missing")

    def _pattern(self, pattern: "_Element", mode: str) -> None:
        """Each pattern is a mode; within it the first rule that matches an element is the only one applied."""
        rules = [rule for rule in self._children(pattern, "pattern") if rule.get("abstract") != "true"]
        for number, rule in enumerate(rules):
            priority = str(1000 + len(rules) - number)
            template = self._add(self.root, "template", match=rule.get("context"), mode=mode, priority=priority)
            for let in pattern.findall(_sch("let")):
                self._add(template, "variable", name=let.get("name"), select=f"/!({_value(let)})")
            self._rule(rule, pattern, template)
            self._add(template, "apply-templates", select="@*|node()", mode=mode)
        catch_all = self._add(self.root, "template", match="@*|node()", mode=mode, priority="-1")
        self._add(catch_all, "apply-templates", select="@*|node()", mode=mode)

    def _rule(self, rule: "_Element", pattern: "_Element", template: "_Element") -> None:
        for child in rule:
            if child.tag == _sch("let"):
                self._add(template, "variable", name=child.get("name"), select=_value(child))
            elif child.tag == _sch("extends"):
                self._rule(self._abstract_rule(child.get("rule"), pattern), pattern, template)
            elif child.tag in {_sch("assert"), _sch("report")}:
                self._check(child, template)
            elif isinstance(child.tag, str) and child.tag not in {_sch(name) for name in _SILENT}:
                raise PackRefused(self.name, f"{child.tag} in a rule is not understood")

    def _abstract_rule(self, id: str | None, pattern: "_Element") -> "_Element":  # noqa: A002
        for rule in (*pattern.iter(_sch("rule")), *self.schema.iter(_sch("rule"))):
            if rule.get("id") == id and rule.get("abstract") == "true":
                return rule
        raise PackRefused(self.name, f"abstract rule {id} is missing")

    def _check(self, check: "_Element", template: "_Element") -> None:
        """An assert speaks where its test is false, a report where it is true."""
        test = str(check.get("test"))
        wrong = f"not({test})" if check.tag == _sch("assert") else test
        condition = self._add(template, "if", test=wrong)
        kind = "failed-assert" if check.tag == _sch("assert") else "successful-report"
        noted = {name: _literal(str(check.get(name))) for name in ("id", "flag", "role") if check.get(name)}
        result = self._add(condition, None, kind, **noted)
        self._add(self._add(result, "attribute", name="location"), "value-of", select=_PATH)
        self._message(check, self._add(result, None, "text"))

    def _message(self, check: "_Element", text: "_Element") -> None:
        self._text(text, check.text)
        for child in check:
            if child.tag == _sch("value-of"):
                self._add(text, "value-of", select=child.get("select"))
            elif child.tag == _sch("name"):
                self._add(text, "value-of", select=f"name({child.get('path') or '.'})")
            elif isinstance(child.tag, str):
                self._text(text, "".join(str(part) for part in child.itertext()))
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


def _filled(abstract: "_Element", values: dict[str, str]) -> "_Element":
    """A copy of an abstract pattern with `$name` replaced, longer names first."""
    pattern = deepcopy(abstract)
    for element in pattern.iter():
        for name, text in element.attrib.items():
            filled = str(text)
            for parameter in sorted(values, key=len, reverse=True):
                filled = filled.replace(f"${parameter}", values[parameter])
            element.set(str(name), filled)
    return pattern


def _literal(text: str) -> str:
    """Text in an attribute that XSLT would otherwise take braces in for expressions."""
    return text.replace("{", "{{").replace("}", "}}")


def _value(let: "_Element") -> str:
    return str(let.get("value") or "''")


def _sch(name: str) -> str:
    return f"{{{SCHEMATRON}}}{name}"


def _xsl(name: str) -> str:
    return f"{{{XSL}}}{name}"
