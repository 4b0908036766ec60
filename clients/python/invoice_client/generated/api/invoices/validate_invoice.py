from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.report_out import ReportOut
from ...types import UNSET, Unset


def _get_kwargs(
    invoice_id: str,
    *,
    ruleset: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["ruleset"] = ruleset

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices/{invoice_id}/validate".format(
            invoice_id=quote(str(invoice_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> ReportOut:
    if 200 <= response.status_code <= 200:
        response_200 = ReportOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    invoice_id: str,
    *,
    client: AuthenticatedClient | Client,
    ruleset: str | Unset = UNSET,
) -> ReportOut:
    """Check an invoice against the rules that fit it, or those of a named rule set, and set its state by
    that

    Args:
        invoice_id (str):
        ruleset (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ReportOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            invoice_id=invoice_id,
            ruleset=ruleset,
        ),
    )
    return _parse_response(response)
