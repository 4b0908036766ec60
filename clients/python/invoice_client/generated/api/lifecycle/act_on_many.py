from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.bulk_in import BulkIn
from ...models.bulk_out import BulkOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: BulkIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/bulk",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> BulkOut:
    if 200 <= response.status_code <= 200:
        response_200 = BulkOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: BulkIn,
    idempotency_key: str | Unset = UNSET,
) -> BulkOut:
    """Approve, reject, pay, validate, delete, tag or untag many invoices; each has its own result

    Args:
        idempotency_key (str | Unset):
        body (BulkIn): What is done with each of these invoices.

            `comment` goes with a decision, `date` with payments, `tags` with `tag`, which adds them,
            and `untag`.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BulkOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
