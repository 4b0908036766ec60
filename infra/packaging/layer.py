"""The documents layer, built for Lambda's platform whatever this machine is.

Lambda's Python 3.11 runs on Amazon Linux 2, whose C library is glibc 2.26: a wheel for anything newer installs here and
fails there. pip takes each platform tag literally, so every glibc from 2.17 to 2.26 is listed.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.packaging import archive

PLATFORMS = (*(f"manylinux_2_{minor}_x86_64" for minor in range(26, 16, -1)), "manylinux2014_x86_64")

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


def build(requirements: Path, target: Path, cache: Path, provided: frozenset[str]) -> None:
    """Write the layer's archive, without the modules that the functions' own archive provides and that come first.

    A build of the same requirements by the same code is taken from the cache.
    """
    built = cache / f"layer-{_fingerprint(requirements, provided)}.zip"
    if not built.exists():
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            _install(requirements, folder / "python")
            _prune(folder, provided)
            archive.write(folder, built)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built, target)


def _fingerprint(requirements: Path, provided: frozenset[str]) -> str:
    sources = [path.read_bytes() for path in (requirements, Path(__file__), Path(archive.__file__))]
    return hashlib.sha256(b"\0".join([*sources, *map(str.encode, sorted(provided))])).hexdigest()[:16]


def _install(requirements: Path, folder: Path) -> None:
    platforms = [argument for tag in PLATFORMS for argument in ("--platform", tag)]
    subprocess.run(  # noqa: S603 - fixed command
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"),
            *("--target", str(folder), "--python-version", "3.11", "--implementation", "cp"),
            *("--only-binary", ":all:", *platforms, "-r", str(requirements)),
        ],
        check=True,
    )


def _prune(folder: Path, provided: frozenset[str]) -> None:
    archive.remove(folder, UNUSED)
    archive.remove(folder / "python", sorted(provided))
    locales = folder / "python" / "babel" / "locale-data"
    archive.remove(locales, [path.name for path in locales.glob("*.dat") if path.stem.split("_")[0] not in LANGUAGES])
