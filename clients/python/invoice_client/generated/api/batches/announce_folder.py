from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.announced_folder_out import AnnouncedFolderOut
from ...models.folder_announcement import FolderAnnouncement
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: FolderAnnouncement,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/batches/folders",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> AnnouncedFolderOut:
    if 201 <= response.status_code <= 201:
        response_201 = AnnouncedFolderOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: FolderAnnouncement,
    idempotency_key: str | Unset = UNSET,
) -> AnnouncedFolderOut:
    """Announce the files of a folder, and get a form for each that sends it straight to storage

    Args:
        idempotency_key (str | Unset):
        body (FolderAnnouncement): Files that are going to be sent straight to storage, each by
            itself.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnnouncedFolderOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
