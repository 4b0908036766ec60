"""Upload the project's sample invoices to a running local stack, and show what was read: `make demo`.

The files stay in build/samples, to look at and to upload again.
"""

import argparse
import sys

import httpx
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from infra.local.welcome import EMAIL, PASSWORD, SAMPLES, write_samples
from invoice_client import Api, ApiError, StillUnfinished
from invoice_client.generated.models import InvoiceDetailOut
from samples import Sample, generate

_SECONDS_PER_FILE = 30


def upload(client: Api, sample: Sample) -> str:
    """Upload a sample and return its invoice's id; one that is there from an earlier demo keeps its id."""
    try:
        return client.upload(f"{sample.name}.pdf", sample.pdf).id
    except ApiError as error:
        if error.invoice_id is None:
            raise
        return error.invoice_id


def run(client: Api, samples: list[Sample]) -> list[InvoiceDetailOut]:
    """Upload all samples, wait until they are read, and return the invoices."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        sending = progress.add_task("uploading", total=len(samples))
        reading = progress.add_task("reading", total=len(samples))
        ids = []
        for sample in samples:
            ids.append(upload(client, sample))
            progress.advance(sending)
        seconds = _SECONDS_PER_FILE * len(samples)
        return client.wait(ids, seconds=seconds, progress=lambda done: progress.update(reading, completed=done))


def table(invoices: list[InvoiceDetailOut]) -> Table:
    """Return the invoices as a table."""
    shown = Table("file", "supplier", title="What was read")
    for name in ("number", "date", "total", "status"):
        shown.add_column(
            name, no_wrap=name in {"number", "date", "total"}, justify="right" if name == "total" else "left"
        )
    for invoice in invoices:
        shown.add_row(*_cells(invoice))
    return shown


def _cells(invoice: InvoiceDetailOut) -> tuple[str, ...]:
    total = f"{invoice.total} {invoice.currency or ''}".strip() if invoice.total else ""
    status = f"{invoice.status}: {invoice.failure.detail}" if invoice.failure else invoice.status
    names = ("filename", "supplier", "invoice_number", "issue_date")
    return (*(str(getattr(invoice, name) or "") for name in names), total, status)


def main() -> None:
    """Upload the sample invoices to a running local stack and show what was read."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m infra.local.demo", description=main.__doc__)
    parser.add_argument("--port", type=int, default=8000)
    client = Api(f"http://127.0.0.1:{parser.parse_args().port}")
    try:
        client.log_in(EMAIL, PASSWORD)
        samples = generate()
        Console().print(table(run(client, samples)))
        print(f"The {len(write_samples(samples))} files are in {SAMPLES}")
    except httpx.ConnectError:
        sys.exit(f"nothing answers at {client.url}: start it first with `make run`")
    except StillUnfinished as error:
        sys.exit(f"still not read: {error}")


if __name__ == "__main__":
    main()
