"""Package the application for a stage: `.venv/bin/python -m infra.package --stage dev` (`make package STAGE=dev`).

Chalice packages the code and merges `infra/template.yaml`; the rest of the way to what is deployed is in
`infra/packaging/`. All is made for one kind of processors (`ARCH=arm64` or `x86_64`). The sizes are printed, and a
package over its limit is an error here and not at the deployment.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from chalicelib.api.pages.console import BUILT, MANIFEST
from chalicelib.settings import ANY_ORIGIN, Wiring, read_environment
from infra import locks
from infra.layers.documents import DOCUMENTS
from infra.layers.passkeys import PASSKEYS
from infra.layers.recognise import RECOGNISE
from infra.packaging import architecture, archive, function, layer, sam, wheels
from infra.packaging.architecture import ARCHITECTURES, Architecture

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = "prod"
STAGES = ("dev", "staging", PRODUCTION)

# Limits of our own, inside Lambda's (50 MB zipped, 250 MB unzipped with layers): room for the next library.
MAX_LAMBDA_UNZIPPED_BYTES = 250_000_000
MAX_FUNCTION_ZIP_BYTES = 20_000_000
MAX_UNZIPPED_BYTES = 180_000_000
MAX_WITH_ALL_LAYERS_BYTES = 200_000_000  # the API's function has two layers
ARCHIVE_OF = {DOCUMENTS: "function", PASSKEYS: "function", RECOGNISE: "recognise"}  # the code beside each layer


class ChaliceFailed(RuntimeError):
    """`chalice package` did not succeed; the message is what it printed."""


class PackageTooLarge(RuntimeError):
    """An archive is larger than the limit that keeps it deployable and its cold starts short."""

    def __init__(self, what: str, size: int, limit: int) -> None:
        """Say which limit was passed and by how much."""
        super().__init__(f"{what}: {size / 1e6:.1f} MB, the limit is {limit / 1e6:.0f} MB")


def package(stage: str, out: Path, chosen: Architecture = architecture.DEFAULT, *, rehearsal: bool = False) -> None:
    """Write `template.json` and the archives of functions and layers for the stage and a processor.

    A rehearsal is deployed on this machine, which has one Python and one processor: all is built for those.

    Raises:
        WrongArchitecture: an archive holds files for another processor.

    """
    if rehearsal:
        chosen = architecture.of_this_machine()
    check_origin(stage, stage_variables(stage))
    if not (BUILT / MANIFEST).exists():
        raise ConsoleNotBuilt
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with TemporaryDirectory() as scratch:
        merged = _run_chalice(stage, Path(scratch))
        function.slim(Path(scratch) / "out" / "deployment.zip", out / "function.zip", chosen, lock=locks.FUNCTION)
    function.write_recogniser(ROOT / "chalicelib", out / "recognise.zip")
    for each, code in ARCHIVE_OF.items():
        made = replace(each, python=wheels.PYTHON) if rehearsal else each
        provided = archive.top_level_names(out / f"{code}.zip")
        layer.build(made, out / each.archive, ROOT / "build" / "cache", provided, chosen)
    for made_archive in sorted(out.glob("*.zip")):
        architecture.check(made_archive, chosen)
    (out / "template.json").write_text(_finished(merged, stage, chosen))


def package_template(stage: str, out: Path, chosen: Architecture = architecture.DEFAULT) -> None:
    """Write only `template.json`: seconds instead of the time that collecting the libraries takes."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        merged = _run_chalice(stage, Path(scratch))
    (out / "template.json").write_text(_finished(merged, stage, chosen))


def _finished(merged: sam.Template, stage: str, chosen: Architecture) -> str:
    finished = sam.finish(merged, stage, _origins(stage_variables(stage)), chosen)
    return json.dumps(finished, indent=1, sort_keys=True)


class ConsoleNotBuilt(Exception):
    """The package would have no web console."""

    def __init__(self) -> None:
        """Say how it is built."""
        super().__init__("the web console is not built: install Node.js 20, then make console")


