"""The functions' archive: Chalice's own, less what no function of ours uses.

botocore describes over four hundred services, of which this system calls seven.
"""

import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.packaging import archive, unused, wheels
from infra.packaging.unused import Unused

SERVICES = frozenset({"dynamodb", "lambda", "s3", "secretsmanager", "sesv2", "sqs", "textract"})

UNUSED = (
    Unused("cffi's compiler: argon2 needs only the compiled part beside it", ("pycparser*", "cffi")),
    Unused(
        "the scripts of Powertools' own Swagger page", ("aws_lambda_powertools/event_handler/openapi/swagger_ui/*.js",)
    ),
    Unused("addresses are checked by their form, never by asking the DNS", ("dns", "dnspython*")),
    Unused("makers of network cards, and of SIM cards", ("stdnum/oui.dat", "stdnum/imsi.dat")),
    Unused("examples", ("boto3/examples",)),
    Unused("PyYAML's compiled half: one page is written, and no YAML is read", ("yaml/_yaml*.so",)),
    Unused("byte code that carries times", ("**/__pycache__",)),
    Unused(
        "descriptions of services that are not called",
        ("botocore/data/*/", "boto3/data/*/"),
        but=tuple(f"*/data/{service}" for service in sorted(SERVICES)),
    ),
)


def slim(source: Path, target: Path, *, lock: Path | None = None) -> None:
    """Rewrite Chalice's archive: with the libraries of a lock file, pruned, with byte code, reproducible.

    Chalice itself installs none: it would take files by their names alone, whatever their hashes.
    """
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "task"
        with zipfile.ZipFile(source) as content:
            content.extractall(folder)
        if lock is not None:
            wheels.install(lock, folder)
        unused.leave_out(folder, UNUSED)
        archive.compile_modules(folder)
        archive.write(folder, target)


RECOGNISER = ("__init__.py", "ocr/*.py")


def write_recogniser(package: Path, target: Path) -> None:
    """Write the archive of the function `Recognise`, which runs on another Python: only the modules that it needs."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for pattern in RECOGNISER:
            for module in sorted(package.glob(pattern)):
                copy = folder / package.name / module.relative_to(package)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(module, copy)
        archive.write(folder, target)
