from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.new_passkey import NewPasskey
from ...models.passkey_out import PasskeyOut


def _get_kwargs(
    *,
    body: NewPasskey,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/me/factors/passkeys/confirm",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> PasskeyOut:
    if 201 <= response.status_code <= 201:
        response_201 = PasskeyOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: NewPasskey,
) -> PasskeyOut:
    """Put a passkey in use; log-ins ask for a second factor from now on

    Args:
        body (NewPasskey): A passkey that a browser has made, and what its person calls it.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PasskeyOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
