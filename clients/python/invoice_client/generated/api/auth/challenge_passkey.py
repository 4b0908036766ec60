from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.passkey_asked import PasskeyAsked
from ...models.passkey_challenge import PasskeyChallenge


def _get_kwargs(
    *,
    body: PasskeyAsked,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/passkey_challenge",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> PasskeyChallenge:
    if 200 <= response.status_code <= 200:
        response_200 = PasskeyChallenge.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: PasskeyAsked,
) -> PasskeyChallenge:
    """Give what a passkey is to sign, to who knows the password; it is good for one answer within five
    minutes

     The answer goes into `passkey` of `POST /auth/login` or `POST /auth/proof`.

    Args:
        body (PasskeyAsked): Whose passkey is to be asked for, and the password as proof.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PasskeyChallenge
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
