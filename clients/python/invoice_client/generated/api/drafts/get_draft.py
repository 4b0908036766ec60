from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.draft_out import DraftOut


def _get_kwargs(
    draft_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/drafts/{draft_id}".format(
            draft_id=quote(str(draft_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> DraftOut:
    if 200 <= response.status_code <= 200:
        response_200 = DraftOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    draft_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> DraftOut:
    """Fetch a draft; its `ETag` is for changing it

    Args:
        draft_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DraftOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            draft_id=draft_id,
        ),
    )
    return _parse_response(response)
