"""The documents layer: what reads, renders and validates files."""

from infra.packaging.layer import Layer
from infra.packaging.unused import Unused

# Babel describes the world's thousand locales; these are the languages that invoices here are written in: Europe's, and
# those of its larger trading partners.
LANGUAGES = (
    "root",  # what all of them fall back to
    *("ar", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "he", "hi"),
    *("hr", "hu", "id", "is", "it", "ja", "ka", "ko", "lb", "lt", "lv", "mk", "ms", "mt", "nb", "nl", "nn", "no", "pl"),
    *("pt", "rm", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "vi", "zh"),
)
LOCALES = "python/babel/locale-data"

UNUSED = (
    Unused(
        "sources, headers and programs beside the libraries",
        ("python/bin", "python/cpp", "python/saxonc", "python/pypdfium2_cli", "python/lxml/includes"),
    ),
    Unused(
        "formats that no invoice comes in: HTML, AVIF, orders",
        (
            "python/lxml/html",
            "python/PIL/_avif*",
            "python/pillow.libs/libavif*",
            "python/facturx/xsd_and_schematron/orderx-*",
        ),
    ),
    Unused(
        "fonts that nothing is set in: ReportLab's samples, and all but the upright, middling weights of Source Sans",
        (
            "python/reportlab/fonts",
            "python/font_source_sans_pro/files/*.otf",
            "python/font_source_sans_pro/files/*It.ttf",
            "python/font_source_sans_pro/files/*Light.ttf",
            "python/font_source_sans_pro/files/*Black.ttf",
        ),
    ),
    Unused(
        "languages that no invoice here is written in",
        (f"{LOCALES}/*.dat",),
        but=tuple(f"{LOCALES}/{language}{rest}" for language in LANGUAGES for rest in (".dat", "_*.dat")),
    ),
)

DOCUMENTS = Layer("documents", UNUSED)
