"""The archives, unpacked as Lambda does it, and all jobs done by a Python that has no other library."""

import os
import subprocess
import zipfile
from pathlib import Path

from chalicelib.documents.syntaxes.codec import write_ubl
from infra.layers.documents import DOCUMENTS
from infra.layers.passkeys import PASSKEYS
from infra.package import ROOT
from tests.unit.documents.invoices import invoice


def do_all_jobs(package: Path, folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    """Unpack the archives of the functions and their layers into a folder, and do all that they are for."""
    for name in ("function.zip", DOCUMENTS.archive, PASSKEYS.archive):
        with zipfile.ZipFile(package / name) as content:
            content.extractall(folder / Path(name).stem)
    task = folder / "function"
    layers = [folder / Path(each.archive).stem / each.folder for each in (DOCUMENTS, PASSKEYS)]
    (folder / "invoice.xml").write_bytes(write_ubl(invoice()))
    jobs = [
        str(ROOT / "tests" / "support" / "workers" / "package_jobs.py"),
        str(task),
        str(folder / "invoice.xml"),
        "--rules",
    ]
    return subprocess.run(  # noqa: S603 - fixed command
        [python, "-S", "-P", *jobs],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": ":".join(map(str, (task, *layers)))},
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )
