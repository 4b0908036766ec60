from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.key_in import KeyIn
from ...models.key_out import KeyOut


def _get_kwargs(
    *,
    body: KeyIn,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/company/keys",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> KeyOut:
    if 201 <= response.status_code <= 201:
        response_201 = KeyOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: KeyIn,
) -> KeyOut:
    """Make an API key (admins); the answer has the whole key, once

     No `Idempotency-Key` is honoured, as the first answer would have to be kept: where it is lost,
    revoke the key.

    Args:
        body (KeyIn): A new key: what it is for, what it may do, and how long.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        KeyOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
