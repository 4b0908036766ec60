from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.recurring_out import RecurringOut
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
        "method": "post",
        "url": "/recurring/{recurring_id}/resume".format(
            recurring_id=quote(str(recurring_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> RecurringOut:
    if 200 <= response.status_code <= 200:
        response_200 = RecurringOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    recurring_id: str,
    *,
    client: AuthenticatedClient | Client,
    if_match: str | Unset = UNSET,
) -> RecurringOut:
    """Go on with the next day that is today or later; days that went by meanwhile make nothing

    Args:
        recurring_id (str):
        if_match (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RecurringOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            recurring_id=recurring_id,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
