"""Composition root: the API's resources and the queues' handlers, bound to one Chalice application."""

from typing import Any

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent

from chalicelib.api.http.file_types import BODY_TYPES
from chalicelib.api.http.requests import MULTIPART
from chalicelib.api.routes.arrivals.batches import batches
from chalicelib.api.routes.arrivals.mailbox import mailbox
from chalicelib.api.routes.auth import auth
from chalicelib.api.routes.company import company
from chalicelib.api.routes.console import console
from chalicelib.api.routes.documentation import documentation
from chalicelib.api.routes.drafts import drafts
from chalicelib.api.routes.exports import exports
from chalicelib.api.routes.health import health
from chalicelib.api.routes.invoices import invoices
from chalicelib.api.routes.lifecycle import lifecycle
from chalicelib.api.routes.me import me
from chalicelib.api.routes.rulesets import rulesets
from chalicelib.api.routes.sales.customers import customers
from chalicelib.api.routes.sales.items import items
from chalicelib.api.routes.sales.quotes import quotes
from chalicelib.api.routes.sales.recurring import recurring
from chalicelib.api.routes.security.audit import audit
from chalicelib.api.routes.security.factors import factors
from chalicelib.api.routes.security.keys import keys
from chalicelib.api.routes.security.sessions import sessions
from chalicelib.api.routes.sending import sending
from chalicelib.api.routes.statistics import statistics
from chalicelib.api.routes.suppliers import suppliers
from chalicelib.api.routes.webhooks import webhooks
from chalicelib.pipeline.queues import (
    bury_batch,
    export_batch,
    mail_batch,
    mail_events_batch,
    open_batches,
    process_batch,
    send_batch,
    unopened_batches,
    unsent_batch,
    webhook_batch,
)
from chalicelib.pipeline.recurring import run_recurring
from chalicelib.pipeline.reminders import run_reminders
from chalicelib.pipeline.sweeping import sweep_stuck
from chalicelib.settings import wiring

# Bodies that API Gateway must hand over byte for byte. XML is among them: it may be in any encoding.
BINARY_TYPES = [*BODY_TYPES, MULTIPART]

app = Chalice(app_name="invoices", configure_logs=False)
app.api.binary_types = BINARY_TYPES

# In the order in which somebody who reads the API's description meets them.
RESOURCES = (
    auth,
    me,
    sessions,
    factors,
    company,
    invoices,
    batches,
    mailbox,
    rulesets,
    lifecycle,
    suppliers,
    customers,
    items,
    drafts,
    quotes,
    recurring,
    sending,
    exports,
    statistics,
    webhooks,
    keys,
    audit,
    console,
    documentation,
    health,
)

for resource in RESOURCES:
    app.register_blueprint(resource)


@app.on_sqs_message(queue=wiring().process_queue, batch_size=1, name="process")
def process(event: SQSEvent) -> dict[str, Any]:
    """Read the uploads that arrived."""
    return process_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().bury_queue, batch_size=10, name="bury")
def bury(event: SQSEvent) -> dict[str, Any]:
    """Mark failed what could not be processed."""
    return bury_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().open_queue, batch_size=1, name="unpack")
def unpack(event: SQSEvent) -> dict[str, Any]:
    """Open the archives and mails that arrived."""
    return open_batches(event.to_dict())


@app.on_sqs_message(queue=wiring().unopened_queue, batch_size=10, name="unopened")
def unopened(event: SQSEvent) -> dict[str, Any]:
    """Mark failed what could not be opened."""
    return unopened_batches(event.to_dict())


@app.on_sqs_message(queue=wiring().webhook_queue, batch_size=1, name="webhook")
def webhook(event: SQSEvent) -> dict[str, Any]:
    """Tell an endpoint what happened to an invoice: one at a time, so that a slow one delays no other."""
    return webhook_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().mail_queue, batch_size=5, name="mail")
def mail(event: SQSEvent) -> dict[str, Any]:
    """Send the mails that requests asked for."""
    return mail_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().send_queue, batch_size=1, name="send")
def send(event: SQSEvent) -> dict[str, Any]:
    """Send invoices by e-mail, one mail at a time: a worker that dies leaves one sending in doubt, not several."""
    return send_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().unsent_queue, batch_size=10, name="unsent")
def unsent(event: SQSEvent) -> dict[str, Any]:
    """Say what became of the sendings that were given up."""
    return unsent_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().mail_events_queue, batch_size=10, name="mail_events")
def mail_events(event: SQSEvent) -> dict[str, Any]:
    """Take in what Amazon SES says became of the mails."""
    return mail_events_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().export_queue, batch_size=1, name="export")
def export(event: SQSEvent) -> dict[str, Any]:
    """Make the files of large lists."""
    return export_batch(event.to_dict(), event.context)


@app.schedule(Rate(15, unit=Rate.MINUTES), name="sweep")
def sweep(_event: CloudWatchEvent) -> dict[str, Any]:
    """Take up what got stuck."""
    return sweep_stuck()


@app.schedule(Rate(15, unit=Rate.MINUTES), name="recur")
def recur(_event: CloudWatchEvent) -> dict[str, Any]:
    """Make the recurring invoices whose day has come."""
    return run_recurring()


@app.schedule(Rate(1, unit=Rate.HOURS), name="remind")
def remind(_event: CloudWatchEvent) -> dict[str, Any]:
    """Send the reminders of invoices that were not paid in time."""
    return run_reminders()
