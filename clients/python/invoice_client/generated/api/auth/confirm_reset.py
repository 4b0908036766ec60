from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.done import Done
from ...models.new_password import NewPassword


def _get_kwargs(
    uid: str,
    token: str,
    *,
    body: NewPassword,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/password_reset_confirm/{uid}/{token}".format(
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
    body: NewPassword,
) -> Done:
    """Set the new password; every session ends, every identity is unlinked. A form gets a page, JSON gets
    JSON

    Args:
        uid (str):
        token (str):
        body (NewPassword): The password that takes the forgotten one's place.

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
