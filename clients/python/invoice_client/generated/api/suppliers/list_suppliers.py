from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.known_supplier_page import KnownSupplierPage
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 25,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/suppliers",
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> KnownSupplierPage:
    if 200 <= response.status_code <= 200:
        response_200 = KnownSupplierPage.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 25,
    cursor: str | Unset = UNSET,
) -> KnownSupplierPage:
    """List the suppliers that corrections taught about

    Args:
        limit (int | Unset):  Default: 25.
        cursor (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        KnownSupplierPage
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            limit=limit,
            cursor=cursor,
        ),
    )
    return _parse_response(response)
