"""XML schemas without what only people read: their documentation, which is most of UBL's.

OASIS publishes its schemas in this form too, "xsdrt", for what validates with them at run time.
"""

from pathlib import Path

from lxml import etree

_ANNOTATION = "{http://www.w3.org/2001/XMLSchema}annotation"


def drop_annotations(folder: Path) -> None:
    """Rewrite the schemas in a folder, and in all below it, without their annotations (XML Schema part 1, 3.15).

    What they say of an element's form stays, and so do comments: they hold the licence.
    """
    for path in sorted(folder.rglob("*.xsd")):
        schema = etree.parse(path)
        for annotation in list(schema.iter(_ANNOTATION)):
            annotation.getparent().remove(annotation)
        schema.write(path, encoding="UTF-8", xml_declaration=True)
