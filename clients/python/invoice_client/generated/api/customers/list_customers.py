from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.customer_page_out import CustomerPageOut
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
        "url": "/customers",
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> CustomerPageOut:
    if 200 <= response.status_code <= 200:
        response_200 = CustomerPageOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 25,
    cursor: str | Unset = UNSET,
    search: str | Unset = "",
) -> CustomerPageOut:
    """List the company's customers by name, or those that are found by what was typed

    Args:
        limit (int | Unset):  Default: 25.
        cursor (str | Unset):
        search (str | Unset):  Default: ''.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerPageOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            limit=limit,
            cursor=cursor,
            search=search,
        ),
    )
    return _parse_response(response)
