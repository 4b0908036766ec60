from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.mail_preview_out import MailPreviewOut
from ...models.quote_mail_preview_in import QuoteMailPreviewIn


def _get_kwargs(
    quote_id: str,
    *,
    body: QuoteMailPreviewIn,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/quotes/{quote_id}/send/preview".format(
            quote_id=quote(str(quote_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> MailPreviewOut:
    if 200 <= response.status_code <= 200:
        response_200 = MailPreviewOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    quote_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: QuoteMailPreviewIn,
) -> MailPreviewOut:
    """Show the mail that a quote would be sent with; nothing is sent

    Args:
        quote_id (str):
        body (QuoteMailPreviewIn): The same as for sending; recipients may be missing still.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MailPreviewOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            quote_id=quote_id,
            body=body,
        ),
    )
    return _parse_response(response)
