from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.mailbox_out import MailboxOut
from ...models.senders_in import SendersIn


def _get_kwargs(
    *,
    body: SendersIn,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/company/mailbox",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> MailboxOut:
    if 200 <= response.status_code <= 200:
        response_200 = MailboxOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: SendersIn,
) -> MailboxOut:
    """Set the senders whose mail is accepted (admins)

    Args:
        body (SendersIn): The senders whose mail is accepted: addresses, and domains behind an
            `@`; an empty list accepts everybody.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MailboxOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
