from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.batch_detail_out import BatchDetailOut


def _get_kwargs(
    batch_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/batches/{batch_id}".format(
            batch_id=quote(str(batch_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> BatchDetailOut:
    if 200 <= response.status_code <= 200:
        response_200 = BatchDetailOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    batch_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> BatchDetailOut:
    """Tell how far a batch is: its invoices by status, and the files that became none by their reasons

    Args:
        batch_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchDetailOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            batch_id=batch_id,
        ),
    )
    return _parse_response(response)
