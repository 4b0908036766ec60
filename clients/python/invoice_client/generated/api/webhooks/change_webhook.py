from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.webhook_change import WebhookChange
from ...models.webhook_out import WebhookOut


def _get_kwargs(
    webhook_id: str,
    *,
    body: WebhookChange,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/webhooks/{webhook_id}".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> WebhookOut:
    if 200 <= response.status_code <= 200:
        response_200 = WebhookOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    webhook_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: WebhookChange,
) -> WebhookOut:
    """Change a webhook, switch it on or off, or give it a new secret

    Args:
        webhook_id (str):
        body (WebhookChange): Changes of a webhook; what is absent stays. `rotate_secret` makes a
            new secret, which the answer tells.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WebhookOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            webhook_id=webhook_id,
            body=body,
        ),
    )
    return _parse_response(response)
