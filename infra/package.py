"""Package the application for a stage: `python -m infra.package --stage dev` (`make package STAGE=dev`).

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

import yaml

from infra.packaging import archive, function, layer, sam

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("dev", "staging", "prod")

# Limits of our own, inside Lambda's (50 MB zipped, 250 MB unzipped with layers): room for the next library.
FUNCTION_ZIP_BYTES = 20_000_000
UNZIPPED_BYTES = 220_000_000


class PackageTooLarge(RuntimeError):
    """An archive is larger than the limit that keeps it deployable and its cold starts short."""

    def __init__(self, what: str, size: int, limit: int) -> None:
        """Say which limit was passed and by how much."""
        super().__init__(f"{what}: {size / 1e6:.1f} MB, the limit is {limit / 1e6:.0f} MB")


def package(stage: str, out: Path, project: Path = ROOT) -> None:
    """Write `template.json`, `function.zip` and `layer.zip` for the stage."""
    shutil.rmtree(out, ignore_errors=True)
    chalice_out = out / "chalice"
    _run_chalice(stage, chalice_out, project)
    function.slim(chalice_out / "deployment.zip", out / "function.zip")
    layer.build(ROOT / "infra/layers/documents/requirements.txt", out / "layer.zip", ROOT / "build/cache")
    merged = yaml.safe_load((chalice_out / "sam.yaml").read_text())
    shutil.rmtree(chalice_out)
    finished = sam.finish(merged, stage, stage_variables(stage)["CORS_ORIGIN"])
    (out / "template.json").write_text(json.dumps(finished, indent=1, sort_keys=True))


def stage_variables(stage: str) -> dict[str, str]:
    """Return the environment variables that Chalice gives to the functions of a stage."""
    settings = json.loads((ROOT / ".chalice" / "config.json").read_text())
    variables: dict[str, str] = {**settings["environment_variables"]}
    variables.update(settings["stages"][stage].get("environment_variables", {}))
    return variables


def _run_chalice(stage: str, out: Path, project: Path) -> None:
    """Run Chalice without its cache: it adds to an archive of before, and what was removed since would stay in it."""
    shutil.rmtree(project / ".chalice" / "deployments", ignore_errors=True)
    chalice = Path(sys.executable).with_name("chalice")
    template = ROOT / "infra/template.yaml"
    subprocess.run(  # noqa: S603 - fixed command
        [str(chalice), "package", "--stage", stage, "--merge-template", str(template), str(out.resolve())],
        cwd=project,
        check=True,
        stdout=subprocess.DEVNULL,
        env={"AWS_DEFAULT_REGION": "eu-central-1", **os.environ},
    )


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
    parser = argparse.ArgumentParser(prog="python -m infra.package", description=main.__doc__)
    parser.add_argument("--stage", choices=STAGES, default="dev")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    out = arguments.out or ROOT / "build" / arguments.stage
    package(arguments.stage, out)
    print(check_sizes(out))


if __name__ == "__main__":
    main()
