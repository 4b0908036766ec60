"""What ISO Schematron can say, as rules of invoices say it, through the same door as published rules."""

from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.validation import check_pack, validate
from chalicelib.validation.errors import PackRefused
from chalicelib.validation.report.report import Finding, LayerName, Severity
from tests.unit.documents.invoices import invoice
from tests.unit.validation.house import make_pack

HEAD = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}" {more}
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:doc="urn:documentation">
  <sch:ns prefix="cbc" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"/>
  <sch:ns prefix="cac" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"/>
  <sch:ns prefix="ubl" uri="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>
  <sch:ns prefix="u" uri="utils"/><sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>"""


def schema(body: str, binding: str = "xslt2", more: str = "") -> str:
    return HEAD.format(binding=binding, more=more) + body + "</sch:schema>"


def findings(tmp_path: Path, body: str, more: str = "", **files: str) -> list[Finding]:
    """What rules find in an invoice."""
    make_pack(tmp_path, schema(body, more=more), extends=None, **files)  # type: ignore[arg-type]
    report = validate(write_ubl(invoice()), ruleset="house", packs=tmp_path)
    (rules,) = [layer for layer in report.layers if layer.name is LayerName.RULES]
    assert rules.detail is None
    return list(report.findings)


def fired(tmp_path: Path, body: str, more: str = "", **files: str) -> list[str]:
    return [finding.rule for finding in findings(tmp_path, body, more, **files)]


def refusal(tmp_path: Path, schematron: str, **files: str) -> str:
    with pytest.raises(PackRefused) as raised:
        check_pack(make_pack(tmp_path, schematron, extends=None, **files))  # type: ignore[arg-type]
    return raised.value.reason


def test_an_assert_speaks_where_it_is_false_and_a_report_where_it_is_true(tmp_path: Path) -> None:
    body = """<sch:pattern><sch:rule context="/ubl:Invoice">
        <sch:assert id="A" test="cbc:ID">-</sch:assert><sch:assert id="B" test="not(cbc:ID)">-</sch:assert>
        <sch:report id="C" test="cbc:ID">-</sch:report><sch:report id="D" test="not(cbc:ID)">-</sch:report>
        </sch:rule></sch:pattern>"""
    assert fired(tmp_path, body) == ["B", "C"]


def test_in_a_pattern_only_the_first_rule_about_an_element_applies(tmp_path: Path) -> None:
    body = """<sch:pattern><sch:rule context="cac:InvoiceLine[cbc:ID = '1']"><sch:report id="first"
        test="1">-</sch:report></sch:rule>
        <sch:rule context="cac:InvoiceLine"><sch:report id="other" test="1">-</sch:report></sch:rule></sch:pattern>
        <sch:pattern><sch:rule context="cac:InvoiceLine"><sch:report id="again" test="1">-</sch:report>
        </sch:rule></sch:pattern>"""
    assert fired(tmp_path, body) == ["first", "other", "again", "again"]


def test_rules_can_be_about_attributes_and_about_every_element(tmp_path: Path) -> None:
    body = """<sch:pattern><sch:rule context="//cbc:TaxInclusiveAmount/@currencyID"><sch:report id="currency"
        test=". = 'EUR'">-</sch:report></sch:rule></sch:pattern>
        <sch:pattern><sch:rule context="//*[not(*) and not(normalize-space())]"><sch:report id="empty"
        test="1">-</sch:report></sch:rule></sch:pattern>"""
    (finding,) = findings(tmp_path, body)
    assert (finding.rule, finding.location) == (
        "currency",
        "/ubl:Invoice[1]/cac:LegalMonetaryTotal[1]/cbc:TaxInclusiveAmount[1]/@currencyID",
    )


def test_variables_of_a_schema_see_the_document_and_each_other(tmp_path: Path) -> None:
    body = """<sch:let name="country" value="if ($code) then upper-case($code) else 'XX'"/>
        <sch:let name="code" value="/*/cac:AccountingSupplierParty//cac:Country/cbc:IdentificationCode"/>
        <sch:pattern><sch:rule context="cac:InvoiceLine[$country = 'DE'][1]"><sch:report id="{$country}"
        test="$country = 'DE'">
        <sch:value-of select="$country"/></sch:report></sch:rule></sch:pattern>"""
    (finding,) = findings(tmp_path, body)
    assert (finding.rule, finding.message) == ("{$country}", "DE")


def test_a_pattern_s_variables_are_known_to_the_others(tmp_path: Path) -> None:
    body = """<sch:pattern id="variables"><sch:let name="NUMBERS" value="'^[0-9-]+$'"/></sch:pattern>
        <sch:pattern><sch:rule context="/ubl:Invoice"><sch:report id="A"
        test="matches(cbc:ID, $NUMBERS)">-</sch:report></sch:rule></sch:pattern>"""
    assert fired(tmp_path, body) == ["A"]


def test_variables_of_the_same_name_belong_to_their_own_patterns(tmp_path: Path) -> None:
    pattern = """<sch:pattern><sch:let name="mine" value="/*/cbc:{0}"/><sch:rule context="/ubl:Invoice">
        <sch:report id="A" test="$mine"><sch:value-of select="$mine"/></sch:report></sch:rule></sch:pattern>"""
    found = findings(tmp_path, pattern.format("ID") + pattern.format("DocumentCurrencyCode"))
    assert [finding.message for finding in found] == ["2024-0017", "EUR"]


def test_a_rule_s_variables_may_stand_between_its_checks(tmp_path: Path) -> None:
    body = """<sch:pattern><sch:rule context="/ubl:Invoice"><sch:report id="A"
        test="$number = '2024-0017'">-</sch:report>
        <sch:let name="number" value="cbc:ID"/><sch:let name="first" value="substring($number, 1, 4)"/>
        <sch:report id="B" test="$first = '2024'">-</sch:report></sch:rule></sch:pattern>"""
    assert fired(tmp_path, body) == ["A", "B"]


def test_a_rule_extends_abstract_ones_that_extend_others(tmp_path: Path) -> None:
    body = """<sch:pattern><sch:rule abstract="true" id="base"><sch:let name="name" value="name()"/>
        <sch:report id="A" test="1">-</sch:report></sch:rule>
        <sch:rule abstract="true" id="middle"><sch:extends rule="base"/><sch:report id="B"
        test="$name">-</sch:report></sch:rule>
        <sch:rule context="/ubl:Invoice"><sch:extends rule="middle"/><sch:report id="C" test="1"><sch:name/>
        </sch:report></sch:rule></sch:pattern>"""
    found = findings(tmp_path, body)
    assert [finding.rule for finding in found] == ["A", "B", "C"]
    assert found[-1].message == "Invoice"


def test_an_abstract_pattern_is_filled_in_for_each_that_names_it(tmp_path: Path) -> None:
    body = """<sch:pattern abstract="true" id="model"><sch:let name="limit" value="$most"/><sch:rule context="$place">
        <sch:report id="A" test="$what and $what-else and count(//$place) le $limit">-</sch:report></sch:rule>
        </sch:pattern>
        <sch:pattern is-a="model" id="one"><sch:param name="place" value="cac:InvoiceLine"/>
        <sch:param name="most" value="2"/>
        <sch:param name="what" value="cbc:ID"/><sch:param name="what-else" value="cac:Item"/></sch:pattern>
        <sch:pattern is-a="model" id="two"><sch:param name="place" value="cac:PaymentMeans"/>
        <sch:param name="most" value="1"/>
        <sch:param name="what" value="cbc:PaymentMeansCode"/><sch:param name="what-else" value="cac:Item"/>
        </sch:pattern>"""
    assert fired(tmp_path, body) == ["A", "A"]


def test_parts_of_a_schema_may_stand_in_other_files_of_the_pack(tmp_path: Path) -> None:
    body = '<sch:include href="parts/common.xml"/><sch:include href="parts/lines.xml"/>'
    common = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="v"><let name="most" value="1"/></pattern>'
    lines = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><include href="../rule.xml"/></pattern>'
    rule = """<rule xmlns="http://purl.oclc.org/dsdl/schematron" context="/*">
        <report id="A" test="count(//*:InvoiceLine) gt $most">-</report></rule>"""
    assert fired(tmp_path, body, parts__common=common, parts__lines=lines, rule=rule) == ["A"]


@pytest.mark.parametrize("href", ["other.xml", "/etc/passwd", "../house.sch", "http://example.com/a.sch", "#id"])
def test_nothing_is_included_that_is_not_in_the_pack(tmp_path: Path, href: str) -> None:
    assert "not in the pack" in refusal(tmp_path, schema(f'<sch:include href="{href}"/>'))


def test_files_that_include_each_other_are_refused(tmp_path: Path) -> None:
    part = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><include href="{}.xml"/></pattern>'
    reason = refusal(tmp_path, schema('<sch:include href="a.xml"/>'), a=part.format("b"), b=part.format("a"))
    assert "deep" in reason


PHASES = """<sch:phase id="short"><sch:active pattern="a"/><sch:let name="word" value="'A'"/></sch:phase>
    <sch:pattern id="a"><sch:rule context="/*"><sch:report id="A" test="1">-</sch:report></sch:rule></sch:pattern>
    <sch:pattern id="b"><sch:rule context="/*"><sch:report id="B" test="1">-</sch:report></sch:rule></sch:pattern>"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [("", ["A", "B"]), ('defaultPhase="#ALL"', ["A", "B"]), ('defaultPhase="short"', ["A"])],
)
def test_all_patterns_run_unless_the_schema_names_a_default_phase(
    tmp_path: Path, more: str, expected: list[str]
) -> None:
    assert fired(tmp_path, PHASES, more) == expected


