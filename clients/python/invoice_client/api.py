"""One person, or one key, at one API."""

import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import httpx

from .errors import error_of
from .generated.api.auth import log_in, log_out, register
from .generated.api.invoices import announce_upload, create_invoice, get_invoice
from .generated.client import Client
from .generated.models import (
    Announcement,
    CreateInvoiceFilesBody,
    Credentials,
    InvoiceDetailOut,
    InvoiceOut,
    LoginOut,
    Registration,
)
from .generated.types import File
from .repeats import choose, transport
from .tokens import Tokens

UNFINISHED = frozenset({"awaiting_upload", "queued", "processing"})
_REQUEST_SECONDS = 60
_POLL_SECONDS = 0.5
_SECONDS_PER_REQUEST = 0.15  # keeps the polling of many within the requests that a person has a minute


class StillUnfinished(TimeoutError):
    """Some invoices were neither ready nor failed in the time that was given them."""

    def __init__(self, invoices: list[InvoiceDetailOut]) -> None:
        """Show where each of them stands."""
        super().__init__(", ".join(f"{invoice.id} {invoice.status}" for invoice in invoices))
        self.invoices = invoices


class Api(Client):
    """What the generated functions take as `client`; `http` is for requests by hand, which raise nothing."""

    def __init__(self, url: str, *, key: str = "", inner: httpx.BaseTransport | None = None) -> None:
        """Speak to an API, with an API key or until `log_in` without a token; `inner` is what carries requests."""
        url = url.rstrip("/")
        super().__init__(base_url=url)
        self.url = url
        self.tokens = Tokens(url)
        self.tokens.keep(key)
        self.http = httpx.Client(
            base_url=url,
            auth=self.tokens,
            transport=transport(inner),
            timeout=_REQUEST_SECONDS,
            event_hooks={"request": [choose]},
        )
        self.set_httpx_client(self.http)

    def register(self, email: str, password: str, **more: str) -> LoginOut:
        """Make an account and act for it from now on; what else is known: `name`, `company_name`, `country`."""
        return self._keep(lambda: register.sync(client=self, body=Registration(email, password, **more)))

    def log_in(self, email: str, password: str, code: str = "") -> LoginOut:
        """Act for an account from now on; with a second factor, `code` is its code."""
        return self._keep(lambda: log_in.sync(client=self, body=Credentials(email, password, code=code)))

    def log_out(self) -> None:
        """End the session, here and at the API."""
        log_out.sync(client=self)
        self.tokens.keep("")

    def _keep(self, enter: Callable[[], LoginOut]) -> LoginOut:
        login = enter()
        self.tokens.keep(login.access, login.refresh)
        return login

    def upload(self, filename: str, data: bytes, content_type: str = "application/pdf") -> InvoiceOut:
        """Upload one invoice through the API, which takes 4.4 MB."""
        body = CreateInvoiceFilesBody(file=[File(BytesIO(data), filename, content_type)])
        invoice = create_invoice.sync(client=self, body=body)
        if not isinstance(invoice, InvoiceOut):
            raise TypeError(f"{filename} is a batch of files: bring it in with create_invoice")
        return invoice

    def upload_direct(self, filename: str, data: bytes, content_type: Any = "application/pdf") -> InvoiceOut:
        """Announce one invoice, up to 20 MB, and send it straight to storage."""
        announced = announce_upload.sync(client=self, body=Announcement(filename, content_type, len(data)))
        form = announced.upload
        sent = httpx.post(
            form.url, data=form.fields.additional_properties, files={"file": (filename, data)}, timeout=_REQUEST_SECONDS
        )
        if sent.is_error:
            raise error_of(sent)
        return announced.invoice

    def download(self, path: str) -> bytes:
        """Fetch a file, by one of an invoice's `links`; where that leads to storage, without our token."""
        answer = self.http.get(path, follow_redirects=True)
        if answer.is_error:
            raise error_of(answer)
        return answer.content

    def wait(
        self, invoice_ids: Iterable[str], *, seconds: float, progress: Callable[[int], None] = lambda _done: None
    ) -> list[InvoiceDetailOut]:
        """Poll until the invoices are ready or failed, and return them.

        Raises:
            StillUnfinished: They were not, after that many seconds.

        """
        deadline = time.monotonic() + seconds
        known = self._invoices(invoice_ids)
        while unfinished := [invoice for invoice in known.values() if invoice.status in UNFINISHED]:
            progress(len(known) - len(unfinished))
            if time.monotonic() > deadline:
                raise StillUnfinished(unfinished)
            time.sleep(max(_POLL_SECONDS, len(unfinished) * _SECONDS_PER_REQUEST))
            known |= self._invoices(invoice.id for invoice in unfinished)
        progress(len(known))
        return list(known.values())

    def _invoices(self, invoice_ids: Iterable[str]) -> dict[str, InvoiceDetailOut]:
        return {invoice_id: get_invoice.sync(invoice_id, client=self) for invoice_id in invoice_ids}
