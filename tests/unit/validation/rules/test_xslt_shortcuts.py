import pytest
from lxml import etree

from chalicelib.validation.rules.xslt_shortcuts import XSL, shorten_walks

STYLESHEET = """<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="2.0">
  <xsl:template match="/"><xsl:apply-templates select="/" mode="M1"/></xsl:template>
  <xsl:template match="PATTERN" mode="M1"><found/><xsl:apply-templates select="*" mode="M1"/></xsl:template>
  <xsl:template match="@*|node()" mode="M1" priority="-2"><xsl:apply-templates select="*" mode="M1"/></xsl:template>
</xsl:stylesheet>"""


def start_of(pattern: str) -> str | None:
    root = etree.fromstring(STYLESHEET.replace("PATTERN", pattern))
    shorten_walks(root)
    start = root.find(f"{XSL}template/{XSL}apply-templates")
    return None if start is None else start.get("select")


@pytest.mark.parametrize(
    ("pattern", "selection"),
    [
        ("a", "//a"),
        ("//a/b[c='|']", "//a/b[c='|']"),
        ("/x | y/@z", "/x | //y/@z"),
        ("*[self::a or self::b]", "//*[self::a or self::b]"),
    ],
)
def test_a_pattern_becomes_the_selection_that_says_the_same(pattern: str, selection: str) -> None:
    assert start_of(pattern) == selection


@pytest.mark.parametrize("pattern", ["key('k', 'v')", "id('x')", "a[b = current()/c]", ".[. = 1]", "$nodes"])
def test_a_pattern_that_a_selection_cannot_say_is_left_alone(pattern: str) -> None:
    assert start_of(pattern) == "/"
