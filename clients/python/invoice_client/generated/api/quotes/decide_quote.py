from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.quote_decision_in import QuoteDecisionIn
from ...models.quote_out import QuoteOut
from ...types import UNSET, Unset


def _get_kwargs(
    quote_id: str,
    *,
    body: QuoteDecisionIn,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/quotes/{quote_id}/decision".format(
            quote_id=quote(str(quote_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> QuoteOut:
    if 200 <= response.status_code <= 200:
        response_200 = QuoteOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    quote_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: QuoteDecisionIn,
    if_match: str | Unset = UNSET,
) -> QuoteOut:
    """Record that a quote was accepted or declined, or open it again

    Args:
        quote_id (str):
        if_match (str | Unset):
        body (QuoteDecisionIn): What the customer, or the company, decided; a quote is opened
            again until `valid_until`, or its own last day.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QuoteOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            quote_id=quote_id,
            body=body,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
