from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.approval_in import ApprovalIn
from ...models.invoice_out import InvoiceOut
from ...types import UNSET, Unset


def _get_kwargs(
    invoice_id: str,
    *,
    body: ApprovalIn,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/{invoice_id}/approval".format(
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
    body: ApprovalIn,
    if_match: str | Unset = UNSET,
) -> InvoiceOut:
    """Approve or reject an invoice that the company is to pay, or open the question again

     With `If-Match`, only the version that the person has seen: its `ETag` is that of `GET
    /invoices/{id}`.

    Args:
        invoice_id (str):
        if_match (str | Unset):
        body (ApprovalIn): What is decided, and why.

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
