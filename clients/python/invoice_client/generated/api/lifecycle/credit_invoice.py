from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.credit_in import CreditIn
from ...models.invoice_out import InvoiceOut
from ...types import UNSET, Unset


def _get_kwargs(
    invoice_id: str,
    *,
    body: CreditIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/{invoice_id}/credit".format(
            invoice_id=quote(str(invoice_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> InvoiceOut:
    if 202 <= response.status_code <= 202:
        response_202 = InvoiceOut.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    invoice_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: CreditIn,
    idempotency_key: str | Unset = UNSET,
) -> InvoiceOut:
    """Issue a credit note of an issued invoice: of chosen lines, or of all that is left

    Args:
        invoice_id (str):
        idempotency_key (str | Unset):
        body (CreditIn): What is credited: chosen lines; without any, all that is left of the
            invoice.

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
