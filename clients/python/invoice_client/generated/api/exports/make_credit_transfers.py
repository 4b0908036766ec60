from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.transfers_in import TransfersIn
from ...models.transfers_out import TransfersOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: TransfersIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/credit_transfers",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> TransfersOut:
    if 200 <= response.status_code <= 200:
        response_200 = TransfersOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: TransfersIn,
    idempotency_key: str | Unset = UNSET,
) -> TransfersOut:
    """Make a SEPA credit transfer file of approved payables, and plan a payment of each

    Args:
        idempotency_key (str | Unset):
        body (TransfersIn): Approved invoices that are to be paid by credit transfer, and the day;
            without one today.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        TransfersOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
