"""The process that holds credentials parses no byte of a stranger's file."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from chalicelib.documents.rendering import render_facturx
from chalicelib.documents.syntaxes.codec import write_ubl
from samples import generate
from tests.unit.documents.invoices import invoice

pytestmark = pytest.mark.slow


def png(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(buffer, "PNG")
    return buffer.getvalue()


def test_neither_api_nor_worker_opens_a_file_of_any_kind(tmp_path: Path) -> None:
    files = {
        "page.pdf": generate()[0].pdf,
        "hybrid.pdf": render_facturx(invoice()),
        "data.xml": write_ubl(invoice(invoice_number="R-2")),
        "own.json": invoice(invoice_number="R-3").model_dump_json(exclude_defaults=True).encode(),
        "scan.png": png("white"),
        "logo.png": png("navy"),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    run = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "tests.support.workers.worker", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout.splitlines()[-1])
    pictures = {"scan.png": "failed", "logo.png": "failed"}  # there is no text on them
    assert told["statuses"] == dict.fromkeys([*files, "form.json"], "ready") | pictures
    assert told["corrected"] == 200
    assert told["opened"] == []
