"""From what the official artefacts print to findings: a rule's id, what it says, where, and about which term."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalicelib.documents.syntaxes.node import parse_hardened
from chalicelib.documents.syntaxes.schemas import PREFIXES
from chalicelib.validation.report.hints import HINTS
from chalicelib.validation.report.report import Finding, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element, _LogEntry

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SCHEMA_RULE = "XSD"
MAX_MESSAGE, MAX_LOCATION, MAX_RULE = 1_000, 500, 100  # characters: a document's own values stand in messages
_WARNINGS = {"warning", "warn", "information", "info"}
_TERM = re.compile(r"\bB[TG]-\d+\b")
_LEADING_ID = re.compile(r"^\[([^]\s/]+)[^]]*\]\s*[-:]?\s*")
_STEP = re.compile(r"(?:\*:([\w.-]+)\[namespace-uri\(\)='([^']*)'\]|Q\{([^}]*)\}([\w.-]+))")
_ROOT_PREFIXES = {"": "ubl"}


def from_svrl(svrl: str, rules: str) -> Iterator[Finding] | None:
    """The findings in a Schematron result; None if it is no result at all.

    Those of rules that were published without an id have the name of the file, `rules`.
    """
    root = parse_hardened(svrl.encode())
    if root.tag != f"{SVRL}schematron-output" or root.find(f"{SVRL}active-pattern") is None:
        return None
    return (_finding(check, rules) for check in root.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"))


def from_schema(error: "_LogEntry") -> Finding:
    """A finding of the XML schema."""
    message = re.sub(r"\{([^}]*)\}", lambda found: f"{PREFIXES.get(found[1], found[1])}:".lstrip(":"), error.message)
    location = error.path or f"line {error.line}"
    hint = HINTS.get(SCHEMA_RULE)
    return Finding(SCHEMA_RULE, Severity.FATAL, message[:MAX_MESSAGE], location[:MAX_LOCATION], None, hint)


def readable(location: str) -> str:
    """An XPath with the usual prefixes.

    >>> readable("/*:Invoice[namespace-uri()='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'][1]")
    '/ubl:Invoice[1]'
    """
    return _STEP.sub(_prefixed, location)


def _prefixed(step: re.Match[str]) -> str:
    name, namespace = (step[1], step[2]) if step[1] else (step[4], step[3])
    prefix = PREFIXES.get(namespace, "*")
    return f"{_ROOT_PREFIXES.get(prefix, prefix)}:{name}"


def _finding(check: "_Element", rules: str) -> Finding:
    text = " ".join("".join(map(str, check.itertext())).split())
    rule = _rule_of(check, text) or rules
    message = _LEADING_ID.sub("", text, count=1) or text
    term = _TERM.search(text)
    flag = str(check.get("flag") or check.get("role") or "fatal").lower()
    severity = Severity.WARNING if flag in _WARNINGS else Severity.FATAL
    location = readable(str(check.get("location") or ""))[:MAX_LOCATION]
    about = term[0] if term else None
    return Finding(rule[:MAX_RULE], severity, message[:MAX_MESSAGE], location or None, about, HINTS.get(rule))


def _rule_of(check: "_Element", text: str) -> str:
    """The rule's id: the check has it, or its text begins with it; else nothing."""
    named = _LEADING_ID.match(text)
    return str(check.get("id") or (named[1] if named else ""))
