from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Unset


def _get_kwargs(
    customer_id: str,
    *,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/customers/{customer_id}".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Any:
    if 204 <= response.status_code <= 204:
        return None

    raise error_of(response)


def sync(
    customer_id: str,
    *,
    client: AuthenticatedClient | Client,
    if_match: str | Unset = UNSET,
) -> Any:
    """Remove a customer (admins); what was issued stays as it is

    Args:
        customer_id (str):
        if_match (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            customer_id=customer_id,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
