from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.correction_in import CorrectionIn
from ...models.invoice_out import InvoiceOut
from ...types import UNSET, Unset


def _get_kwargs(
    invoice_id: str,
    *,
    body: CorrectionIn,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/invoices/{invoice_id}".format(
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
    body: CorrectionIn,
    if_match: str | Unset = UNSET,
) -> InvoiceOut:
    """Correct what an invoice says; with `If-Match`, only if it has not changed meanwhile

    Args:
        invoice_id (str):
        if_match (str | Unset):
        body (CorrectionIn): What is to be corrected: what is absent stays, what is null goes.

            `places` tell where fields stand on the pages; a field that has a place and no value gets
            the value printed there.
            What is said of a field is remembered for the supplier's next invoices.

            `lines` and `tax_breakdown` replace what is there. `document` is merged into the invoice's
            document (RFC 7396), for
            what has no field here. Amounts that contradict each other by the correction are refused;
            `recalculate` computes
            them from the lines instead. `direction` says who pays, where that does not follow from
            the supplier.

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
