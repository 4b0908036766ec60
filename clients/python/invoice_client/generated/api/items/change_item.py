from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.item_in import ItemIn
from ...models.item_out import ItemOut
from ...types import UNSET, Unset


def _get_kwargs(
    item_id: str,
    *,
    body: ItemIn,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/items/{item_id}".format(
            item_id=quote(str(item_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> ItemOut:
    if 200 <= response.status_code <= 200:
        response_200 = ItemOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    item_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ItemIn,
    if_match: str | Unset = UNSET,
) -> ItemOut:
    """Replace what is known of an item; what was issued stays as it is. `If-Match` guards others' changes

    Args:
        item_id (str):
        if_match (str | Unset):
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
            item_id=item_id,
            body=body,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
