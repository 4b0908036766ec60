from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.invoice_out import InvoiceOut


def _get_kwargs(
    invoice_id: str,
    payment_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/invoices/{invoice_id}/payments/{payment_id}".format(
            invoice_id=quote(str(invoice_id), safe=""),
            payment_id=quote(str(payment_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> InvoiceOut:
    if 200 <= response.status_code <= 200:
        response_200 = InvoiceOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    invoice_id: str,
    payment_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> InvoiceOut:
    """Remove a payment that was not made after all

    Args:
        invoice_id (str):
        payment_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InvoiceOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            invoice_id=invoice_id,
            payment_id=payment_id,
        ),
    )
    return _parse_response(response)
