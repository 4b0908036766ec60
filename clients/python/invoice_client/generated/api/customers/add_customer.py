from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.customer_in import CustomerIn
from ...models.customer_out import CustomerOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: CustomerIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/customers",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> CustomerOut:
    if 201 <= response.status_code <= 201:
        response_201 = CustomerOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: CustomerIn,
    idempotency_key: str | Unset = UNSET,
) -> CustomerOut:
    """Keep a customer

    Args:
        idempotency_key (str | Unset):
        body (CustomerIn): A customer, and what is usual in its invoices; a form that names the
            customer copies what it leaves out.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
