from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.mailbox_out import MailboxOut


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/company/mailbox/address",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> MailboxOut:
    if 200 <= response.status_code <= 200:
        response_200 = MailboxOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> MailboxOut:
    """Switch the mailbox on, or give it a new address; mail to the old one is no longer accepted (admins)

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MailboxOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
