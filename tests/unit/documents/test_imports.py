import subprocess
import sys

HEAVY = ("lxml", "saxonche", "reportlab", "facturx", "pypdf", "babel", "PIL", "stdnum", "pypdfium2")
LIGHT = (
    "documents.model.document", "documents.syntaxes.codec", "documents.model.totals", "documents.rendering",
    "validation", "validation.packs.packs", "extraction.einvoices.from_xml", "extraction.einvoices.to_document",
)  # fmt: skip


def test_nothing_heavy_is_imported_before_it_is_used() -> None:
    imports = "; ".join(f"import chalicelib.{name}" for name in LIGHT)
    check = f"import sys; {imports}; print([name for name in {HEAVY!r} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)  # noqa: S603
    assert shown.stdout.strip() == "[]"
