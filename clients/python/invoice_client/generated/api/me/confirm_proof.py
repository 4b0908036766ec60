from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.done import Done
from ...models.proof import Proof


def _get_kwargs(
    uid: str,
    token: str,
    *,
    body: Proof,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/me/address_proof/{uid}/{token}".format(
            uid=quote(str(uid), safe=""),
            token=quote(str(token), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Done:
    if 200 <= response.status_code <= 200:
        response_200 = Done.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    uid: str,
    token: str,
    *,
    client: AuthenticatedClient | Client,
    body: Proof,
) -> Done:
    """Prove the address, with the account's password or a token of it. A form gets a page, JSON gets JSON

    Args:
        uid (str):
        token (str):
        body (Proof): The account's password; with a token of the account in `Authorization` it
            may be left out.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Done
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            uid=uid,
            token=token,
            body=body,
        ),
    )
    return _parse_response(response)
