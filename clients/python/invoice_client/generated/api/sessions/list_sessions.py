from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.session_list import SessionList


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/me/sessions",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> SessionList:
    if 200 <= response.status_code <= 200:
        response_200 = SessionList.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> SessionList:
    """List one's sessions, in the order in which they began

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SessionList
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
