"""The files of exports: exports/<company>/<export>/…, which S3 removes by itself after some days.

A large file is stored in parts (S3's multipart upload), so that only one part is ever in memory, and another process
can go on after any of them.
"""

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.settings import settings
from chalicelib.storage.aws.clients import s3_client

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

EXPORTS = "exports"
MAX_PARTS = 10_000  # S3's


class UploadLost(Exception):
    """The upload is not there any more, or has other parts than we know of."""


def export_key(company_id: str, export_id: str, name: str) -> str:
    """Return the key of one of an export's files."""
    return f"{EXPORTS}/{company_id}/{export_id}/{name}"


def begin_upload(key: str, content_type: str) -> str:
    """Begin an upload in parts; return its id."""
    answer = s3_client().create_multipart_upload(Bucket=settings().files_bucket, Key=key, ContentType=content_type)
    return answer["UploadId"]


def put_part(key: str, upload_id: str, number: int, data: bytes) -> str:
    """Store a part, in the place of one with this number; return its ETag. Numbers begin with 1.

    Raises:
        UploadLost: the upload is over or was aborted.

    """
    try:
        answer = s3_client().upload_part(
            Bucket=settings().files_bucket, Key=key, UploadId=upload_id, PartNumber=number, Body=data
        )
    except ClientError as error:
        raise _lost(error) from error
    return answer["ETag"]


def finish_upload(key: str, upload_id: str, tags: Sequence[str]) -> None:
    """Make the parts one object; when that has happened already, that is fine.

    Raises:
        UploadLost: it can't be done with these parts, now or later.

    """
    parts: list[CompletedPartTypeDef] = [{"ETag": tag, "PartNumber": number} for number, tag in enumerate(tags, 1)]
    try:
        s3_client().complete_multipart_upload(
            Bucket=settings().files_bucket, Key=key, UploadId=upload_id, MultipartUpload={"Parts": parts}
        )
    except ClientError as error:
        lost = _lost(error)
        if not _exists(key):
            raise lost from error


def put_stream(key: str, stream: IO[bytes], content_type: str) -> None:
    """Store what a file holds, without reading it into memory."""
    s3_client().put_object(Bucket=settings().files_bucket, Key=key, Body=stream, ContentType=content_type)


def _exists(key: str) -> bool:
    try:
        s3_client().head_object(Bucket=settings().files_bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] in {"404", "NoSuchKey"}:
            return False
        raise
    return True


def _lost(error: ClientError) -> UploadLost:
    """Return what to tell of an upload that is not there; any other error is raised again."""
    if error.response["Error"]["Code"] in {"NoSuchUpload", "InvalidPart", "404"}:
        return UploadLost(str(error))
    raise error
