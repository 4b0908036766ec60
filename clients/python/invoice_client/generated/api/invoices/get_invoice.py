from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.invoice_detail_out import InvoiceDetailOut


def _get_kwargs(
    invoice_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/invoices/{invoice_id}".format(
            invoice_id=quote(str(invoice_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> InvoiceDetailOut:
    if 200 <= response.status_code <= 200:
        response_200 = InvoiceDetailOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    invoice_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> InvoiceDetailOut:
    """Fetch an invoice with everything that it says; its `ETag` is for changing it

    Args:
        invoice_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InvoiceDetailOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            invoice_id=invoice_id,
        ),
    )
    return _parse_response(response)
