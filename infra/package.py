"""Package the application for a stage: `.venv/bin/python -m infra.package --stage dev` (`make package STAGE=dev`).

Chalice packages the code and merges `infra/template.yaml`; the rest of the way to what is deployed is in
`infra/packaging/`. The sizes are printed, and a package over its limit is an error here and not at the deployment.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from infra import locks
from infra.packaging import archive, function, layer, sam

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("dev", "staging", "prod")

# Limits of our own, inside Lambda's (50 MB zipped, 250 MB unzipped with layers): room for the next library.
FUNCTION_ZIP_BYTES = 20_000_000
UNZIPPED_BYTES = 220_000_000


class ChaliceFailed(RuntimeError):
    """`chalice package` did not succeed; the message is what it printed."""


class PackageTooLarge(RuntimeError):
    """An archive is larger than the limit that keeps it deployable and its cold starts short."""

    def __init__(self, what: str, size: int, limit: int) -> None:
        """Say which limit was passed and by how much."""
        super().__init__(f"{what}: {size / 1e6:.1f} MB, the limit is {limit / 1e6:.0f} MB")


def package(stage: str, out: Path) -> None:
    """Write `template.json`, `function.zip` and `layer.zip` for the stage."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with TemporaryDirectory() as scratch:
        merged = _run_chalice(stage, Path(scratch))
        function.slim(Path(scratch) / "out" / "deployment.zip", out / "function.zip", lock=locks.FUNCTION)
    provided = archive.top_level_names(out / "function.zip")
    layer.build(locks.LAYER, out / "layer.zip", ROOT / "build" / "cache", provided)
    (out / "template.json").write_text(_finished(merged, stage))


def package_template(stage: str, out: Path) -> None:
    """Write only `template.json`: seconds instead of the time that collecting the libraries takes."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        merged = _run_chalice(stage, Path(scratch))
    (out / "template.json").write_text(_finished(merged, stage))


def _finished(merged: sam.Template, stage: str) -> str:
    finished = sam.finish(merged, stage, stage_variables(stage)["CORS_ORIGIN"])
    return json.dumps(finished, indent=1, sort_keys=True)


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
    """Return the sizes as a table.

    Raises:
        PackageTooLarge: one of them passes its limit.

    """
    zipped = {name: (out / f"{name}.zip").stat().st_size for name in ("function", "layer")}
    unzipped = {name: archive.unzipped_bytes(out / f"{name}.zip") for name in ("function", "layer")}
    if zipped["function"] > FUNCTION_ZIP_BYTES:
        raise PackageTooLarge("function, zipped", zipped["function"], FUNCTION_ZIP_BYTES)
    if sum(unzipped.values()) > UNZIPPED_BYTES:
        raise PackageTooLarge("function and layer, unzipped", sum(unzipped.values()), UNZIPPED_BYTES)
    rows = [f"{name:10} {zipped[name] / 1e6:8.1f} {unzipped[name] / 1e6:8.1f}" for name in zipped]
    total = f"{'both':10} {sum(zipped.values()) / 1e6:8.1f} {sum(unzipped.values()) / 1e6:8.1f}"
    return "\n".join([f"{'MB':10} {'zipped':>8} {'unzipped':>8}", *rows, total])


def main() -> None:
    """Package one stage from the command line."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m infra.package", description=main.__doc__)
    parser.add_argument("--stage", choices=STAGES, default="dev")
    parser.add_argument("--template-only", action="store_true", help="for checks of the template: no archives")
    arguments = parser.parse_args()
    if arguments.template_only:
        package_template(arguments.stage, ROOT / "build" / "templates" / arguments.stage)
    else:
        out = ROOT / "build" / arguments.stage
        package(arguments.stage, out)
        print(check_sizes(out))


if __name__ == "__main__":
    main()
