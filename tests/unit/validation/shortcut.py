"""Compares the rules as they came with the rules as they are run, on documents broken in every place.

Run as a module of its own, because Saxon must not be in the process of the other tests: prints the number of documents
and the findings that differ.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.validation.report.findings import from_svrl
from chalicelib.validation.report.report import Finding
from chalicelib.validation.rules.rulesets import builtin
from chalicelib.validation.rules.stylesheet import prepare
from tests.unit.documents.invoices import full_invoice


def broken(xml: bytes, every: int) -> Iterator[bytes]:
    """The document, and the document without each of its elements, and with no code for each text and attribute."""
    yield xml
    for number in range(1, len(list(etree.fromstring(xml).iter())), every):
        root = etree.fromstring(xml)
        element = list(root.iter())[number]
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        yield etree.tostring(root)
        root = etree.fromstring(xml)
        element = list(root.iter())[number]
        element.attrib.update(dict.fromkeys(element.attrib, "no code"))
        element.text = element.text if len(element) else "no code"
        yield etree.tostring(root)


def runner(saxon: Any, path: Path, *, as_it_came: bool) -> Any:
    """A compiled stylesheet."""
    prepared = prepare(path, as_it_came=as_it_came)
    executable = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=prepared.text)
    for name, file in prepared.files:
        executable.set_parameter(name, saxon.parse_xml(xml_file_name=str(file)))
    return executable


def findings(runner: Any, node: Any) -> list[Finding] | str:
    """What a stylesheet finds; rules that convert a text to a number break off where it is not one."""
    try:
        return list(from_svrl(runner.transform_to_string(xdm_node=node), "unnamed") or ())
    except PySaxonApiError:
        return "broke off"


def main(ruleset: str, every: int) -> None:
    """Compare."""
    saxon: Any = PySaxonProcessor(license=False)
    path = builtin()[ruleset].stylesheets[-1].path
    runners = [runner(saxon, path, as_it_came=as_it_came) for as_it_came in (False, True)]
    documents, different = 0, 0
    write = write_cii if builtin()[ruleset].syntax == "cii" else write_ubl
    for xml in broken(write(full_invoice()), every):
        node = saxon.parse_xml(xml_text=xml.decode())
        short, long = (findings(each, node) for each in runners)
        documents += 1
        different += short != long
    sys.stdout.write(f"{documents} {different}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
