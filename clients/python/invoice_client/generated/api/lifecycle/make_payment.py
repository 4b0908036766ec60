from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.invoice_out import InvoiceOut
from ...models.payment_made_in import PaymentMadeIn


def _get_kwargs(
    invoice_id: str,
    payment_id: str,
    *,
    body: PaymentMadeIn,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/{invoice_id}/payments/{payment_id}/made".format(
            invoice_id=quote(str(invoice_id), safe=""),
            payment_id=quote(str(payment_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
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
    body: PaymentMadeIn,
) -> InvoiceOut:
    """Record that a planned payment was made

    Args:
        invoice_id (str):
        payment_id (str):
        body (PaymentMadeIn): The day on which a planned payment was made; without one the planned
            day.

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
            body=body,
        ),
    )
    return _parse_response(response)
