from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.enrolment_out import EnrolmentOut


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/me/factors/totp",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> EnrolmentOut:
    if 201 <= response.status_code <= 201:
        response_201 = EnrolmentOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> EnrolmentOut:
    """Make a secret for an authenticator app; it counts once a code of it was confirmed

     Asks for a proven address and recent proof.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EnrolmentOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
