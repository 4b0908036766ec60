"""A small client of the API, for the demo and the end-to-end tests: what a front end does, in Python."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import requests

Json = dict[str, Any]

UNFINISHED = frozenset({"awaiting_upload", "queued", "processing"})
_REQUEST_SECONDS = 60
_POLL_SECONDS = 0.5
_SECONDS_PER_REQUEST = 0.15  # keeps the polling of many within the requests that a person has a minute


class StillUnfinished(TimeoutError):
    """Some invoices were neither ready nor failed in the time that was given them."""

    def __init__(self, invoices: list[Json]) -> None:
        """Show where each of them stands."""
        super().__init__(", ".join(f"{invoice['id']} {invoice['status']}" for invoice in invoices))
        self.invoices = invoices


@dataclass
class Client:
    """One person at one API. `http` keeps the connection between calls."""

    url: str
    token: str = ""
    http: requests.Session = field(default_factory=requests.Session)

    def call(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """Send a request and return the answer, whatever its status."""
        headers = {**arguments.pop("headers", {})}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return self.http.request(
            method, self.url + path, headers=headers, timeout=_REQUEST_SECONDS, allow_redirects=False, **arguments
        )

    def fetch(self, method: str, path: str, **arguments: Any) -> Json:
        """Send a request and return the answer's body; an error status is an `HTTPError` that shows the problem."""
        response = self.call(method, path, **arguments)
        if response.status_code >= requests.codes.bad_request:
            message = f"{method} {path}: {response.status_code} {response.text}"
            raise requests.HTTPError(message, response=response)
        body: Json = response.json()
        return body

    def register(self, email: str, password: str, **more: str) -> Json:
        """Make an account and act for it from now on."""
        return self._enter("/auth/register", {"email": email, "password": password, **more})

    def log_in(self, email: str, password: str) -> Json:
        """Act for an account from now on."""
        return self._enter("/auth/login", {"email": email, "password": password})

    def prove(self, link: str, password: str) -> None:
        """Prove the account's address by the link that was mailed to it."""
        answer = self.http.post(link, json={"password": password}, timeout=_REQUEST_SECONDS)
        answer.raise_for_status()

    def _enter(self, path: str, body: Json) -> Json:
        self.token = ""
        login = self.fetch("POST", path, json=body)
        self.token = login["access"]
        return login

    def upload(self, filename: str, data: bytes, content_type: str = "application/pdf") -> Json:
        """Upload through the API; return the invoice's summary."""
        return self.fetch("POST", "/invoices", files={"file": (filename, data, content_type)})

    def upload_direct(self, filename: str, data: bytes, content_type: str = "application/pdf") -> Json:
        """Announce a file and send it straight to storage; return the invoice's summary."""
        body = {"filename": filename, "content_type": content_type, "size": len(data)}
        announced = self.fetch("POST", "/invoices/uploads", json=body)
        form = announced["upload"]
        sent = self.http.post(
            form["url"], data=form["fields"], files={"file": (filename, data)}, timeout=_REQUEST_SECONDS
        )
        sent.raise_for_status()
        invoice: Json = announced["invoice"]
        return invoice

    def download(self, invoice_id: str, kind: str) -> requests.Response:
        """Follow the redirect to one of an invoice's files, without our token: the link alone must do."""
        redirect = self.call("GET", f"/invoices/{invoice_id}/files/{kind}")
        if redirect.status_code != requests.codes.found:
            message = f"{kind} of {invoice_id}: {redirect.status_code} {redirect.text}"
            raise requests.HTTPError(message, response=redirect)
        return requests.get(redirect.headers["Location"], timeout=_REQUEST_SECONDS)

    def wait(
        self, invoice_ids: Iterable[str], *, seconds: float, progress: Callable[[int], None] = lambda _done: None
    ) -> list[Json]:
        """Poll until the invoices are ready or failed, and return them.

        Raises:
            StillUnfinished: they were not, after that many seconds.

        """
        deadline = time.monotonic() + seconds
        known: dict[str, Json] = {invoice_id: {} for invoice_id in invoice_ids}
        unfinished = [*known]
        while True:
            known |= self._invoices(unfinished)
            unfinished = [invoice_id for invoice_id, invoice in known.items() if invoice["status"] in UNFINISHED]
            progress(len(known) - len(unfinished))
            if not unfinished:
                return [*known.values()]
            if time.monotonic() > deadline:
                raise StillUnfinished([known[invoice_id] for invoice_id in unfinished])
            time.sleep(max(_POLL_SECONDS, len(unfinished) * _SECONDS_PER_REQUEST))

    def _invoices(self, invoice_ids: Iterable[str]) -> dict[str, Json]:
        return {invoice_id: self.fetch("GET", f"/invoices/{invoice_id}") for invoice_id in invoice_ids}
