"""The documents layer: what reads, renders and validates files."""

from chalicelib.documents.rendering.values import COUNTRIES
from infra.packaging.layer import Layer
from infra.packaging.unused import METADATA, TYPES, Unused

# Of the thousand locales that Babel describes, those that invoices are rendered in, and those that they fall back to.
KEPT_LOCALES = (
    *("root", "en_001", "zh_Hans", "zh_Hans_CN"),
    *COUNTRIES,
    *(f"{language}_{country}" for language, countries in COUNTRIES.items() for country in countries),
)
LOCALES = "babel/locale-data"

UNUSED = (
    Unused(
        "programs and sources beside the libraries",
        ("bin", "cpp", "saxonc", "pypdfium2_cli", "facturx/scripts"),
    ),
    Unused(
        "guesses at encodings, which ReportLab asks for in XML that it is not given",
        ("charset_normalizer*", "*mypyc*.so"),
        optional=True,
    ),
    Unused(
        "what compilers read to build upon lxml",
        ("lxml/includes", "lxml/*.pyx", "lxml/*.pxi", "lxml/*.h"),
    ),
    Unused(
        "what lxml brings for HTML, SAX and Schematron 1; rules are run by Saxon",
        ("lxml/html", "lxml/sax.*", "lxml/isoschematron", "lxml/doctestcompare.py"),
    ),
    Unused("a format that no invoice comes in: AVIF", ("PIL/_avif*", "pillow.libs/libavif*"), optional=True),
    Unused(
        "text in pictures: none is drawn",
        ("PIL/_imagingft.*", *(f"pillow.libs/lib{name}*" for name in ("freetype", "harfbuzz", "brotli", "png16"))),
        optional=True,
    ),
    Unused("orders, which are no invoices", ("facturx/xsd_and_schematron/orderx-*",)),
    Unused(
        "charts, samples and other outputs than PDF",
        (
            *(f"reportlab/graphics/{name}" for name in ("samples", "testshapes.py", "widgets", "render*.py")),
            "reportlab/graphics/charts/*.py",
        ),
        but=("reportlab/graphics/charts/__init__.py", "reportlab/graphics/charts/areas.py"),
    ),
    Unused(
        "what ReportLab brings for its guide and its tests, for paragraphs, forms and fonts of other kinds",
        (
            *(f"reportlab/lib/{name}.py" for name in ("codecharts", "corp", "fontfinder", "randomtext", "testutils")),
            *(f"reportlab/platypus/{name}.py" for name in ("figures", "para", "tableofcontents")),
            "reportlab/pdfbase/_glyphlist.py",
        ),
    ),
    Unused("certificates of the web, of which these libraries ask for nothing", ("certifi/cacert.pem",)),
    Unused(
        "fonts that nothing is set in: ReportLab's samples, and all but the upright, middling weights of Source Sans",
        (
            "reportlab/fonts",
            *(
                f"font_source_sans_pro/files/{name}"
                for name in ("*.otf", "*It.ttf", "*Light.ttf", "*Black.ttf", "*-Bold.ttf")
            ),
        ),
    ),
    Unused(
        "fonts of PyMuPDF's that nothing is set in: FiraGO upright is what is wanted",
        tuple(
            f"pymupdf_fonts/{name}*" for name in ("Cascadia", "FiraGO_*Italic", "FiraMono", "Noto", "Space", "Ubuntu")
        ),
    ),
    Unused("translation of programs", ("babel/messages",)),
    Unused(
        "olefile for Python 2, and its guides, which no licence asks for",
        ("olefile/olefile2.*", "olefile/*.html", "olefile/README.*", "olefile/doc", "OleFileIO_PL.py"),
    ),
    Unused(
        "locales that no invoice is rendered in",
        (f"{LOCALES}/*.dat",),
        but=tuple(f"{LOCALES}/{name}.dat" for name in KEPT_LOCALES),
    ),
    METADATA,
    TYPES,
)

DOCUMENTS = Layer("documents", UNUSED)
