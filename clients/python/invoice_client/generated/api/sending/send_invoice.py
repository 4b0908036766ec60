from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.send_request import SendRequest
from ...models.sending_out import SendingOut
from ...types import UNSET, Unset


def _get_kwargs(
    invoice_id: str,
    *,
    body: SendRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/{invoice_id}/send".format(
            invoice_id=quote(str(invoice_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> SendingOut:
    if 202 <= response.status_code <= 202:
        response_202 = SendingOut.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    invoice_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendRequest,
    idempotency_key: str | Unset = UNSET,
) -> SendingOut:
    """Send one invoice by e-mail; its timeline tells what becomes of the mail

    Args:
        invoice_id (str):
        idempotency_key (str | Unset):
        body (SendRequest): To whom, and how. Without `attach` the invoice's state decides what
            goes with the mail.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SendingOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            invoice_id=invoice_id,
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
