from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.mail_preview_in import MailPreviewIn
from ...models.mail_preview_out import MailPreviewOut


def _get_kwargs(
    invoice_id: str,
    *,
    body: MailPreviewIn,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/{invoice_id}/send/preview".format(
            invoice_id=quote(str(invoice_id), safe=""),
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
    invoice_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: MailPreviewIn,
) -> MailPreviewOut:
    """Show the mail that an invoice would be sent with; nothing is sent

    Args:
        invoice_id (str):
        body (MailPreviewIn): The same as for sending; recipients may be missing still.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MailPreviewOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            invoice_id=invoice_id,
            body=body,
        ),
    )
    return _parse_response(response)
