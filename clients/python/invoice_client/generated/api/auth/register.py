from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.login_out import LoginOut
from ...models.registration import Registration


def _get_kwargs(
    *,
    body: Registration,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/register",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> LoginOut:
    if 201 <= response.status_code <= 201:
        response_201 = LoginOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: Registration,
) -> LoginOut:
    """Make an account, its company and a first session, and have a link mailed that proves the address

     The account may do all that is private at once, and what reaches others once the link was opened.
    The answer is the same for an address that has an account; its owner gets a mail.

    Args:
        body (Registration): A new account; without a company's name, the company bears the
            person's or the address.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LoginOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
