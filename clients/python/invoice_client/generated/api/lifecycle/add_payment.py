from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.invoice_out import InvoiceOut
from ...models.payment_in import PaymentIn
from ...types import UNSET, Unset


def _get_kwargs(
    invoice_id: str,
    *,
    body: PaymentIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/{invoice_id}/payments".format(
            invoice_id=quote(str(invoice_id), safe=""),
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
    *,
    client: AuthenticatedClient | Client,
    body: PaymentIn,
    idempotency_key: str | Unset = UNSET,
) -> InvoiceOut:
    """Record a payment that was made, or is planned

    Args:
        invoice_id (str):
        idempotency_key (str | Unset):
        body (PaymentIn): A payment that was made or, with `scheduled`, is planned.

            Without a date it is today's, without an amount it is all that is open.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InvoiceOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            invoice_id=invoice_id,
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
