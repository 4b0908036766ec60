"""Composition root: the API's resources and the queues' handlers, bound to one Chalice application."""

from typing import Any

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent

from chalicelib.api.auth import auth
from chalicelib.api.company import company
from chalicelib.api.drafts import drafts
from chalicelib.api.health import health
from chalicelib.api.invoices import invoices
from chalicelib.api.me import me
from chalicelib.pipeline.queues import bury_batch, mail_batch, process_batch
from chalicelib.pipeline.sweeping import sweep_stuck
from chalicelib.settings import wiring

# Bodies that API Gateway must hand over byte for byte. XML is among them: it may be in any encoding.
BINARY_TYPES = ["application/pdf", "application/xml", "text/xml", "image/png", "image/jpeg", "multipart/form-data"]

app = Chalice(app_name="invoices", configure_logs=False)
app.api.binary_types = BINARY_TYPES

for resource in (health, auth, me, company, invoices, drafts):
    app.register_blueprint(resource)


@app.on_sqs_message(queue=wiring().process_queue, batch_size=1, name="process")
def process(event: SQSEvent) -> dict[str, Any]:
    """Read the uploads that arrived."""
    return process_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().bury_queue, batch_size=10, name="bury")
def bury(event: SQSEvent) -> dict[str, Any]:
    """Mark failed what could not be processed."""
    return bury_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().mail_queue, batch_size=5, name="mail")
def mail(event: SQSEvent) -> dict[str, Any]:
    """Send the mails that requests asked for."""
    return mail_batch(event.to_dict())


@app.schedule(Rate(15, unit=Rate.MINUTES), name="sweep")
def sweep(_event: CloudWatchEvent) -> dict[str, Any]:
    """Take up what got stuck."""
    return sweep_stuck()
