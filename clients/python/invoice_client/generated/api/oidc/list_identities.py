from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.identities_out import IdentitiesOut


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/me/identities",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> IdentitiesOut:
    if 200 <= response.status_code <= 200:
        response_200 = IdentitiesOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> IdentitiesOut:
    """List the identities that log in to one's account

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        IdentitiesOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
