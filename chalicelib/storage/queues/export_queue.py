"""The queue of exports to make: a message names one, and its reader goes on with it."""

import json

from chalicelib.settings import settings
from chalicelib.storage.aws.clients import sqs_client
from chalicelib.storage.aws.correlation import message_attributes


def enqueue_export(company_id: str, export_id: str) -> None:
    """Leave an export for the worker."""
    body = json.dumps({"company_id": company_id, "export_id": export_id})
    sqs_client().send_message(
        QueueUrl=settings().export_queue_url, MessageBody=body, MessageAttributes=message_attributes()
    )


def parse_export_message(body: str) -> tuple[str, str]:
    """Return the company and the export that a message names.

    Raises:
        ValueError: it names none.

    """
    try:
        named = json.loads(body)
        return str(named["company_id"]), str(named["export_id"])
    except (KeyError, TypeError) as error:
        raise ValueError("the message names no export") from error
