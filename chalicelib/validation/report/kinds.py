"""What a document lacks, and what contradicts.

EN 16931's rules ask for a value, or hold values against each other. A rule of the first sort fails because the value
is not there. One of the second sort fails for want of a value too: without the sum of the lines (BR-12), what is made
of it can't be right (BR-CO-13), and to the schema the next element seems out of place. Such a finding only repeats what
another one says better, and is counted with it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from chalicelib.validation.report.report import Finding, FindingKind

_PRESENCE = frozenset(
    [f"BR-{number:02}" for number in (*range(1, 27), 31, 32, 33, *range(36, 39), *range(41, 51), *range(52, 58))]
    + [f"BR-{number}" for number in range(61, 66)]
    + [f"BR-CO-{number:02}" for number in (4, *range(18, 27))]
    + [f"BR-{category}-{number:02}" for category in ("S", "Z", "E", "AE", "IC", "G") for number in range(1, 5)]
    + [f"BR-{category}-10" for category in ("E", "AE", "IC", "G", "O")]
    + ["BR-O-01", "BR-IC-11", "BR-IC-12", "UBL-SR-48"]
)
"""The rules that ask for a value."""

_FOLLOWS: Mapping[str, frozenset[str]] = {
    "BR-27": frozenset({"BR-26"}),
    "BR-CO-10": frozenset({"BR-12", "BR-24"}),
    "BR-CO-13": frozenset({"BR-12", "BR-13"}),
    "BR-CO-14": frozenset({"BR-CO-18", "BR-46"}),
    "BR-CO-15": frozenset({"BR-13", "BR-14", "BR-CO-18"}),
    "BR-CO-16": frozenset({"BR-14", "BR-15"}),
    "BR-CO-17": frozenset({"BR-45", "BR-46", "BR-48"}),
    "BR-CL-03": frozenset({"BR-05"}),
    "BR-CL-04": frozenset({"BR-05"}),
}
"""Rules that reckon with values, and those that say that one of these values is missing."""

_TAXABLE = re.compile(r"BR-(?:S|Z|E|AE|IC|G|O)-0[89]")
_OF_TAXABLE = frozenset({"BR-CO-04", "BR-CO-18", "BR-24", "BR-45", "BR-46", "BR-48"})
_SCHEMA_LACKS = re.compile(r"Missing child element|is required but missing|is not expected\. Expected is \( \S+ \)")
_ASKS = re.compile(
    r"\b(?:shall|must) (?:have|contain|include|be (?:provided|present|given|specified|stated))\b"
    r"|\bis mandatory\b|muss (?:übermittelt|angegeben) werden",
    re.IGNORECASE,
)


def with_kinds(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with its kind."""
    listed = list(findings)
    rules = {finding.rule for finding in listed}
    return [replace(finding, kind=_kind(finding, rules)) for finding in listed]


def _kind(finding: Finding, rules: set[str]) -> FindingKind:
    causes = _OF_TAXABLE if _TAXABLE.fullmatch(finding.rule) else _FOLLOWS.get(finding.rule, frozenset())
    out_of_place = finding.rule == "XSD" and "This element is not expected" in finding.message
    lacks = finding.rule in _PRESENCE or bool(causes & rules) or _message_says_so(finding)
    lacks = lacks or (out_of_place and bool(_PRESENCE & rules))
    return FindingKind.MISSING if lacks else FindingKind.WRONG


def _message_says_so(finding: Finding) -> bool:
    """Whether the words of the schema, or of a rule that CEN did not write, ask for something."""
    if finding.rule == "XSD":
        return bool(_SCHEMA_LACKS.search(finding.message))
    written_by_cen = re.match(r"BR-(?:\d|CO|CL|DEC|S-|Z-|E-|AE-|IC-|G-|O-)", finding.rule)
    return not written_by_cen and bool(_ASKS.search(finding.message))
