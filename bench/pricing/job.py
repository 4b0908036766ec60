"""The main job, as a front end does it for one person, on moto in this process, with each step counted.

Log in once for twenty invoices; then for each: upload, have it read, list twice, look at it, download the source,
validate once, and send it once, of which SES says that it was sent and delivered.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import boto3

from bench.load.invoices import distinct_invoices
from bench.pricing.meter import Meter
from infra.local.cloud import Resources
from infra.local.gateway import Answer as GatewayAnswer
from infra.local.http import compressed
from infra.local.queues import Source, poll_once
from infra.packaging.sam import QUEUE_OF
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.papers.office import zipped

INVOICES_A_LOGIN = 20
LISTED_BEFORE = 25  # so that a page of the list is full from the start
TO = "buyer@customer.example.com"
API = "api_handler"
_REQUEST_BYTES_OUT = 500  # an answer's status line and headers
_MAX_TRIES, _PAUSE_SECONDS = 100, 0.1


@dataclass
class Job:
    """Does it; `meter` counts."""

    meter: Meter
    api: Api
    sources: Mapping[str, Source]
    mail_events_queue: str
    kilobytes: int
    compressed_from: int | None  # bytes

    def prepare(self) -> Person:
        """Return somebody whose company has a page of invoices, in processes that are warm."""
        boto3.client("sqs").purge_queue(QueueUrl=self.sources["process"].queue_url)  # S3's test event
        person = self.log_in(self.api.person(company_name="Bench Ltd"))
        first = self.handle(person, -1)  # compiles the rules, fetches the keys, imports what is imported late
        self._fill(person, first)
        return person

    def run(self, person: Person, count: int) -> None:
        """Do it for so many invoices."""
        self.meter.on = True
        for number in range(count):
            if number % INVOICES_A_LOGIN == 0:
                person = self.log_in(person)
            self.handle(person, number)
        self.meter.on = False

    def handle(self, person: Person, number: int) -> str:
        """Do it for one invoice, which is another for each number; return its id."""
        ((name, data),) = distinct_invoices(1, first=number + 2, kilobytes=self.kilobytes)
        key = {"Idempotency-Key": f"key-{number}"}
        path = f"/invoices?filename={name}"
        uploaded = self._request("upload", person, "POST", path, data=data, content_type="application/pdf", headers=key)
        invoice_id = str(uploaded.json["id"])
        invoice = f"/invoices/{invoice_id}"
        self._work("process")
        for _ in range(2):
            self._request("list", person, "GET", "/invoices")
        self._request("get", person, "GET", invoice)
        self._request("download", person, "GET", f"{invoice}/files/source")
        self._downloaded(len(data))
        self._request("validate", person, "POST", f"{invoice}/validate")
        sent = self._request("send", person, "POST", f"{invoice}/send", body={"to": [TO], "force": True}, headers=key)
        self._work("send")
        self._tell(person, sent.json["id"])
        return invoice_id

    def watch_batch(self, person: Person, files: int) -> None:
        """Have an archive of so many files opened, and ask for its progress, which alone is counted."""
        archive = zipped({f"{number}.xml": f"<a>{number}</a>".encode() for number in range(files)})
        sent = {"data": archive, "content_type": "application/zip"}
        batch = self._request("archive", person, "POST", "/invoices?filename=a.zip", **sent).json["batch"]
        self._work("unpack")
        self.meter.on = True
        self._request("batch", person, "GET", f"/batches/{batch['id']}")
        self.meter.on = False

    def _request(self, step: str, person: Person, method: str, path: str, **options: Any) -> Answer:
        """Make one request through API Gateway, as it were."""

        def call() -> Answer:
            return self.api.call(method, path, options.pop("body", None), token=person.access, **options)

        return self._through_gateway(step, call)

    def _through_gateway(self, step: str, call: Callable[[], Answer]) -> Answer:
        with self.meter.step(step):
            answer: Answer = self.meter.invoke(API, call)
            if answer.status >= 400:
                raise RequestFailed(step, answer)
            if self.meter.on:
                self.meter.spent.quantities["api_requests"] += 1
                self.meter.spent.quantities["out_bytes"] += self._sent_bytes(answer.body) + _REQUEST_BYTES_OUT
        return answer

    def _sent_bytes(self, body: bytes) -> int:
        """Return what API Gateway sends of an answer to a client that takes gzip, as browsers do."""
        return len(compressed(GatewayAnswer(200, {}, body), "gzip", self.compressed_from).body)

    def log_in(self, person: Person) -> Person:
        """Log somebody in."""
        body = {"email": person.email, "password": PASSWORD}
        made = self._through_gateway("login", lambda: self.api.call("POST", "/auth/login", body)).json
        return replace(person, access=made["access"], refresh=made["refresh"])

    def _downloaded(self, size: int) -> None:
        """The client follows the link: S3 answers it alone."""
        if self.meter.on:
            with self.meter.step("download"):
                self.meter.spent.quantities["s3_get_requests"] += 1
                self.meter.spent.quantities["out_bytes"] += size + _REQUEST_BYTES_OUT

    def _work(self, function: str) -> None:
        """Have a function handle what waits in its queue, of which there is something."""
        sqs = boto3.client("sqs")
        with self.meter.step(function):
            for _ in range(_MAX_TRIES):
                if poll_once(sqs, self.sources[function]):
                    return
                time.sleep(_PAUSE_SECONDS)
        raise NothingToDo(function)

    def _tell(self, person: Person, sending_id: str) -> None:
        """Put into the queue what SES says of a mail, by way of SNS, and have it read."""
        sqs = boto3.client("sqs")
        with self.meter.step("send"):
            for kind in ("Send", "Delivery"):
                event = json.dumps(_ses_event(kind, person.user["company_id"], sending_id))
                sqs.send_message(QueueUrl=self.mail_events_queue, MessageBody=event)
            while poll_once(sqs, self.sources["mail_events"]):
                pass

    def _fill(self, person: Person, invoice_id: str) -> None:
        """Copy an invoice's record, so that lists have their usual length."""
        from chalicelib.ids import new_id
        from chalicelib.storage.invoices import invoices as store

        model = store.find_invoice(person.user["company_id"], invoice_id)
        if model is None:
            raise NothingToDo(invoice_id)
        for _ in range(LISTED_BEFORE):
            store.add_invoice(replace(model, invoice_id=new_id(), fingerprint=None))


