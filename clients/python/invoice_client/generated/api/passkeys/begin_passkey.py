from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.creation_out import CreationOut


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/me/factors/passkeys",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> CreationOut:
    if 201 <= response.status_code <= 201:
        response_201 = CreationOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> CreationOut:
    """Give what a new passkey is made from, good for one answer within five minutes

     Asks for a proven address and recent proof.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreationOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
