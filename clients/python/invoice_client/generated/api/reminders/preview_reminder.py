from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.reminder_preview_in import ReminderPreviewIn
from ...models.reminder_preview_out import ReminderPreviewOut


def _get_kwargs(
    *,
    body: ReminderPreviewIn,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/company/reminder_texts/preview",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> ReminderPreviewOut:
    if 200 <= response.status_code <= 200:
        response_200 = ReminderPreviewOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: ReminderPreviewIn,
) -> ReminderPreviewOut:
    """Show the reminder that an overdue invoice would bring in these words; nothing is sent or kept

    Args:
        body (ReminderPreviewIn): Words for the reminders of a level in a language; what is left
            out of them is the system's.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ReminderPreviewOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