class RequestFailed(RuntimeError):
    """The job met an error, so that its cost would mean nothing."""

    def __init__(self, step: str, answer: Answer) -> None:
        """Show the answer."""
        super().__init__(f"{step}: {answer.status} {answer.body.decode()}")


class NothingToDo(RuntimeError):
    """Something that must have been there, a message or a record, was not."""


def sources_of(resources: Resources, meter: Meter) -> dict[str, Source]:
    """Return each queue handler with its queue, its invocations counted."""
    from chalice.app import SQSEventConfig
    from chalice.local import LambdaContext
    from chalice.utils import to_cfn_resource_name

    import app

    def source(event: SQSEventConfig) -> Source:
        queue = QUEUE_OF[to_cfn_resource_name(event.name)]
        function = getattr(app, event.handler_string.rpartition(".")[2])

        def handle(batch: dict[str, Any]) -> Any:
            context = LambdaContext(event.name, memory_size=1024, max_runtime_ms=120_000)
            return meter.invoke(event.name, lambda: function(batch, context))

        return Source(resources.known[queue], resources.known[f"{queue}.Arn"], event.batch_size, handle)

    return {event.name: source(event) for event in app.app.event_sources if isinstance(event, SQSEventConfig)}


def environment() -> dict[str, str]:
    """Return the variables of the run: production's log level, and tokens that outlive a slow machine."""
    return {
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "INFO"),
        "ACCESS_TOKEN_SECONDS": "86400",
        "THROTTLE_FACTOR": "1000",
        "PROMPT_FILES_A_MINUTE": "1000000",
        "RECIPIENTS_PER_DAY": "1000000",
        "RECIPIENTS_PER_DAY_AT_FIRST": "1000000",
        "PUBLIC_URL": "https://api.example.com/dev",
    }


def _ses_event(kind: str, company_id: str, sending_id: str) -> dict[str, Any]:
    """Return an event as SES publishes it, with what is looked at."""
    at = "2026-05-05T00:00:04.123Z"
    mail = {
        "timestamp": at,
        "source": "Bench <invoices@example.com>",
        "messageId": f"{sending_id}-000000",
        "destination": [TO],
        "headersTruncated": False,
        "commonHeaders": {"from": ["Bench <invoices@example.com>"], "to": [TO], "subject": "Bench: invoice 7"},
        "tags": {"ses:configuration-set": ["MailConfigurationSet"], "company": [company_id], "sending": [sending_id]},
    }
    said = {"timestamp": at, "recipients": [TO], "smtpResponse": "250 ok", "processingTimeMillis": 2111}
    return {"eventType": kind, "mail": mail, kind.lower(): said}
