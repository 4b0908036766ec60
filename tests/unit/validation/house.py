"""A pack of house rules for tests: a small national rule set, in a folder or as the bytes of a zip."""

from pathlib import Path

from chalicelib.validation.packs.archive import zip_pack
from chalicelib.validation.packs.manifest import MANIFEST, dump_manifest, make_manifest

SPECIFICATION = "urn:example:house-rules:1.0"
SCHEMATRON = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="urn:house" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <title>House rules</title>
  <ns prefix="cbc" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"/>
  <ns prefix="cac" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"/>
  <ns prefix="ubl" uri="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>
  <ns prefix="h" uri="urn:house"/>
  <function xmlns="http://www.w3.org/1999/XSL/Transform" name="h:long" as="xs:boolean">
    <param name="text"/><variable name="most" as="xs:integer">30</variable>
    <value-of select="string-length($text) &gt; $most"/>
  </function>
  <let name="prefix" value="'2024-'"/>
  <pattern id="lines" is-a="named">
    <param name="what" value="cac:InvoiceLine"/><param name="name" value="cac:Item/cbc:Name"/>
  </pattern>
  <pattern abstract="true" id="named">
    <rule context="$what"><assert id="H-01" test="$name">A <name/> needs a name.</assert></rule>
  </pattern>
  <pattern>
    <let name="number" value="ubl:Invoice/cbc:ID"/>
    <rule abstract="true" id="numbered"><assert id="H-02" flag="fatal" test="starts-with(., $prefix)">Not
      <value-of select="."/> but <value-of select="$prefix"/>.</assert></rule>
    <rule context="/ubl:Invoice/cbc:ID"><extends rule="numbered"/>
      <let name="length" value="string-length($number)"/>
      <report id="H-03" role="warning" test="$length &gt; 12">Long.</report></rule>
    <rule context="/ubl:Invoice/*[self::cbc:ID]">
      <assert id="H-99" test="false()">An earlier rule has taken it.</assert></rule>
    <rule context="cbc:Note"><report id="H-04" test="h:long(.)">Too much text.</report></rule>
  </pattern>
</schema>"""


def make_pack(
    folder: Path,
    schematron: str = SCHEMATRON,
    *,
    id: str = "house",  # noqa: A002
    version: str = "1.0",
    applies_to: tuple[str, ...] = (f"{SPECIFICATION}*",),
    extends: str | None = "en16931-ubl",
    **more: str,
) -> Path:
    """A pack of house rules, in a folder; `more` are further files, name (with `__` for a slash) to content."""
    pack = folder / id
    pack.mkdir(parents=True)
    (pack / "house.sch").write_text(schematron)
    roles = {"house.sch": "rules"}
    for name, content in more.items():
        path = pack / f"{name.replace('__', '/')}.xml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
        roles[path.relative_to(pack).as_posix()] = "resource"
    manifest = make_manifest(
        pack, id=id, name="House rules", version=version, syntax="ubl", applies_to=applies_to, extends=extends,
        roles=roles,
    )  # fmt: skip
    (pack / MANIFEST).write_bytes(dump_manifest(manifest))
    return pack


def zipped(folder: Path, schematron: str = SCHEMATRON, **manifest: str) -> bytes:
    """A pack of house rules, made in a folder, as a zip."""
    return zip_pack(make_pack(folder, schematron, **manifest))  # type: ignore[arg-type]
