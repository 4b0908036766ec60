"""What the reader needs is loaded before a child is forked: a child that loads more pays for it with each file."""

import io
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.extraction.result import Context, Limits
from chalicelib.isolation.frames import write_frame
from samples import generate
from tests.unit.documents.invoices import full_invoice, invoice

pytestmark = pytest.mark.slow

SMALL = ("encodings", "_codecs", "_multibytecodec", "stdnum")  # one country's check digits, one font's letters
SERVES = """
import io, json, sys
from pathlib import Path
from chalicelib.extraction.isolation import child
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.isolation.channel import Channel

child.load()
before, out = set(sys.modules), io.BytesIO()
child.serve(Channel(io.BytesIO(Path(sys.argv[1]).read_bytes()), out, ResourceLimits(600)))
print(json.dumps([out.getvalue().count(b'"reading"'), sorted(set(sys.modules) - before)]))
"""


def requests() -> bytes:
    """A few files of different kinds, each to be read and shown."""
    samples = {sample.name: sample.pdf for sample in generate()}
    files = (
        *(samples["german-goods"], write_ubl(full_invoice()), write_cii(invoice())),
        full_invoice().model_dump_json(exclude_defaults=True).encode(),
    )
    request = {"tasks": ["read", "page"], "context": asdict(Context()), "limits": asdict(Limits()), "recognised": False}
    stream = io.BytesIO()
    for data in files:
        write_frame(stream, request, data)
    return stream.getvalue()


def test_reading_and_showing_a_file_imports_nothing_more(tmp_path: Path) -> None:
    (tmp_path / "requests").write_bytes(requests())
    run = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", SERVES, str(tmp_path / "requests")], capture_output=True, text=True, check=True
    )
    read, late = json.loads(run.stdout)
    assert read == 4
    assert [module for module in late if not module.startswith(SMALL)] == []
