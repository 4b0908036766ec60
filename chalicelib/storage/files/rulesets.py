"""Rule packs in the file store: one object each, `rulesets/<id>.zip`, so that one is added or removed at once or not.

The functions only read them. Who adds and removes them is a person with the deployment's credentials, with
`.venv/bin/python -m infra.rulesets`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.storage.aws.clients import s3_client

PREFIX = "rulesets/"
SUFFIX = ".zip"
_GONE = {"NoSuchKey", "404"}
_NOT_AS_EXPECTED = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409", *_GONE}


class PackChanged(Exception):
    """Somebody else has stored or removed the pack in the meantime."""


@dataclass(frozen=True, slots=True)
class StoredPack:
    """What a listing tells of a pack."""

    id: str
    etag: str
    size: int
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class PackStore:
    """The packs in one bucket."""

    bucket: str

    def list(self) -> Iterator[StoredPack]:
        """What packs there are; objects of other names are none."""
        pages = s3_client().get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=PREFIX)
        for page in pages:
            for found in page.get("Contents", []):
                name = found["Key"].removeprefix(PREFIX)
                if name.endswith(SUFFIX) and "/" not in name:
                    identity = name.removesuffix(SUFFIX)
                    yield StoredPack(identity, found["ETag"], found["Size"], found["LastModified"])

    def read(self, identity: str, limit: int) -> tuple[str, bytes] | None:
        """A pack's tag and bytes, at most one more than the limit; None if there is none."""
        try:
            answer = s3_client().get_object(Bucket=self.bucket, Key=_key(identity))
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                return None
            raise
        with answer["Body"] as body:
            return answer["ETag"], body.read(limit + 1)

    def store(self, identity: str, data: bytes, *, over: str | None) -> None:
        """Store a pack over the one with this tag, or where there is none; raise `PackChanged` if that isn't so."""
        condition: Any = {"IfNoneMatch": "*"} if over is None else {"IfMatch": over}
        try:
            s3_client().put_object(
                Bucket=self.bucket, Key=_key(identity), Body=data, ContentType="application/zip", **condition
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in _NOT_AS_EXPECTED:
                raise PackChanged from error
            raise

    def remove(self, identity: str) -> None:
        """Remove a pack; removing what is not there is no error."""
        s3_client().delete_object(Bucket=self.bucket, Key=_key(identity))


def _key(identity: str) -> str:
    return f"{PREFIX}{identity}{SUFFIX}"
