"""How a request's id travels to the workers: in the metadata of the file that it stored, in attributes of its messages.

So the log lines of an API call, and those of the worker that reads its file or sends its mail, bear the same id.
"""

from chalicelib.json_data import JsonObject
from chalicelib.logs import correlation_id

METADATA = "correlation-id"  # S3 prefixes it with `x-amz-meta-`
ATTRIBUTE = "correlation_id"


def object_metadata() -> dict[str, str]:
    """Return the metadata of an object that is stored now."""
    known = correlation_id()
    return {METADATA: known} if known else {}


def form_fields() -> dict[str, str]:
    """Return the fields of a presigned form whose object will have the metadata."""
    return {f"x-amz-meta-{name}": value for name, value in object_metadata().items()}


def message_attributes() -> JsonObject:
    """Return the attributes of a message that is sent now."""
    known = correlation_id()
    return {ATTRIBUTE: {"DataType": "String", "StringValue": known}} if known else {}


def request_of(attributes: JsonObject) -> str | None:
    """Return the id in the attributes of a message, as Lambda hands them over.

    >>> request_of({"correlation_id": {"dataType": "String", "stringValue": "one"}}), request_of({})
    ('one', None)
    """
    value = attributes.get(ATTRIBUTE, {}).get("stringValue")
    return str(value) if value else None
