from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.invoice_out import InvoiceOut
from ...models.tags_in import TagsIn
from ...types import UNSET, Unset


def _get_kwargs(
    invoice_id: str,
    *,
    body: TagsIn,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/invoices/{invoice_id}/tags".format(
            invoice_id=quote(str(invoice_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> InvoiceOut:
    if 200 <= response.status_code <= 200:
        response_200 = InvoiceOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    invoice_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: TagsIn,
    if_match: str | Unset = UNSET,
) -> InvoiceOut:
    """Replace an invoice's tags: the company's own words, which lists are filtered by

    Args:
        invoice_id (str):
        if_match (str | Unset):
        body (TagsIn): The tags of an invoice, all of them; none has a comma, and two that differ
            in case alone are one.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InvoiceOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            invoice_id=invoice_id,
            body=body,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
