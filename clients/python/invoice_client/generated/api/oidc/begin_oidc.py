from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.beginning import Beginning
from ...models.begun_out import BegunOut


def _get_kwargs(
    *,
    body: Beginning,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/oidc/begin",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> BegunOut:
    if 200 <= response.status_code <= 200:
        response_200 = BegunOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: Beginning,
) -> BegunOut:
    """Begin a log-in by the identity provider; it sends the browser back to the console, or to
    `OIDC_REDIRECT_URL`

    Args:
        body (Beginning): A log-in that a browser begins.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BegunOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
