from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.page_out import PageOut


def _get_kwargs(
    invoice_id: str,
    page_number: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/invoices/{invoice_id}/pages/{page_number}".format(
            invoice_id=quote(str(invoice_id), safe=""),
            page_number=quote(str(page_number), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> PageOut:
    if 200 <= response.status_code <= 200:
        response_200 = PageOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    invoice_id: str,
    page_number: str,
    *,
    client: AuthenticatedClient | Client,
) -> PageOut:
    """Fetch a page: its words with their places, and a link to its picture, which is drawn at the first
    request

    Args:
        invoice_id (str):
        page_number (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            invoice_id=invoice_id,
            page_number=page_number,
        ),
    )
    return _parse_response(response)
