from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.recovery_codes_out import RecoveryCodesOut
from ...models.renewal import Renewal


def _get_kwargs(
    *,
    body: Renewal,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/me/factors/recovery_codes",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> RecoveryCodesOut:
    if 200 <= response.status_code <= 200:
        response_200 = RecoveryCodesOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: Renewal,
) -> RecoveryCodesOut:
    """Make new recovery codes; the earlier ones are void

     With an app it takes a code of it, and no recovery code; with passkeys alone it takes none, as the
    recent proof was given with one.

    Args:
        body (Renewal): What new recovery codes are made for.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RecoveryCodesOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
