from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.recurring_in import RecurringIn
from ...models.recurring_out import RecurringOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: RecurringIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/recurring",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> RecurringOut:
    if 201 <= response.status_code <= 201:
        response_201 = RecurringOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: RecurringIn,
    idempotency_key: str | Unset = UNSET,
) -> RecurringOut:
    """Set up a recurring invoice; a form that is to be issued must be ready for it

    Args:
        idempotency_key (str | Unset):
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
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
