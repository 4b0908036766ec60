"""What a queue message says: which uploads arrived. Pure parsing of S3's event notifications, version 2."""

import json
from urllib.parse import unquote_plus

from chalicelib.json_data import JsonObject
from chalicelib.storage.files.files import InvoiceFiles, parse_incoming_key


class NotAnArrival(ValueError):
    """The message is not S3's; it can't be handled, now or later."""


def parse_arrivals(body: str) -> list[InvoiceFiles]:
    """Return whose uploads a message announces: none for S3's test event, or for keys that are no upload's.

    Keys come URL-encoded, with plus signs for spaces.

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
    found = (parse_incoming_key(unquote_plus(_key(record))) for record in records)
    return [files for files in found if files is not None]


def _key(record: JsonObject) -> str:
    try:
        return str(record["s3"]["object"]["key"])
    except (KeyError, TypeError) as error:
        raise NotAnArrival("a record names no object") from error
