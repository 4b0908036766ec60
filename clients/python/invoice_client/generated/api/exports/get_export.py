from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.export_out import ExportOut


def _get_kwargs(
    export_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/exports/{export_id}".format(
            export_id=quote(str(export_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> ExportOut:
    if 200 <= response.status_code <= 200:
        response_200 = ExportOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    export_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ExportOut:
    """Tell how far an export is, and where its file is

    Args:
        export_id (str):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExportOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            export_id=export_id,
        ),
    )
    return _parse_response(response)
