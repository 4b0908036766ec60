from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.proof_again import ProofAgain


def _get_kwargs(
    *,
    body: ProofAgain,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/proof",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Any:
    if 204 <= response.status_code <= 204:
        return None

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: ProofAgain,
) -> Any:
    """Prove again who one is, for what asks for it: bank details, factors, keys, deleting the company

    Args:
        body (ProofAgain): The password of the session's account, and a code or a passkey where it
            has a second factor.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