class OriginMissing(Exception):
    """Production was to be packaged for front ends of every origin."""

    def __init__(self) -> None:
        """Say what to set."""
        super().__init__(
            "prod must name its front end: set CORS_ORIGIN of the stage in .chalice/config.json, such as "
            '"prod": {"environment_variables": {"CORS_ORIGIN": "https://app.example.com"}}'
        )


def check_origin(stage: str, variables: Mapping[str, str]) -> None:
    """Refuse to package production for front ends of every origin.

    Raises:
        OriginMissing: nobody has named the front end.

    """
    if stage == PRODUCTION and ANY_ORIGIN in _origins(variables):
        raise OriginMissing


def _origins(variables: Mapping[str, str]) -> list[str]:
    return list(read_environment(Wiring, variables).cors_origins)


def stage_variables(stage: str) -> dict[str, str]:
    """Return the environment variables that Chalice gives to the functions of a stage."""
    settings = json.loads((ROOT / ".chalice" / "config.json").read_text())
    variables: dict[str, str] = {**settings["environment_variables"]}
    variables.update(settings["stages"][stage].get("environment_variables", {}))
    return variables


def _run_chalice(stage: str, scratch: Path) -> sam.Template:
    """Package a copy of the application and return the merged template.

    A copy, because Chalice keeps archives in `.chalice/deployments` and adds to them: what was removed from the code
    would stay in the package.
    """
    project = scratch / "project"
    for name in ("chalicelib", ".chalice"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "deployments"))
    shutil.copy(ROOT / "app.py", project)
    (project / "requirements.txt").touch()  # the libraries come from the lock file
    chalice = Path(sys.executable).with_name("chalice")
    template = ROOT / "infra" / "template.yaml"
    done = subprocess.run(  # noqa: S603 - fixed command
        [str(chalice), "package", "--stage", stage, "--merge-template", str(template), str(scratch / "out")],
        cwd=project,
        check=False,
        capture_output=True,
        text=True,
        env={"AWS_DEFAULT_REGION": "eu-central-1", **os.environ},
    )
    if done.returncode:
        raise ChaliceFailed(done.stdout + done.stderr)
    merged: sam.Template = yaml.safe_load((scratch / "out" / "sam.yaml").read_text())
    return merged


def check_sizes(out: Path) -> str:
    """Return the archives' sizes as a table.

    Raises:
        PackageTooLarge: one of them passes its limit.

    """
    archives = sorted(out.glob("*.zip"))
    zipped = {path.stem: path.stat().st_size for path in archives}
    unzipped = {path.stem: archive.unzipped_bytes(path) for path in archives}
    _bound("function, zipped", zipped["function"], MAX_FUNCTION_ZIP_BYTES)
    for each, code in ARCHIVE_OF.items():
        its_layer = Path(each.archive).stem
        _bound(f"{code} and {its_layer}, unzipped", unzipped[code] + unzipped[its_layer], MAX_UNZIPPED_BYTES)
    together = sum(unzipped[Path(each.archive).stem] for each, code in ARCHIVE_OF.items() if code == "function")
    _bound("function and all its layers, unzipped", unzipped["function"] + together, MAX_WITH_ALL_LAYERS_BYTES)
    rows = [f"{name:16} {zipped[name] / 1e6:8.1f} {unzipped[name] / 1e6:8.1f}" for name in zipped]
    return "\n".join([f"{'MB':16} {'zipped':>8} {'unzipped':>8}", *rows])


def _bound(what: str, size: int, limit: int) -> None:
    if size > limit:
        raise PackageTooLarge(what, size, limit)


def main() -> None:
    """Package one stage from the command line."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m infra.package", description=main.__doc__)
    parser.add_argument("--stage", choices=STAGES, default="dev")
    parser.add_argument("--arch", choices=ARCHITECTURES, default=architecture.DEFAULT.name, help="of the processors")
    parser.add_argument("--template-only", action="store_true", help="for checks of the template: no archives")
    arguments = parser.parse_args()
    chosen = ARCHITECTURES[arguments.arch]
    if arguments.template_only:
        package_template(arguments.stage, ROOT / "build" / "templates" / arguments.stage, chosen)
    else:
        out = ROOT / "build" / arguments.stage
        package(arguments.stage, out, chosen)
        print(check_sizes(out))


if __name__ == "__main__":
    main()
