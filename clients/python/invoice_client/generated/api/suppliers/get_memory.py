from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.memory_out import MemoryOut


def _get_kwargs(
    supplier_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/suppliers/{supplier_id}/memory".format(
            supplier_id=quote(str(supplier_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> MemoryOut:
    if 200 <= response.status_code <= 200:
        response_200 = MemoryOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    supplier_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> MemoryOut:
    """Fetch what is remembered of a supplier: labels, places, values, and the corrections that taught them

    Args:
        supplier_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MemoryOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            supplier_id=supplier_id,
        ),
    )
    return _parse_response(response)
