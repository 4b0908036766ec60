"""The documents layer: what a lock file lists, less what is never used of it."""

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.packaging import archive, wheels

UNUSED = (
    # sources, headers and programs beside the libraries
    "python/bin",
    "python/cpp",
    "python/saxonc",
    "python/pypdfium2_cli",
    "python/lxml/includes",
    # formats that no invoice comes in: HTML, AVIF, orders
    "python/lxml/html",
    "python/PIL/_avif*",
    "python/pillow.libs/libavif*",
    "python/facturx/xsd_and_schematron/orderx-*",
    # fonts that nothing is set in: ReportLab's samples, and all but the upright, middling weights of Source Sans
    "python/reportlab/fonts",
    "python/font_source_sans_pro/files/*.otf",
    "python/font_source_sans_pro/files/*It.ttf",
    "python/font_source_sans_pro/files/*Light.ttf",
    "python/font_source_sans_pro/files/*Black.ttf",
)

# Babel describes the world's thousand locales; these are the languages that invoices here are written in: Europe's, and
# those of its larger trading partners.
LANGUAGES = frozenset(
    (
        "root",  # what all of them fall back to
        *("ar", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "he"),
        *("hi", "hr", "hu", "id", "is", "it", "ja", "ka", "ko", "lb", "lt", "lv", "mk", "ms", "mt", "nb", "nl", "nn"),
        *("no", "pl", "pt", "rm", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "vi", "zh"),
    )
)


def build(lock: Path, target: Path, cache: Path, provided: frozenset[str]) -> None:
    """Write the layer's archive, without the modules that the functions' own archive provides and that come first.

    A build of the same lock file by the same code is taken from the cache.
    """
    built = cache / f"layer-{_fingerprint(lock, provided)}.zip"
    if not built.exists():
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            wheels.install(lock, folder / "python")
            _prune(folder, provided)
            archive.write(folder, built)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built, target)


def _fingerprint(lock: Path, provided: frozenset[str]) -> str:
    sources = [path.read_bytes() for path in (lock, Path(__file__), Path(archive.__file__), Path(wheels.__file__))]
    return hashlib.sha256(b"\0".join([*sources, *map(str.encode, sorted(provided))])).hexdigest()[:16]


def _prune(folder: Path, provided: frozenset[str]) -> None:
    archive.remove(folder, UNUSED)
    archive.remove(folder / "python", sorted(provided))
    locales = folder / "python" / "babel" / "locale-data"
    archive.remove(locales, [path.name for path in locales.glob("*.dat") if path.stem.split("_")[0] not in LANGUAGES])
