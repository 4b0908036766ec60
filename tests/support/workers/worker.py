"""A process with credentials that works on files.

It uploads the files of a folder, issues an invoice with a logo, works on all of them, corrects one, and tells what
became of each, and which of the modules that open files were ever imported into this process.

.venv/bin/python -m tests.support.workers.worker FOLDER   # JSON
"""

import base64
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moto import mock_aws

from infra.local.cloud import make_resources
from tests.conftest import ENVIRONMENT
from tests.support.api import Api, Person
from tests.support.invoices.forms import document, sender
from tests.support.workers.queue import work

OPENING = (
    "lxml", "saxonche", "pypdfium2", "pypdf", "facturx", "reportlab", "PIL", "chalicelib.formats.pdfium",
    "chalicelib.documents.syntaxes.incoming.envelope", "chalicelib.documents.preview",
    "chalicelib.extraction.einvoices.from_json",
    "chalicelib.extraction.einvoices.from_xml", "chalicelib.extraction.reading.reader", "chalicelib.validation.engine",
)  # fmt: skip
"""Libraries that parse files, and modules of ours that would hand them bytes."""
TYPES = {".pdf": "application/pdf", ".xml": "application/xml", ".png": "image/png", ".json": "application/json"}


def main(folder: Path) -> None:
    """Upload, issue, work, correct, and tell."""
    with _cloud(), Api.started() as api:
        person = sender(api)
        api.call("PATCH", "/company", {"logo": _text(folder / "logo.png")}, token=person.access)
        for file in sorted(folder.iterdir()):
            _upload(person, file)
        person.post("/invoices", document(invoice_number="form"))
        work()
        made = {item["filename"]: item for item in person.get("/invoices").json["items"]}
        path = f"/invoices/{made['data.xml']['id']}"
        corrected = api.call("PATCH", path, {"purchase_order": "PO-7"}, token=person.access)
    statuses = {name: item["status"] for name, item in made.items()}
    opened = [name for name in OPENING if name in sys.modules]
    print(json.dumps({"statuses": statuses, "corrected": corrected.status, "opened": opened}))


def _text(file: Path) -> str:
    return base64.b64encode(file.read_bytes()).decode()


def _upload(person: Person, file: Path) -> None:
    import boto3

    from tests.support.aws.names import BUCKET

    data = file.read_bytes()
    announcement = {"filename": file.name, "content_type": TYPES[file.suffix], "size": len(data)}
    form = person.post("/invoices/uploads", announcement).json["upload"]
    boto3.client("s3").put_object(Bucket=BUCKET, Key=form["fields"]["key"], Body=data)


@contextmanager
def _cloud() -> Iterator[None]:
    os.environ.update(ENVIRONMENT)
    with mock_aws():
        for name, value in make_resources().variables().items():
            os.environ[name] = ENVIRONMENT.get(name, value)
        yield


if __name__ == "__main__":
    main(Path(sys.argv[1]))
