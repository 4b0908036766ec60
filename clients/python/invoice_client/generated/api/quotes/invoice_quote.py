from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.invoice_out import InvoiceOut
from ...types import UNSET, Unset


def _get_kwargs(
    quote_id: str,
    *,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/quotes/{quote_id}/invoice".format(
            quote_id=quote(str(quote_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> InvoiceOut:
    if 202 <= response.status_code <= 202:
        response_202 = InvoiceOut.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    quote_id: str,
    *,
    client: AuthenticatedClient | Client,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> InvoiceOut:
    """Turn a quote into an invoice, once: what was offered, issued today

    Args:
        quote_id (str):
        if_match (str | Unset):
        idempotency_key (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InvoiceOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            quote_id=quote_id,
            if_match=if_match,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