@pytest.mark.parametrize("prefix", ["xs", "xsd"])
def test_types_of_xml_schema_may_be_used_undeclared_as_published_schemas_do(tmp_path: Path, prefix: str) -> None:
    body = f"""<sch:pattern><sch:rule context="/ubl:Invoice"><sch:assert id="A"
        test="cbc:ID castable as {prefix}:integer">-</sch:assert></sch:rule></sch:pattern>"""
    undeclared = schema(body).replace('<sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>', "")
    make_pack(tmp_path, undeclared, extends=None)
    report = validate(write_ubl(invoice()), ruleset="house", packs=tmp_path)
    assert [finding.rule for finding in report.findings] == ["A"]


def test_functions_and_keys_of_xslt_work_in_a_schema(tmp_path: Path) -> None:
    body = """<xsl:key name="lines" match="cac:InvoiceLine" use="cbc:ID"/>
        <function xmlns="http://www.w3.org/1999/XSL/Transform" name="u:gln" as="xs:boolean">
          <param name="val"/><variable name="length" select="string-length($val) - 1"/>
          <variable name="digits"
        select="reverse(for $i in string-to-codepoints(substring($val, 0, $length + 1)) return $i - 48)"/>
          <variable name="sum"
        select="sum(for $i in (0 to $length - 1) return $digits[$i + 1] * (1 + ((($i + 1) mod 2) * 2)))"/>
          <value-of select="(10 - ($sum mod 10)) mod 10 = number(substring($val, $length + 1, 1))"/>
        </function>
        <sch:pattern><sch:rule context="/ubl:Invoice">
        <sch:report id="A" test="u:gln('7300010000001')">-</sch:report><sch:report id="B"
        test="u:gln('7300010000002')">-</sch:report>
        <sch:report id="C" test="key('lines', '2')/cbc:InvoicedQuantity = 3">-</sch:report></sch:rule>
        </sch:pattern>"""
    assert fired(tmp_path, body) == ["A", "C"]


