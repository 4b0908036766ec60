from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.recurring_in import RecurringIn
from ...models.recurring_out import RecurringOut
from ...types import UNSET, Unset


def _get_kwargs(
    recurring_id: str,
    *,
    body: RecurringIn,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/recurring/{recurring_id}".format(
            recurring_id=quote(str(recurring_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

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
    body: RecurringIn,
    if_match: str | Unset = UNSET,
) -> RecurringOut:
    """Set up a recurring invoice anew; days that were made or skipped do not come again

    Args:
        recurring_id (str):
        if_match (str | Unset):
        body (RecurringIn): What is made again and again, on which days: until `last_on`, or so
            many `times`, or without end.

            A day that a month does not have is its last. Days are those of the company's time zone.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RecurringOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            recurring_id=recurring_id,
            body=body,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
