"""A shorter way through the document for compiled Schematron, with the same rules applied to the same elements.

Compiled Schematron walks the whole document once a pattern, asking of each node whether a rule is about it. The
Factur-X rules have 66 patterns of mostly one rule: 66 walks. A walk that starts with a selection of exactly the nodes
that the pattern's rules match, and goes no further from there, applies the same rule to each: an XSLT match pattern
`a/b` matches the nodes that `//a/b` selects, priorities still choose among several rules, and no node is visited twice
because a selection has each node once. Only patterns in the shape that the usual compilers write are touched.

Some compilers also put an idle walk into each pattern, in XSLT's default mode. Where that mode has no rules, the walk
visits every element and writes nothing, so it is removed: in the Factur-X rules that was three quarters of the time.
"""

import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

XSL = "{http://www.w3.org/1999/XSL/Transform}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
MAX_RULES = 6
"""A pattern of more rules is walked: one pass that asks many questions is cheaper than many selections."""
_DEFAULT_MODE = {"#default", "#unnamed", "#all"}
_FALLBACKS = {"text()", "@*|node()"}
_PLAIN = re.compile(r"(?!(?:key|id|doc|root|element-with-id)\s*\()(?:/|@|\*|\w)(?!.*\bcurrent\s*\()", re.DOTALL)
"""Patterns that say the same as a selection; in the others, functions mean something else there."""
_OPENING, _CLOSING, _QUOTES = "([", ")]", "'\""


def shorten_walks(stylesheet: "_Element") -> None:
    """Shorten the walks of a compiled Schematron's patterns through the document."""
    _remove_idle_walks(stylesheet)
    by_mode: dict[str, list[_Element]] = {}
    for template in stylesheet.iter(f"{XSL}template"):
        by_mode.setdefault(str(template.get("mode")), []).append(template)
    for start in list(stylesheet.iter(f"{XSL}apply-templates")):
        mode = start.get("mode")
        if mode is not None and start.get("select") == "/":
            _shorten(start, by_mode.get(str(mode), []), str(mode))


def alternatives(pattern: str) -> list[str]:
    """The parts of a match pattern between the bars that aren't within brackets or quotes.

    >>> alternatives("a | //b[c='|']/@d")
    ['a', "//b[c='|']/@d"]
    """
    parts, depth, quote = [""], 0, ""
    for letter in pattern:
        if quote:
            if letter == quote:
                quote = ""
        elif letter in _QUOTES:
            quote = letter
        else:
            depth += (letter in _OPENING) - (letter in _CLOSING)
        if (letter, depth, quote) == ("|", 0, ""):
            parts.append("")
        else:
            parts[-1] += letter
    return list(map(str.strip, parts))


def _remove_idle_walks(stylesheet: "_Element") -> None:
    """Without rules, the default mode walks over elements by XSLT's own templates, which write nothing."""
    if stylesheet.get("default-mode") or next(stylesheet.iter(f"{XSL}mode"), None) is not None:
        return
    if any(_writes_in_default_mode(template) for template in stylesheet.iter(f"{XSL}template")):
        return
    for pattern in stylesheet.iter(f"{SVRL}active-pattern"):
        for walk in pattern.findall(f"{XSL}apply-templates"):
            if not walk.attrib and not len(walk):
                pattern.remove(walk)


def _writes_in_default_mode(template: "_Element") -> bool:
    """Whether a template could write something for a node below the root, or keep XSLT's own from being silent."""
    if template.get("match") in {None, "/"} or not _DEFAULT_MODE.intersection(
        (template.get("mode") or "#default").split()
    ):
        return False
    return template.get("match") != "text()" or len(template) > 0 or bool((template.text or "").strip())


def _shorten(start: "_Element", templates: list["_Element"], mode: str) -> None:
    rules = [template for template in templates if template.get("match") not in _FALLBACKS]
    patterns = list(chain.from_iterable(alternatives(str(rule.get("match"))) for rule in rules))
    if not 0 < len(rules) <= MAX_RULES or not all(map(_PLAIN.match, patterns)):
        return
    start.set("select", " | ".join([part if part.startswith("/") else f"//{part}" for part in patterns]))
    for rule in rules:
        _stop_at(rule, mode)


def _stop_at(rule: "_Element", mode: str) -> None:
    """Remove the rule's own apply-templates, so that the walk ends at it."""
    for onward in rule.findall(f"{XSL}apply-templates"):
        if onward.get("mode") == mode:
            rule.remove(onward)
