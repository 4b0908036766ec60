from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.item_out import ItemOut


def _get_kwargs(
    item_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/items/{item_id}".format(
            item_id=quote(str(item_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> ItemOut:
    if 200 <= response.status_code <= 200:
        response_200 = ItemOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    item_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ItemOut:
    """Fetch an item; its `ETag` is for changing it

    Args:
        item_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ItemOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            item_id=item_id,
        ),
    )
    return _parse_response(response)
