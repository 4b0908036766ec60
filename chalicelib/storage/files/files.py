"""The file store: one private bucket, a folder an invoice. Keys are made of ids only; no file name ever reaches one.

incoming/<company>/<invoice>/source     where uploads land; its events start the pipeline
batches/<company>/<batch>/source        an archive or a mail, kept; its events have it opened
quarantine/<key>                        what contains malware, or could not be scanned for it; goes after some time
mail/<message>                          where Amazon SES puts mails that came
invoices/<company>/<invoice>/source     the source, kept
invoices/<company>/<invoice>/<file>     what was made from it; each making has new names, which the record tells
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from gzip import compress, decompress
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.ids import is_id
from chalicelib.logs import logger
from chalicelib.records.files import COMPRESSED, FILE_TYPES, FileKind
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import s3_client
from chalicelib.storage.aws.correlation import METADATA, object_metadata

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CopySourceTypeDef, ObjectIdentifierTypeDef

    from chalicelib.records.invoices import Invoice

INCOMING = "incoming"
KEPT = "invoices"
BATCHES = "batches"
ARRIVED_MAILS = "mail"
_MAX_KEYS_A_DELETE = 1000  # the most keys that one DeleteObjects call takes
_INCOMING_KEY_PARTS = 4


INTERNAL = frozenset({FileKind.CONTENT, FileKind.LAYOUT})
"""Files that nobody fetches."""


class FileMissing(Exception):
    """There is no such object."""


class FilesNotDeleted(Exception):
    """S3 refused to delete some objects, which its answer says without an error of its own."""

    def __init__(self, keys: list[str]) -> None:
        """Carry their keys."""
        super().__init__(f"{len(keys)} objects could not be deleted, the first is {keys[0]}")
        self.keys = keys


@dataclass(frozen=True, slots=True)
class InvoiceFiles:
    """The two folders of one invoice."""

    company_id: str
    invoice_id: str

    @classmethod
    def of(cls, invoice: "Invoice") -> "InvoiceFiles":
        """Return those of an invoice."""
        return cls(invoice.company_id, invoice.invoice_id)

    @property
    def incoming(self) -> str:
        """Key under which the source arrives."""
        return f"{INCOMING}/{self.company_id}/{self.invoice_id}/{FileKind.SOURCE}"

    def kept(self, name: str) -> str:
        """Key of a kept file."""
        return f"{KEPT}/{self.company_id}/{self.invoice_id}/{name}"


def parse_incoming_key(key: str) -> InvoiceFiles | None:
    """Return whose upload a key is, or None for any other key."""
    parts = key.split("/")
    if len(parts) != _INCOMING_KEY_PARTS or parts[0] != INCOMING or not (is_id(parts[1]) and is_id(parts[2])):
        return None
    return InvoiceFiles(parts[1], parts[2])


def batch_source(company_id: str, batch_id: str) -> str:
    """Return the key under which a batch's archive or mail arrives and is kept."""
    return f"{BATCHES}/{company_id}/{batch_id}/{FileKind.SOURCE}"


def batches_folder(company_id: str) -> str:
    """Return what the keys of all of a company's archives and mails begin with."""
    return f"{BATCHES}/{company_id}/"


def parse_batch_key(key: str) -> tuple[str, str] | None:
    """Return the company and the batch whose source a key is, or None for any other key."""
    parts = key.split("/")
    if len(parts) != _INCOMING_KEY_PARTS or parts[0] != BATCHES or not (is_id(parts[1]) and is_id(parts[2])):
        return None
    return parts[1], parts[2]


def put_file(key: str, data: bytes, content_type: str) -> None:
    """Store an object, with the id of the request that it comes from."""
    s3_client().put_object(
        Bucket=settings().files_bucket, Key=key, Body=data, ContentType=content_type, Metadata=object_metadata()
    )


def try_put_file(key: str, data: bytes, content_type: str) -> bool:
    """Store an object that can be stored later as well; a store that is out of reach is logged, and False returned."""
    return _do_or_log(lambda: put_file(key, data, content_type), "a file could not be stored now", key)


def put_made(files: InvoiceFiles, kind: FileKind, data: bytes, making: str) -> str:
    """Store a file that was made from an invoice's source; return its name, a new one with each making's id."""
    extension, content_type = FILE_TYPES[kind]
    name = f"{kind}-{making}.{extension}"
    put_file(files.kept(name), compress(data, mtime=0) if name.endswith(COMPRESSED) else data, content_type)
    return name


def get_made(files: InvoiceFiles, name: str) -> bytes:
    """Return a file that `put_made` has stored; earlier ones are not compressed, as their names say.

    Raises:
        FileMissing: there is no such object.

    """
    data = get_file(files.kept(name))
    return decompress(data) if name.endswith(COMPRESSED) else data


def get_file(key: str, *, limit: int | None = None, version: str | None = None) -> bytes:
    """Return an object's bytes; with a limit, at most one more than that, so that the caller can tell.

    Raises:
        FileMissing: there is no such object.

    """
    return _read(key, limit, version)[0]


def get_source(files: InvoiceFiles, *, limit: int) -> tuple[bytes, str | None]:
    """Return the kept source, as `get_file` does, and the id of the request that it came with.

    Raises:
        FileMissing: nothing is kept.

    """
    data, metadata = _read(files.kept(FileKind.SOURCE), limit)
    return data, metadata.get(METADATA)


