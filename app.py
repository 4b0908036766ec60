"""Composition root: the API's resources and the queues' handlers, bound to one Chalice application.

Every function imports this module first, and each serves one of the handlers, or the API: so that what one of them
needs is imported where it begins.
"""

from typing import Any

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent

from chalicelib.api.http.file_types import BODY_TYPES, MULTIPART
from chalicelib.api.http.lazy_routes import LazyRoutes
from chalicelib.api.routes import PATHS
from chalicelib.settings import wiring

# Bodies that API Gateway must hand over byte for byte. XML is among them: it may be in any encoding.
BINARY_TYPES = [*BODY_TYPES, MULTIPART]

app = Chalice(app_name="invoices", configure_logs=False)
app.api.binary_types = BINARY_TYPES

app.routes = LazyRoutes(app, "chalicelib.api.routes", PATHS)  # type: ignore[assignment]  # Chalice needs a mapping


@app.on_sqs_message(queue=wiring().process_queue, batch_size=1, name="process")
def process(event: SQSEvent) -> dict[str, Any]:
    """Read the uploads that arrived."""
    from chalicelib.pipeline.queues import process_batch

    return process_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().bury_queue, batch_size=10, name="bury")
def bury(event: SQSEvent) -> dict[str, Any]:
    """Mark failed what could not be processed."""
    from chalicelib.pipeline.queues import bury_batch

    return bury_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().open_queue, batch_size=1, name="unpack")
def unpack(event: SQSEvent) -> dict[str, Any]:
    """Open the archives and mails that arrived."""
    from chalicelib.pipeline.queues import open_batches

    return open_batches(event.to_dict())


@app.on_sqs_message(queue=wiring().unopened_queue, batch_size=10, name="unopened")
def unopened(event: SQSEvent) -> dict[str, Any]:
    """Mark failed what could not be opened."""
    from chalicelib.pipeline.queues import unopened_batches

    return unopened_batches(event.to_dict())


@app.on_sqs_message(queue=wiring().webhook_queue, batch_size=1, name="webhook")
def webhook(event: SQSEvent) -> dict[str, Any]:
    """Tell an endpoint what happened to an invoice: one at a time, so that a slow one delays no other."""
    from chalicelib.pipeline.queues import webhook_batch

    return webhook_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().mail_queue, batch_size=5, name="mail")
def mail(event: SQSEvent) -> dict[str, Any]:
    """Send the mails that requests asked for."""
    from chalicelib.pipeline.queues import mail_batch

    return mail_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().send_queue, batch_size=1, name="send")
def send(event: SQSEvent) -> dict[str, Any]:
    """Send invoices by e-mail, one mail at a time: a worker that dies leaves one sending in doubt, not several."""
    from chalicelib.pipeline.queues import send_batch

    return send_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().unsent_queue, batch_size=10, name="unsent")
def unsent(event: SQSEvent) -> dict[str, Any]:
    """Say what became of the sendings that were given up."""
    from chalicelib.pipeline.queues import unsent_batch

    return unsent_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().mail_events_queue, batch_size=10, name="mail_events")
def mail_events(event: SQSEvent) -> dict[str, Any]:
    """Take in what Amazon SES says became of the mails."""
    from chalicelib.pipeline.queues import mail_events_batch

    return mail_events_batch(event.to_dict())


@app.on_sqs_message(queue=wiring().export_queue, batch_size=1, name="export")
def export(event: SQSEvent) -> dict[str, Any]:
    """Make the files of large lists."""
    from chalicelib.pipeline.queues import export_batch

    return export_batch(event.to_dict(), event.context)


@app.schedule(Rate(15, unit=Rate.MINUTES), name="sweep")
def sweep(_event: CloudWatchEvent) -> dict[str, Any]:
    """Take up what got stuck."""
    from chalicelib.pipeline.sweeping import sweep_stuck

    return sweep_stuck()


@app.schedule(Rate(15, unit=Rate.MINUTES), name="recur")
def recur(_event: CloudWatchEvent) -> dict[str, Any]:
    """Make the recurring invoices whose day has come."""
    from chalicelib.pipeline.recurring import run_recurring

    return run_recurring()


@app.schedule(Rate(1, unit=Rate.HOURS), name="remind")
def remind(_event: CloudWatchEvent) -> dict[str, Any]:
    """Send the reminders of invoices that were not paid in time."""
    from chalicelib.pipeline.reminders import run_reminders

    return run_reminders()
