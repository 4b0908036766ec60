from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.webhook_in import WebhookIn
from ...models.webhook_out import WebhookOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: WebhookIn,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/webhooks",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> WebhookOut:
    if 201 <= response.status_code <= 201:
        response_201 = WebhookOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: WebhookIn,
    idempotency_key: str | Unset = UNSET,
) -> WebhookOut:
    """Register an endpoint; the answer has the secret that signs what is sent, once

    Args:
        idempotency_key (str | Unset):
        body (WebhookIn): An endpoint, and the types of events that it wants.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WebhookOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
