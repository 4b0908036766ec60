from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.farewell import Farewell


def _get_kwargs(
    *,
    body: Farewell,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/me",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Any:
    if 204 <= response.status_code <= 204:
        return None

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: Farewell,
) -> Any:
    """Delete one's account and everything personal; the company's invoices stay

    Args:
        body (Farewell): The password, as proof that it is meant.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
