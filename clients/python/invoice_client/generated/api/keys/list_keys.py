from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.key_list import KeyList


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/company/keys",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> KeyList:
    if 200 <= response.status_code <= 200:
        response_200 = KeyList.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> KeyList:
    """List the company's API keys, those included that ended in the last month (admins)

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        KeyList
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
