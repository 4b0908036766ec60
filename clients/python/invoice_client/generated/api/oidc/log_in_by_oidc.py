from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.login_out import LoginOut
from ...models.return_ import Return


def _get_kwargs(
    *,
    body: Return,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/oidc/login",
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
    body: Return,
) -> LoginOut:
    """Start a session with the provider's answer, good once, in the browser that began the log-in

     People without an account get one, with a proven address. Where an account has a second factor, or
    has unlinked its identity at this provider (`oidc_unlinked`), the same answer is sent again with the
    factor or the password.

    Args:
        body (Return): What came back from the provider, and the secret that the browser has kept.

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
