"""The functions' archive: Chalice's own, less what no function of ours uses.

botocore describes over four hundred services, of which this system calls six.
"""

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.packaging import archive, wheels

SERVICES = frozenset({"dynamodb", "s3", "secretsmanager", "sesv2", "sqs", "textract"})

UNUSED = (
    # cffi's compiler: argon2 needs only the compiled part beside it
    "pycparser*",
    "cffi",
    # the scripts of Powertools' own Swagger page
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.js",
    # addresses are checked by their form, never by asking the DNS
    "dns",
    "dnspython*",
    # makers of network cards, and of SIM cards
    "stdnum/oui.dat",
    "stdnum/imsi.dat",
    "boto3/examples",
    # PyYAML's compiled half: one page is written, and no YAML is read
    "yaml/_yaml*.so",
    "**/__pycache__",
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
        archive.remove(folder, UNUSED)
        for models in (folder / "botocore" / "data", folder / "boto3" / "data"):
            _keep_services(models)
        archive.compile_modules(folder)
        archive.write(folder, target)


def _keep_services(models: Path) -> None:
    others = (path.name for path in models.iterdir() if path.is_dir() and path.name not in SERVICES)
    archive.remove(models, sorted(others))
