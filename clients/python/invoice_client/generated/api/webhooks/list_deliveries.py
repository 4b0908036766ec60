from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.delivery_page_out import DeliveryPageOut
from ...types import UNSET, Unset


def _get_kwargs(
    webhook_id: str,
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
        "url": "/webhooks/{webhook_id}/deliveries".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> DeliveryPageOut:
    if 200 <= response.status_code <= 200:
        response_200 = DeliveryPageOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    webhook_id: str,
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 25,
    cursor: str | Unset = UNSET,
) -> DeliveryPageOut:
    """List what was sent to an endpoint lately, newest first

    Args:
        webhook_id (str):
        limit (int | Unset):  Default: 25.
        cursor (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeliveryPageOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            webhook_id=webhook_id,
            limit=limit,
            cursor=cursor,
        ),
    )
    return _parse_response(response)