def test_flags_and_roles_say_how_much_a_finding_matters(tmp_path: Path) -> None:
    checks = {"a": 'flag="fatal"', "b": 'flag="warning"', "c": 'role="information"', "d": "", "e": 'role="error"'}
    reports = "".join(f'<sch:report id="{name}" {said} test="1">-</sch:report>' for name, said in checks.items())
    found = findings(tmp_path, f'<sch:pattern><sch:rule context="/*">{reports}</sch:rule></sch:pattern>')
    assert [finding.rule for finding in found if finding.severity is Severity.WARNING] == ["b", "c"]


def test_a_message_may_hold_values_names_emphasis_and_braces(tmp_path: Path) -> None:
    body = """<sch:pattern><sch:rule context="/*"><sch:report id="A"
        test="1">[A]-<sch:emph>No <sch:value-of select="cbc:ID"/>
        </sch:emph> in {<sch:name path="*[last()]"/>}, <doc:b>see</doc:b>.</sch:report></sch:rule></sch:pattern>"""
    (finding,) = findings(tmp_path, body)
    assert finding.message == "No 2024-0017 in {cac:InvoiceLine}, see."


def test_documentation_and_comments_are_no_rules(tmp_path: Path) -> None:
    body = """<!-- a --><doc:about/><sch:p>about</sch:p><sch:pattern><sch:title>T</sch:title><!-- b --><doc:x/>
        <sch:rule context="/*"><sch:p>p</sch:p><doc:y/><?z?><sch:report id="A" test="1">-</sch:report>
        </sch:rule></sch:pattern>
        <sch:diagnostics><sch:diagnostic id="d">-</sch:diagnostic></sch:diagnostics>"""
    assert fired(tmp_path, body) == ["A"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<sch:rules id="a"/>', "rules in schema is not understood"),
        ("<sch:pattern><sch:group/></sch:pattern>", "group in pattern is not understood"),
        ('<sch:pattern><sch:rule context="/*"><sch:unknown/></sch:rule></sch:pattern>', "unknown in a rule"),
        ('<sch:pattern><sch:rule context="/*"><xsl:if test="1"/></sch:rule></sch:pattern>', "if in a rule"),
        ('<sch:pattern><sch:rule><sch:assert test="1"/></sch:rule></sch:pattern>', "no context"),
        ('<sch:pattern><sch:rule context="/*"><sch:assert id="X"/></sch:rule></sch:pattern>', "X has no test"),
        ('<sch:pattern><sch:rule context="/*"><sch:extends rule="a"/></sch:rule></sch:pattern>', "rule a is missing"),
        ('<sch:pattern><sch:rule context="/*"><sch:extends href="a"/></sch:rule></sch:pattern>', "is missing"),
        ('<sch:pattern is-a="none"/>', "abstract pattern none is missing"),
        ('<sch:let name="a"><b/></sch:let>', "let a without a value"),
        ('<xsl:include href="a.xsl"/>', "xsl:include"),
        ('<xsl:import href="a.xsl"/>', "xsl:import"),
        ("""<sch:pattern><sch:rule context="doc('x')/a"><sch:assert test="1"/></sch:rule></sch:pattern>""", "doc('x')"),
        ('<sch:pattern><sch:rule context="/*"><sch:assert test="u:unknown(.)"/></sch:rule></sch:pattern>', "unknown"),
        ('<sch:pattern><sch:rule context="/*"><sch:assert test="$unknown"/></sch:rule></sch:pattern>', "unknown"),
        ("""<sch:pattern><sch:rule abstract="true" id="a"><sch:extends rule="a"/></sch:rule>
            <sch:rule context="/*"><sch:extends rule="a"/></sch:rule></sch:pattern>""", "extends itself"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_rather_than_left_out(tmp_path: Path, body: str, reason: str) -> None:
    assert reason in refusal(tmp_path, schema(body))


@pytest.mark.parametrize("binding", ["xslt", "xpath", "exslt", "xquery", ""])
def test_rules_in_another_language_are_refused(tmp_path: Path, binding: str) -> None:
    assert "queryBinding" in refusal(tmp_path, schema("", binding))


def test_a_default_phase_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "phase none is missing" in refusal(tmp_path, schema("", more='defaultPhase="none"'))


def test_what_schxslt_makes_is_never_given_a_document_s_address(tmp_path: Path) -> None:
    start = "document($schxslt.validate.initial-document-uri)"
    body = f"""<xsl:param name="schxslt.validate.initial-document-uri" select="'/etc/passwd'"/>
        <xsl:template name="start"><xsl:apply-templates select="{start}"/></xsl:template>
        <sch:pattern><sch:rule context="/*"><sch:report id="A" test="1">-</sch:report></sch:rule></sch:pattern>"""
    assert fired(tmp_path, body) == ["A"]
    assert "reads other documents" in refusal(tmp_path / "other", schema(body.replace(start, f"{start}/a")))