def request_of_source(files: InvoiceFiles) -> str | None:
    """Return the id of the request that the kept source came with, where both are known."""
    try:
        with missing_is_told(files.invoice_id):
            key = files.kept(FileKind.SOURCE)
            return s3_client().head_object(Bucket=settings().files_bucket, Key=key)["Metadata"].get(METADATA)
    except FileMissing:
        return None


def _read(key: str, limit: int | None, version: str | None = None) -> tuple[bytes, dict[str, str]]:
    with missing_is_told(key):
        answer = s3_client().get_object(**_version_of(key, version))
    with answer["Body"] as body:
        return (body.read() if limit is None else body.read(limit + 1)), answer["Metadata"]


def check_file(key: str) -> None:
    """Make sure that an object is there.

    Raises:
        FileMissing: it is not.

    """
    with missing_is_told(key):
        s3_client().head_object(Bucket=settings().files_bucket, Key=key)


def find_version(key: str) -> tuple[str, datetime]:
    """Return the id of an object's present version, and when that was stored.

    Raises:
        FileMissing: there is no such object.

    """
    with missing_is_told(key):
        described = s3_client().head_object(Bucket=settings().files_bucket, Key=key)
    return described["VersionId"], described["LastModified"]


def has_source(files: InvoiceFiles) -> bool:
    """Tell whether an invoice's source is there, where uploads land or where it is kept."""
    return is_there(files.incoming) or is_kept(files)


def is_kept(files: InvoiceFiles) -> bool:
    """Tell whether an invoice's source is kept."""
    return is_there(files.kept(FileKind.SOURCE))


def is_there(key: str) -> bool:
    """Tell whether an object is there."""
    with suppress(FileMissing):
        check_file(key)
        return True
    return False


def keep_source(files: InvoiceFiles, version: str | None = None) -> None:
    """Copy what arrived to where it is kept. Copying twice does no harm.

    Raises:
        FileMissing: nothing is there.

    """
    copy_file(files.incoming, files.kept(FileKind.SOURCE), version)


def copy_file(source: str, target: str, version: str | None = None) -> None:
    """Copy an object, or one version of it, without its tags. Copying twice does no harm.

    Raises:
        FileMissing: there is no such object.

    """
    with missing_is_told(source):
        s3_client().copy_object(
            Bucket=settings().files_bucket,
            Key=target,
            CopySource=_version_of(source, version),
            TaggingDirective="REPLACE",
        )


def _version_of(key: str, version: str | None) -> "CopySourceTypeDef":
    """Return how S3 calls an object, or one version of it."""
    named: CopySourceTypeDef = {"Bucket": settings().files_bucket, "Key": key}
    if version:
        named["VersionId"] = version
    return named


def read_source_again(files: InvoiceFiles) -> None:
    """Copy the kept source to where uploads land, so that it is read once more.

    Raises:
        FileMissing: nothing is kept.

    """
    _copy_anew(files.kept(FileKind.SOURCE), files.incoming)


def read_again(files: InvoiceFiles) -> None:
    """Have an upload's event come again: of what lies where uploads land, or else of the kept source.

    Raises:
        FileMissing: neither is there.

    """
    try:
        _copy_anew(files.incoming, files.incoming)
    except FileMissing:
        read_source_again(files)


def _copy_anew(source: str, target: str) -> None:
    """Copy an object with its description given anew, without which S3 refuses to copy an object onto itself."""
    bucket = settings().files_bucket
    with missing_is_told(source):
        described = s3_client().head_object(Bucket=bucket, Key=source)
        s3_client().copy_object(
            Bucket=bucket,
            Key=target,
            CopySource={"Bucket": bucket, "Key": source},
            MetadataDirective="REPLACE",
            TaggingDirective="REPLACE",
            ContentType=described["ContentType"],
            Metadata=described["Metadata"] | object_metadata(),
        )


@contextmanager
def missing_is_told(key: str) -> Iterator[None]:
    """Have S3's word for an object that is not there become `FileMissing`."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] in {"NoSuchKey", "404"}:
            raise FileMissing(key) from error
        raise


def delete_file(key: str) -> None:
    """Delete one object; deleting what is not there is no error."""
    s3_client().delete_object(Bucket=settings().files_bucket, Key=key)


def try_delete_file(key: str) -> None:
    """Delete an object that does no harm where it stays; a store that is out of reach is logged."""
    _do_or_log(lambda: delete_file(key), "a file could not be deleted now", key)


def _do_or_log(act: Callable[[], None], failure: str, key: str) -> bool:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        act()
    except (BotoCoreError, ClientError):
        logger().exception(failure, key=key)
        return False
    return True


def delete_invoice_files(files: InvoiceFiles) -> None:
    """Delete everything in an invoice's two folders."""
    delete_file(files.incoming)
    delete_folder(files.kept(""))


def delete_folder(prefix: str) -> None:
    """Delete every object under a prefix, a page of keys at a time."""
    bucket = settings().files_bucket
    pages = (
        s3_client()
        .get_paginator("list_objects_v2")
        .paginate(Bucket=bucket, Prefix=prefix, PaginationConfig={"PageSize": _MAX_KEYS_A_DELETE})
    )
    for page in pages:
        keys: list[ObjectIdentifierTypeDef] = [{"Key": found["Key"]} for found in page.get("Contents", [])]
        if keys:
            answer = s3_client().delete_objects(Bucket=bucket, Delete={"Objects": keys, "Quiet": True})
            if failed := answer.get("Errors"):
                raise FilesNotDeleted([error.get("Key", "") for error in failed])
