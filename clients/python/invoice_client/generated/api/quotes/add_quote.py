from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.quote_in import QuoteIn
from ...models.quote_out import QuoteOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: QuoteIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/quotes",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> QuoteOut:
    if 201 <= response.status_code <= 201:
        response_201 = QuoteOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: QuoteIn,
    idempotency_key: str | Unset = UNSET,
) -> QuoteOut:
    """Make a quote of a form, with the next number of the company's quotes; what it says is final

    Args:
        idempotency_key (str | Unset):
        body (QuoteIn): What is offered, and until when; without a day, for thirty days.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QuoteOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
