from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.send_many_request import SendManyRequest
from ...models.sending_out import SendingOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: SendManyRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/send",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> SendingOut:
    if 202 <= response.status_code <= 202:
        response_202 = SendingOut.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: SendManyRequest,
    idempotency_key: str | Unset = UNSET,
) -> SendingOut:
    """Send several invoices in one mail, each with the attachments that its state allows

    Args:
        idempotency_key (str | Unset):
        body (SendManyRequest): Several invoices in one mail.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SendingOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
