from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Unset


def _get_kwargs(
    recurring_id: str,
    *,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/recurring/{recurring_id}".format(
            recurring_id=quote(str(recurring_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Any:
    if 204 <= response.status_code <= 204:
        return None

    raise error_of(response)


def sync(
    recurring_id: str,
    *,
    client: AuthenticatedClient | Client,
    if_match: str | Unset = UNSET,
) -> Any:
    """Remove a recurring invoice; what it made stays

    Args:
        recurring_id (str):
        if_match (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            recurring_id=recurring_id,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
