from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.profile_change import ProfileChange
from ...models.user_out import UserOut


def _get_kwargs(
    *,
    body: ProfileChange,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/me",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> UserOut:
    if 200 <= response.status_code <= 200:
        response_200 = UserOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: ProfileChange,
) -> UserOut:
    """Change one's name or language

    Args:
        body (ProfileChange): What may be changed at will; what is absent stays.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UserOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
