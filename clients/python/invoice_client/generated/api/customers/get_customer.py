from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.customer_out import CustomerOut


def _get_kwargs(
    customer_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/customers/{customer_id}".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> CustomerOut:
    if 200 <= response.status_code <= 200:
        response_200 = CustomerOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    customer_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> CustomerOut:
    """Fetch a customer; its `ETag` is for changing it

    Args:
        customer_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            customer_id=customer_id,
        ),
    )
    return _parse_response(response)
