from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.item_in import ItemIn
from ...models.item_out import ItemOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: ItemIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/items",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> ItemOut:
    if 201 <= response.status_code <= 201:
        response_201 = ItemOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: ItemIn,
    idempotency_key: str | Unset = UNSET,
) -> ItemOut:
    """Keep an item

    Args:
        idempotency_key (str | Unset):
        body (ItemIn): An item, and its usual price and tax; a line that names the item copies
            what it leaves out.

            The price is copied only into documents of its `currency`, where it has one.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ItemOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
