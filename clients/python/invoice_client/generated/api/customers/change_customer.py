from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.customer_in import CustomerIn
from ...models.customer_out import CustomerOut
from ...types import UNSET, Unset


def _get_kwargs(
    customer_id: str,
    *,
    body: CustomerIn,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/customers/{customer_id}".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
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
    body: CustomerIn,
    if_match: str | Unset = UNSET,
) -> CustomerOut:
    """Replace what is known of a customer; what was issued stays as it is. `If-Match` guards others'
    changes

    Args:
        customer_id (str):
        if_match (str | Unset):
        body (CustomerIn): A customer, and what is usual in its invoices; a form that names the
            customer copies what it leaves out.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            customer_id=customer_id,
            body=body,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
