from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.changes_out import ChangesOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    since: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["since"] = since

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/changes",
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> ChangesOut:
    if 200 <= response.status_code <= 200:
        response_200 = ChangesOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    since: str | Unset = UNSET,
) -> ChangesOut:
    """List which invoices changed since an earlier answer; made for asking often, at the price of one read

    Args:
        since (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChangesOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            since=since,
        ),
    )
    return _parse_response(response)
