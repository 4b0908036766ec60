"""The archives, unpacked as Lambda does it, without any other library: they do all that the application is for."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from chalicelib.documents.syntaxes.codec import write_ubl
from infra.layers.documents import DOCUMENTS
from infra.layers.passkeys import PASSKEYS
from infra.package import ROOT
from tests.unit.documents.invoices import invoice


def test_the_package_alone_does_the_work(packaged: Path, tmp_path: Path) -> None:
    for name in ("function.zip", DOCUMENTS.archive, PASSKEYS.archive):
        with zipfile.ZipFile(packaged / name) as content:
            content.extractall(tmp_path / Path(name).stem)
    task = tmp_path / "function"
    layers = [tmp_path / Path(each.archive).stem / each.folder for each in (DOCUMENTS, PASSKEYS)]
    (tmp_path / "invoice.xml").write_bytes(write_ubl(invoice()))
    jobs = [
        str(ROOT / "tests" / "support" / "workers" / "package_jobs.py"),
        str(task),
        str(tmp_path / "invoice.xml"),
        "--rules",
    ]
    done = subprocess.run(  # noqa: S603 - fixed command
        [sys.executable, "-S", "-P", *jobs],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": ":".join(map(str, (task, *layers)))},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "site-packages" not in done.stdout
