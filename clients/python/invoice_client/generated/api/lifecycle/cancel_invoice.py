from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.cancel_in import CancelIn
from ...models.invoice_out import InvoiceOut
from ...types import UNSET, Unset


def _get_kwargs(
    invoice_id: str,
    *,
    body: CancelIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/{invoice_id}/cancel".format(
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
    body: CancelIn,
    idempotency_key: str | Unset = UNSET,
) -> InvoiceOut:
    """Take an issued invoice back by a credit note of all that is left; the answer is the credit note

    Args:
        invoice_id (str):
        idempotency_key (str | Unset):
        body (CancelIn): Why an invoice is taken back, and the language of the credit note's page;
            else the invoice's own.

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
