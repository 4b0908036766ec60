from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.quote_out import QuoteOut


def _get_kwargs(
    quote_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/quotes/{quote_id}".format(
            quote_id=quote(str(quote_id), safe=""),
        ),
    }

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
) -> QuoteOut:
    """Fetch a quote, where it stands, and the mails with it

    Args:
        quote_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QuoteOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            quote_id=quote_id,
        ),
    )
    return _parse_response(response)
