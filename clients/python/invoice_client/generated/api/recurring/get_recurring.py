from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.recurring_out import RecurringOut


def _get_kwargs(
    recurring_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/recurring/{recurring_id}".format(
            recurring_id=quote(str(recurring_id), safe=""),
        ),
    }

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
) -> RecurringOut:
    """Fetch a recurring invoice; its `ETag` is for changing it

    Args:
        recurring_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RecurringOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            recurring_id=recurring_id,
        ),
    )
    return _parse_response(response)
