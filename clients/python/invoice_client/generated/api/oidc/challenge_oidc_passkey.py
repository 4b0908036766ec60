from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.challenge_out import ChallengeOut
from ...models.passkey_wanted import PasskeyWanted


def _get_kwargs(
    *,
    body: PasskeyWanted,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/oidc/passkey_challenge",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> ChallengeOut:
    if 200 <= response.status_code <= 200:
        response_200 = ChallengeOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: PasskeyWanted,
) -> ChallengeOut:
    """Give what a passkey is to sign, to a log-in that was answered `code_needed`

    Args:
        body (PasskeyWanted): A log-in that waits for its second factor.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChallengeOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
