from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.quote_mail_out import QuoteMailOut
from ...models.quote_send_request import QuoteSendRequest
from ...types import UNSET, Unset


def _get_kwargs(
    quote_id: str,
    *,
    body: QuoteSendRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/quotes/{quote_id}/send".format(
            quote_id=quote(str(quote_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> QuoteMailOut:
    if 202 <= response.status_code <= 202:
        response_202 = QuoteMailOut.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    quote_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: QuoteSendRequest,
    idempotency_key: str | Unset = UNSET,
) -> QuoteMailOut:
    """Send a quote by e-mail; the quote tells what becomes of the mail

    Args:
        quote_id (str):
        idempotency_key (str | Unset):
        body (QuoteSendRequest): To whom a quote is mailed.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QuoteMailOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            quote_id=quote_id,
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
