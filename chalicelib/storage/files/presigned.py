"""Presigned addresses: what lets a browser send a file to the store, or fetch one from it, without this API between."""

from urllib.parse import quote, urlsplit

from chalicelib.json_data import JsonObject
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import s3_client
from chalicelib.storage.aws.correlation import form_fields
from chalicelib.storage.files.files import INCOMING


def upload_form(key: str, content_type: str, max_bytes: int, seconds: int) -> JsonObject:
    """Return a presigned POST (`url`, `fields`) that takes one object of this type and at most this size."""
    fields = {"Content-Type": content_type, **form_fields()}
    form = s3_client().generate_presigned_post(
        Bucket=settings().files_bucket,
        Key=key,
        Fields=fields,
        Conditions=[*({name: value} for name, value in fields.items()), ["content-length-range", 1, max_bytes]],
        ExpiresIn=seconds,
    )
    return {"url": form["url"], "fields": form["fields"]}


def files_origin() -> str:
    """Return the scheme and host that presigned links begin with."""
    link = s3_client().generate_presigned_url("get_object", Params={"Bucket": settings().files_bucket, "Key": INCOMING})
    return "{0.scheme}://{0.netloc}".format(urlsplit(link))


def download_link(key: str, filename: str, content_type: str, version: str | None = None) -> str:
    """Return a presigned URL that downloads an object, or a version of it, for a few minutes.

    It is saved under the file name (RFC 6266).
    """
    parameters = {
        "Bucket": settings().files_bucket,
        "Key": key,
        "ResponseContentType": content_type,
        "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(filename, safe='')}",
    }
    return s3_client().generate_presigned_url(
        "get_object",
        Params=parameters | ({"VersionId": version} if version else {}),
        ExpiresIn=settings().download_link_seconds,
    )
