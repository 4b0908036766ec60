"""Mails of our own drawing, brought to the local stack as SES would bring them: what became of each, as a table."""

import re
import time
from pathlib import Path

import requests

from infra.local.mail.incoming import PATH
from infra.local.mail.mailbox import prove_address
from invoice_client import Api
from invoice_client.generated.api.batches import get_batch, list_batches, list_entries
from invoice_client.generated.api.invoices import get_invoice
from invoice_client.generated.api.mailbox import renew_address
from invoice_client.generated.models import BatchDetailOut, EntryOut
from tests.support.local_stack import running_stack
from tests.support.papers.corpus import CORPUS

PASSWORD = "a long enough passphrase"
HEADS = ("mail", "bytes", "what became of it", "answer")
MAX_SECONDS = 300  # for one mail
POLL_SECONDS = 0.5
_PLACE = re.compile(r"(?<=<!-- mails -->\n\n).*?(?=\n\n<!-- end -->)", re.DOTALL)


def report(page: Path | None) -> None:
    """Print the table, and put it into a page."""
    lines = [HEADS, ("---", "--:", "---", "---")]
    with running_stack(THROTTLE_FACTOR="100") as stack:
        for number, (name, (make, _)) in enumerate(CORPUS.items()):
            lines.append((name, *_became(_client(stack.url, number), make())))
    written = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    print(written)
    if page:
        page.write_text(_PLACE.sub(lambda _: written, page.read_text()))


def _client(url: str, number: int) -> Api:
    """Return a client of a company of its own, so that no file is known before."""
    client, email = Api(url), f"mails-{number}@example.com"
    client.register(email, PASSWORD)
    prove_address(url, email, PASSWORD)
    client.log_in(email, PASSWORD)
    return client


def _became(client: Api, data: bytes) -> tuple[str, str, str]:
    """Bring a mail; return how large it is, what became of its files, and whether it was answered."""
    to = renew_address.sync(client=client).address
    sent = requests.post(f"{client.url}{PATH}", data={"to": to}, files={"file": data}, timeout=MAX_SECONDS)
    sent.raise_for_status()
    batch = _wait(client)
    entries = list_entries.sync(batch.id, client=client).items
    became = [f"{entry.filename}: {_end(client, entry)}" for entry in entries]
    further = sum(batch.invoices.additional_properties.values()) - sum(bool(entry.invoice_id) for entry in entries)
    became += [f"{further} further invoice in it: ready"] * bool(further)
    return f"{len(data):,}", "<br>".join(became) or "nothing to read", (batch.mail and batch.mail.answer) or "none"


def _wait(client: Api) -> BatchDetailOut:
    """Return the newest batch once all of it is known and read, and answered if it is to be."""
    deadline = time.monotonic() + MAX_SECONDS
    while time.monotonic() < deadline:
        for listed in list_batches.sync(client=client, limit=1).items:
            batch = get_batch.sync(listed.id, client=client)
            is_open = batch.status == "opening" or batch.progress < 100
            if not is_open and (batch.mail and batch.mail.answer) not in {"waiting", "sending"}:
                return batch
        time.sleep(POLL_SECONDS)
    raise TimeoutError("a mail was not read in time")


def _end(client: Api, entry: EntryOut) -> str:
    if entry.failure:
        return f"`{entry.failure.code}`"
    invoice = get_invoice.sync(str(entry.invoice_id), client=client)
    return f"failed, `{invoice.failure.code}`" if invoice.failure else str(invoice.status)
