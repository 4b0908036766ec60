"""What a queue message says: which uploads arrived. Pure parsing of S3's event notifications, version 2."""

import json
from urllib.parse import unquote_plus

from chalicelib.json_data import JsonObject
from chalicelib.storage.files.files import InvoiceFiles, parse_batch_key, parse_incoming_key


class NotAnArrival(ValueError):
    """The message is not S3's; it can't be handled, now or later."""


def parse_arrivals(body: str) -> list[InvoiceFiles]:
    """Return whose uploads a message announces: none for S3's test event, or for keys that are no upload's.

    Raises:
        NotAnArrival: the body is no S3 event.

    """
    found = map(parse_incoming_key, arrived_keys(body))
    return [files for files in found if files is not None]


def parse_arrived_batches(body: str) -> list[tuple[str, str]]:
    """Return the company and id of each batch whose archive or mail a message announces.

    Raises:
        NotAnArrival: the body is no S3 event.

    """
    found = map(parse_batch_key, arrived_keys(body))
    return [batch for batch in found if batch is not None]


def arrived_keys(body: str) -> list[str]:
    """Return the keys of the objects that a message announces; they come URL-encoded, with plus signs for spaces.

    Raises:
        NotAnArrival: the body is no S3 event.

    """
    try:
        event = json.loads(body)
    except ValueError as error:
        raise NotAnArrival("the message is not JSON") from error
    if not isinstance(event, dict):
        raise NotAnArrival("the message is not an object")
    if event.get("Event") == "s3:TestEvent":
        return []
    records = event.get("Records")
    if not isinstance(records, list):
        raise NotAnArrival("the message has no records")
    return [unquote_plus(_key(record)) for record in records]


def _key(record: JsonObject) -> str:
    try:
        return str(record["s3"]["object"]["key"])
    except (KeyError, TypeError) as error:
        raise NotAnArrival("a record names no object") from error
