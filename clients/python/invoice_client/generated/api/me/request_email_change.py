from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.done import Done
from ...models.email_change import EmailChange


def _get_kwargs(
    *,
    body: EmailChange,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/me/email",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Done:
    if 202 <= response.status_code <= 202:
        response_202 = Done.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: EmailChange,
) -> Done:
    """Have a link mailed to the new address; it and the password, or a token of the account, change the
    address

    Args:
        body (EmailChange): Another address, with the password as proof.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Done
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
