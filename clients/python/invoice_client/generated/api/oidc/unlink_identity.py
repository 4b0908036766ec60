from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client


def _get_kwargs(
    identity_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/me/identities/{identity_id}".format(
            identity_id=quote(str(identity_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> Any:
    if 204 <= response.status_code <= 204:
        return None

    raise error_of(response)


def sync(
    identity_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Any:
    """Unlink an identity; asks for recent proof. It is linked again only with the account's password

     People without a password set one by a mailed link.

    Args:
        identity_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            identity_id=identity_id,
        ),
    )
    return _parse_response(response)
