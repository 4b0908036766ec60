"""Fetching an invoice's files as a client does: by the link that the API answers."""

from urllib.parse import unquote, urlsplit

import boto3

from tests.support.api import Person
from tests.support.aws.names import BUCKET


def fetch(person: Person, invoice_id: str, kind: str) -> bytes:
    """Return a file's bytes, from where the API's link points to."""
    answer = person.get(f"/invoices/{invoice_id}/files/{kind}")
    assert answer.status == 302, answer.body
    key = unquote(urlsplit(answer.headers["Location"]).path).lstrip("/").removeprefix(f"{BUCKET}/")
    return bytes(boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read())
