"""The functions' archive: Chalice's own, less what no function of ours uses.

botocore describes over four hundred services, of which this system calls seven.
"""

import json
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.packaging import archive, symbols, unused, wheels
from infra.packaging.architecture import Architecture
from infra.packaging.unused import METADATA, TYPES, Unused

SERVICES = frozenset({"dynamodb", "lambda", "s3", "secretsmanager", "sesv2", "sqs", "textract"})

# What botocore's table of endpoints calls these services, and the one that gives credentials.
ENDPOINTS = SERVICES - {"sesv2"} | {"email", "sts"}

# Our own code keeps its sources beside its byte code: tracebacks in the logs then show the lines.
OURS = ("app.py", "chalicelib")

POWERTOOLS = "aws_lambda_powertools"
OTHER_UTILITIES = (
    *("auth_alpha", "circuit_breaker", "data_masking", "feature_flags", "kafka", "parameters", "streaming"),
    "validation",
)

# What of `chalicelib/ocr` the other functions import: the rest needs the recognise layer.
CALLS_RECOGNISER = ("__init__", "local", "packages", "picture", "recognition", "side_by_side")

UNUSED = (
    Unused(
        "what recognises text: that is a function of its own",
        ("chalicelib/ocr/*.py", "chalicelib/ocr/photos/child.py"),
        but=tuple(f"chalicelib/ocr/{name}.py" for name in CALLS_RECOGNISER),
        optional=True,
    ),
    Unused("cffi's compiler: argon2 needs only the compiled part beside it", ("pycparser*", "cffi"), optional=True),
    Unused("routing of requests, which is Chalice's work", (f"{POWERTOOLS}/event_handler",)),
    Unused(
        "utilities of Powertools for other tasks",
        tuple(f"{POWERTOOLS}/utilities/{name}" for name in OTHER_UTILITIES),
    ),
    Unused("metrics for another service", (f"{POWERTOOLS}/metrics/provider/datadog",)),
    Unused("the first pydantic, and a plugin for type checkers", ("pydantic/v1", "pydantic/mypy.py")),
    Unused("addresses are checked by their form, never by asking the DNS", ("dns", "dnspython*"), optional=True),
    Unused("makers of network cards, and of SIM cards", ("stdnum/oui.dat", "stdnum/imsi.dat")),
    Unused(
        "places, branches of trade and kinds of securities, which are in no tax id",
        ("stdnum/cn/loc.dat", "stdnum/at/postleitzahl.dat", "stdnum/eu/nace*.dat", "stdnum/cfi.dat"),
    ),
    Unused("examples", ("boto3/examples",)),
    Unused("passwords of Django and of web servers' files", ("passlib/ext", "passlib/apache.py")),
    Unused("time zones that a library brings: times are kept in UTC", ("dateutil/zoneinfo",)),
    Unused("PyYAML's compiled half: one page is written, and no YAML is read", ("yaml/_yaml*.so",), optional=True),
    Unused("byte code that carries times", ("**/__pycache__",), optional=True),
    Unused(
        "descriptions of services that are not called",
        ("botocore/data/*/", "boto3/data/*/"),
        but=tuple(f"*/data/{service}" for service in sorted(SERVICES)),
    ),
    METADATA,
    TYPES,
)


def slim(source: Path, target: Path, architecture: Architecture, *, lock: Path | None = None) -> None:
    """Rewrite Chalice's archive: with the libraries of a lock file, pruned, with byte code, reproducible.

    Chalice itself installs none: it would take files by their names alone, whatever their hashes.
    """
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "task"
        with zipfile.ZipFile(source) as content:
            content.extractall(folder)
        if lock is not None:
            wheels.install(lock, folder, architecture)
        unused.leave_out(folder, UNUSED)
        keep_endpoints(folder / "botocore" / "data" / "endpoints.json")
        symbols.strip_all(folder)
        archive.compile_modules(folder, with_sources=OURS)
        archive.write(folder, target)


def keep_endpoints(table: Path) -> None:
    """Leave out of botocore's table, which is read at each cold start, where the services are that are not called."""
    data = json.loads(table.read_text())
    for partition in data["partitions"]:
        partition["services"] = {name: at for name, at in partition["services"].items() if name in ENDPOINTS}
    table.write_text(json.dumps(data, separators=(",", ":"), sort_keys=True))


RECOGNISER = ("__init__.py", "json_data.py", "ocr/*.py", "ocr/photos/*.py", "isolation/*.py")


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
