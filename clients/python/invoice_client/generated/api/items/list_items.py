from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.item_page_out import ItemPageOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 25,
    cursor: str | Unset = UNSET,
    search: str | Unset = "",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["search"] = search

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/items",
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> ItemPageOut:
    if 200 <= response.status_code <= 200:
        response_200 = ItemPageOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 25,
    cursor: str | Unset = UNSET,
    search: str | Unset = "",
) -> ItemPageOut:
    """List the company's items by name, or those that are found by what was typed

    Args:
        limit (int | Unset):  Default: 25.
        cursor (str | Unset):
        search (str | Unset):  Default: ''.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ItemPageOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            limit=limit,
            cursor=cursor,
            search=search,
        ),
    )
    return _parse_response(response)
