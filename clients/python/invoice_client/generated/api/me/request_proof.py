from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.done import Done


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/me/address_proof",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> Done:
    if 202 <= response.status_code <= 202:
        response_202 = Done.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> Done:
    """Have another link mailed that proves one's address, if it is not proven yet; the older link is void

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Done
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
