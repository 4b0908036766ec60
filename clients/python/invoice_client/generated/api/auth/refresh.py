from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.login_out import LoginOut
from ...models.refresh_token import RefreshToken


def _get_kwargs(
    *,
    body: RefreshToken,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/token/refresh",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> LoginOut:
    if 200 <= response.status_code <= 200:
        response_200 = LoginOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: RefreshToken,
) -> LoginOut:
    """Renew a session's tokens; the refresh token is good once

     The client that used it just now may ask again within half a minute, in case the answer was lost.

    Args:
        body (RefreshToken): The token that renews a session.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LoginOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
