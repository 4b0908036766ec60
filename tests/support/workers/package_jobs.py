"""What the deployed package must be able to do, in one process (arguments: PROJECT INVOICE.xml [--rules]).

Every module is imported, with what functions import when they are called; the invoice is rendered in every language,
read back, shown as pictures and checked against schemas (`--rules`: and rules). It uses the package alone, so that it
runs where only that is unpacked, and prints which files were loaded.
"""

import argparse
import ast
import io
import json
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")
MAPPED_FILES = Path("/proc/self/maps")


def import_everything(project: Path) -> None:
    """Import all modules, and what is imported inside their functions."""
    package = import_module("chalicelib")
    modules = [found.name for found in pkgutil.walk_packages(package.__path__, "chalicelib.")]
    for name in ("app", *(name for name in modules if not name.endswith("__main__"))):
        import_module(name)
    for source in (project / "app.py", *(project / "chalicelib").rglob("*.py")):
        for statement in imports(ast.parse(source.read_text())):
            perform(statement)


def imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield a module's imports but for those that only type checkers see."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    only_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    for child in node.orelse if isinstance(node, ast.If) and only_types else ast.iter_child_nodes(node):
        yield from imports(child)


def perform(statement: ast.Import | ast.ImportFrom) -> None:
    """Import what a statement imports; names may be modules of their own."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            import_module(alias.name)
        return
    module = import_module(statement.module or "")
    for alias in statement.names:
        if not hasattr(module, alias.name):
            import_module(f"{module.__name__}.{alias.name}")


def render_and_read(xml: bytes) -> None:
    """Render an invoice in every language, read it back, and draw its page."""
    from chalicelib.documents.model.document import Note
    from chalicelib.documents.preview import render_preview
    from chalicelib.documents.rendering import render_facturx
    from chalicelib.documents.rendering.values import COUNTRIES
    from chalicelib.documents.syntaxes.codec import parse
    from chalicelib.extraction.reading.reader import read

    document = parse(xml).document
    document = document.model_copy(update={"notes": [Note(text="سلام שלום")]})
    for language in COUNTRIES:
        pdf = render_facturx(document, language=language)
        assert read(pdf).fields
    assert render_preview(pdf, "pdf")


def write_pictures() -> None:
    """Write and read a picture in every format that invoices come in."""
    from PIL import Image

    for name in FORMATS:
        file = io.BytesIO()
        Image.new("RGB", (8, 8), "white").save(file, name)
        with Image.open(file) as picture:
            picture.load()


def check(xml: bytes, *, rules: bool) -> None:
    """Load every schema, and run every rule."""
    from lxml import etree

    from chalicelib.validation.rules.compiled import CompiledRules
    from chalicelib.validation.rules.rulesets import builtin

    compiled = CompiledRules()
    root = etree.fromstring(xml)
    for ruleset in builtin().values():
        for schema in ruleset.schemas.values():
            list(compiled.run_schema(root, schema))
        for stylesheet in ruleset.stylesheets if rules else ():
            list(compiled.run_rules(xml.decode(), stylesheet))


def loaded() -> set[str]:
    """Return the files of the modules and shared libraries that are loaded."""
    modules = {str(getattr(module, "__file__", None)) for module in list(sys.modules.values())}
    mapped = {line.split(maxsplit=5)[-1].strip() for line in MAPPED_FILES.read_text().splitlines() if "/" in line}
    return modules | mapped


def main() -> None:
    """Do it all."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("invoice", type=Path)
    parser.add_argument("--rules", action="store_true")
    arguments = parser.parse_args()
    opened: set[str] = set()
    sys.addaudithook(lambda event, found: opened.add(str(found[0])) if event == "open" else None)
    xml = arguments.invoice.read_bytes()
    import_everything(arguments.project)
    render_and_read(xml)
    write_pictures()
    check(xml, rules=arguments.rules)
    print(json.dumps(sorted(opened | loaded())))


if __name__ == "__main__":
    main()
