from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.key_out import KeyOut
from ...models.key_rotation import KeyRotation


def _get_kwargs(
    key_id: str,
    *,
    body: KeyRotation,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/company/keys/{key_id}/rotate".format(
            key_id=quote(str(key_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> KeyOut:
    if 200 <= response.status_code <= 200:
        response_200 = KeyOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    key_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: KeyRotation,
) -> KeyOut:
    """Give a key another secret (admins); the answer has the whole key, once, and the key acts for who
    rotates it

    Args:
        key_id (str):
        body (KeyRotation): A key's next end, and how long its present secret is good beside the
            new one.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        KeyOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            key_id=key_id,
            body=body,
        ),
    )
    return _parse_response(response)
