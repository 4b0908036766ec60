from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.user_out import UserOut


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/me",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> UserOut:
    if 200 <= response.status_code <= 200:
        response_200 = UserOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> UserOut:
    """Fetch one's own account

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UserOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
